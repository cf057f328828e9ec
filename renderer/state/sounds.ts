import type { Face } from '../api/types.ts';

/** One note: pitch in Hz, start and length in ms. */
type Note = { readonly hertz: number; readonly atMs: number; readonly lengthMs: number };

/** Rising, low twice, and wavering: told apart without looking, and without knowing music. */
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

/** What repeats while a payment is not known, so that a cashier who looks away is not left to guess. */
const TICK: readonly Note[] = [{ hertz: 440, atMs: 0, lengthMs: 60 }];

/** All that is ever heard. */
export type Sound = Tune | 'tick';

/** True for a face that is heard. */
export const hasTune = (face: Face): face is Tune => Object.hasOwn(TUNES, face);

/** The gain at full volume; an ear hears the square of a gain, so that half way is half as loud. */
const FULL_GAIN = 0.6;
const TICK_SHARE = 0.4;

/**
 * Plays a sound at `volume` percent. Where there is no audio, or the volume is 0, it stays silent, because a sound is never the
 * only signal.
 */
export function play(sound: Sound, volume: number, open: () => AudioContext = () => new AudioContext()): void {
  if (volume <= 0) return;
  try {
    const audio = open();
    const notes: readonly Note[] = sound === 'tick' ? TICK : TUNES[sound];
    const gain = FULL_GAIN * (volume / 100) ** 2 * (sound === 'tick' ? TICK_SHARE : 1);
    for (const note of notes) strike(audio, note, gain);
    const endMs = Math.max(...notes.map((note) => note.atMs + note.lengthMs));
    setTimeout(() => {
      audio.close().catch(() => undefined);
    }, endMs + 100);
  } catch {
    // No sound card, or audio refused: the word and the shape on the screen say the same.
  }
}

function strike(audio: AudioContext, note: Note, volume: number): void {
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  const startS = audio.currentTime + note.atMs / 1000;
  const endS = startS + note.lengthMs / 1000;
  tone.frequency.value = note.hertz;
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(volume, startS + 0.01);
  gain.gain.linearRampToValueAtTime(0, endS);
  tone.connect(gain).connect(audio.destination);
  tone.start(startS);
  tone.stop(endS);
}
