import fc from 'fast-check';
import { DEFAULT_SCAN_CONFIG, type ScanConfig } from '../../../core/scan/config.ts';
import { createDecoder } from '../../../core/scan/decoder.ts';
import type { KeyEvent } from '../../../core/scan/key-event.ts';
import type { Decoded } from '../../../core/scan/state.ts';

/** A key going down without modifiers; `over` changes what a test is about. */
export const press = (code: string, atMs: number, over: Partial<KeyEvent> = {}): KeyEvent => ({
  code,
  down: true,
  isRepeat: false,
  atMs,
  hasShift: false,
  hasCtrl: false,
  hasAlt: false,
  hasMeta: false,
  isComposing: false,
  mayCompose: false,
  isDoubtful: false,
  ...over,
});

/** The key code a US-set scanner sends for a character of a code. */
export function codeOf(character: string): string {
  if (/\d/.test(character)) return `Digit${character}`;
  const symbol: Readonly<Record<string, string>> = {
    ']': 'BracketRight',
    '-': 'Minus',
    '.': 'Period',
    '/': 'Slash',
    ':': 'Semicolon',
    ' ': 'Space',
  };
  return symbol[character] ?? `Key${character.toUpperCase()}`;
}

/** Keys of `text`, the i-th gap being `gapsMs[i]` (the last gap is repeated), then the suffix if any. */
export function keysOf(text: string, startMs: number, gapsMs: readonly number[], suffix: string | null = 'Enter'): KeyEvent[] {
  let atMs = startMs;
  const codes = Array.from(text, (character) => [codeOf(character), /[A-Z:]/.test(character)] as const);
  const all = suffix === null ? codes : [...codes, [suffix, false] as const];
  return all.map(([code, hasShift], index) => {
    if (index > 0) atMs += gapsMs[Math.min(index - 1, gapsMs.length - 1)] ?? 0;
    return press(code, atMs, { hasShift });
  });
}

/** What an input method does with a key on its way down: shows it, hides it, or shows one of another name. */
export type Fate = 'whole' | 'hidden' | 'doubled' | 'renamed';

/** A scan through an input method that has the keyboard of a page: what goes down is as `fate` says, what comes up is true. */
export function composed(text: string, startMs: number, gapMs: number, fate: (index: number) => Fate): KeyEvent[] {
  return keysOf(text, startMs, [gapMs]).flatMap((key, index, all) => {
    const down = { ...key, mayCompose: true, isComposing: true };
    const up = { ...key, mayCompose: true, down: false, atMs: key.atMs + gapMs / 2 };
    // The ending finds nothing composed any more.
    if (index === all.length - 1) return [{ ...down, isComposing: false }, up];
    const shown: Record<Fate, KeyEvent[]> = {
      whole: [down],
      hidden: [],
      doubled: [down, down],
      renamed: [{ ...down, code: 'Enter' }],
    };
    return [...shown[fate(index)], up];
  });
}

/** One output with the time it came at. */
export type Timed = { readonly atMs: number; readonly output: Decoded<KeyEvent> };

/** Plays keys through a decoder whose ticks are punctual, and lets time run out at the end. */
export function play(keys: readonly KeyEvent[], config: ScanConfig = DEFAULT_SCAN_CONFIG): Timed[] {
  const decoder = createDecoder<KeyEvent>(config);
  const heard: Timed[] = [];
  /** Notes a step and then ticks until `untilMs`. */
  const run = (startMs: number, first: ReturnType<typeof decoder.feed>, untilMs: number): void => {
    let [atMs, step] = [startMs, first];
    for (;;) {
      for (const output of step.outputs) heard.push({ atMs, output });
      if (step.holdUntilMs === null || step.holdUntilMs >= untilMs) return;
      atMs = step.holdUntilMs;
      step = decoder.tick(atMs);
    }
  };
  keys.forEach((key, index) => {
    run(key.atMs, decoder.feed(key), keys[index + 1]?.atMs ?? Infinity);
  });
  return heard;
}

/** The scans of a played session. */
export const scansOf = (heard: readonly Timed[]): string[] =>
  heard.flatMap(({ output }) => (output.kind === 'scan' ? [output.text] : []));

/** Reasons of the refused scans. */
export const refusalsOf = (heard: readonly Timed[]): string[] =>
  heard.flatMap(({ output }) => (output.kind === 'garbled' ? [output.reason] : []));

/** The keys a shell ends up with as typing: released ones less those taken back. */
export function keptTyping(heard: readonly Timed[]): KeyEvent[] {
  return heard.reduce<KeyEvent[]>((kept, { output }) => {
    if (output.kind === 'typing') return [...kept, ...output.keys];
    return kept.filter((key) => !output.takeBack.includes(key));
  }, []);
}

/** A payment code: 25 to 30 in front, 16 to 32 digits in all. */
export const paymentCode = fc
  .tuple(
    fc.constantFrom('25', '26', '27', '28', '29', '30'),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 30 }),
  )
  .map(([start, rest]) => start + rest.join(''));

/** Gaps of a scanner: `perKeyMs` jittered by 30 % either way. */
export const scannerGaps = (perKeyMs: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.double({ min: 0.7, max: 1.3, noNaN: true }), { minLength: 33, maxLength: 33 })
    .map((factors) => factors.map((factor) => factor * perKeyMs));

/** Roughly normal around 0, between -3 and 3, from three even parts. */
const spread = fc
  .tuple(
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  )
  .map(([a, b, c]) => a + b + c);

/** A hand's gap: log-normal like around the pace, now and then two keys rolled together, or a look at the customer. */
export const handGap = (keysPerSecond: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 17, arbitrary: spread.map((part) => (1000 / keysPerSecond) * Math.exp(0.25 * part)) },
    { weight: 2, arbitrary: fc.double({ min: 30, max: 60, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 300, max: 2000, noNaN: true }) },
  );

const amountKeys = fc.array(fc.constantFrom('Numpad0', 'Numpad1', 'Numpad5', 'Numpad9', 'Digit3', 'NumpadDecimal', 'Numpad7'), {
  minLength: 1,
  maxLength: 10,
});
const noteKeys = fc.array(
  fc.constantFrom('KeyA', 'KeyE', 'KeyN', 'KeyT', 'KeyO', 'Digit4', 'Minus', 'Space', 'Backspace', 'ShiftLeft'),
  { minLength: 1, maxLength: 40 },
);

/** Things a cashier types, each ended as people end them; digits at 8 to 12 keys a second. */
const entry = fc.oneof(
  fc
    .tuple(amountKeys, fc.constantFrom('NumpadEnter', 'Enter', 'Tab', 'Backspace', 'Escape'))
    .map(([keys, end]) => [...keys, end]),
  fc.tuple(noteKeys, fc.constantFrom('Enter', 'Tab', 'Escape')).map(([keys, end]) => [...keys, end]),
);

/** A whole session of typing: several entries one after another, as key codes with times. */
export const typingSession: fc.Arbitrary<KeyEvent[]> = fc
  .tuple(fc.array(entry, { minLength: 1, maxLength: 4 }), fc.integer({ min: 8, max: 12 }))
  .chain(([entries, pace]) => {
    const codes = entries.flat();
    return fc.array(handGap(pace), { minLength: codes.length, maxLength: codes.length }).map((gaps) => timed(codes, gaps));
  });

/** Key codes with the gap before each, as presses. */
export function timed(codes: readonly string[], gaps: readonly number[], startMs = 1000): KeyEvent[] {
  let atMs = startMs;
  return codes.map((code, index) => {
    atMs += gaps[index] ?? 0;
    return press(code, atMs);
  });
}
