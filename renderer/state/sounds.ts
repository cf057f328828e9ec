import type { Face } from '../api/types.ts';

/** One note: pitch in Hz, start and length in ms. */
type Note = { readonly hertz: number; readonly atMs: number; readonly lengthMs: number };

/** Rising, low twice, and a wavering pair: told apart without looking, and without knowing music. */
const TUNES = {
  paid: [
    { hertz: 660, atMs: 0, lengthMs: 90 },
    { hertz: 990, atMs: 90, lengthMs: 160 },
  ],
  'not-paid': [
    { hertz: 233, atMs: 0, lengthMs: 150 },
    { hertz: 196, atMs: 200, lengthMs: 220 },
  ],
  unknown: [
    { hertz: 440, atMs: 0, lengthMs: 90 },
    { hertz: 415, atMs: 130, lengthMs: 90 },
    { hertz: 440, atMs: 260, lengthMs: 90 },
  ],
} as const satisfies Readonly<Partial<Record<Face, readonly Note[]>>>;

/** The faces that have a sound of their own. */
export type Tune = keyof typeof TUNES;

/** True for a face that is heard. */
export const hasTune = (face: Face): face is Tune => Object.hasOwn(TUNES, face);

const VOLUME = 0.2;

/** Plays the face's tune; where there is no audio it stays silent, because a sound is never the only signal. */
export function play(tune: Tune, open: () => AudioContext = () => new AudioContext()): void {
  try {
    const audio = open();
    const notes: readonly Note[] = TUNES[tune];
    for (const note of notes) sound(audio, note);
    const endMs = Math.max(...notes.map((note) => note.atMs + note.lengthMs));
    setTimeout(() => {
      audio.close().catch(() => undefined);
    }, endMs + 100);
  } catch {
    // No sound card, or audio refused: the word and the shape on the screen say the same.
  }
}

function sound(audio: AudioContext, note: Note): void {
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  const startS = audio.currentTime + note.atMs / 1000;
  const endS = startS + note.lengthMs / 1000;
  tone.frequency.value = note.hertz;
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(VOLUME, startS + 0.01);
  gain.gain.linearRampToValueAtTime(0, endS);
  tone.connect(gain).connect(audio.destination);
  tone.start(startS);
  tone.stop(endS);
}
