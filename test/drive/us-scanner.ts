import type { WireKey } from './x-wire.ts';

/** X key codes of the positions that a scanner set to a US keyboard uses (evdev: https://www.x.org/wiki/XKB/). */
export const KEYCODE = {
  enter: 36,
  tab: 23,
  escape: 9,
  space: 65,
  backspace: 22,
  shift: 50,
  alt: 64,
  control: 37,
  capsLock: 66,
  numLock: 77,
} as const;

const PLAIN = new Map<string, number>(
  [
    ['1234567890-=', 10],
    ['qwertyuiop[]', 24],
    ["asdfghjkl;'`", 38],
    ['\\zxcvbnm,./', 51],
  ].flatMap(([row, first]) => Array.from(row as string, (character, at): [string, number] => [character, Number(first) + at])),
);
const SHIFTED = new Map<string, string>(
  Array.from('!@#$%^&*()_+{}:"~|<>?', (shifted, at) => [shifted, "1234567890-=[];'`\\,./"[at] ?? '']),
);
const PAD = [90, 87, 88, 89, 83, 84, 85, 79, 80, 81] as const;

/** How a scan is sent: the time of each key in ms, its ending, and the way digits are pressed. */
export type ScanStyle = {
  /** From one key to the next. */
  readonly gapsMs: (index: number) => number;
  readonly suffix?: 'enter' | 'tab' | 'none';
  /** `row` the digits above the letters, `pad` the number pad, `alt` Alt and three pad digits a character. */
  readonly digits?: 'row' | 'pad' | 'alt';
};

/** The key codes of a whole scan as a US-set scanner sends them, each key going up half-way to the next. */
export function scanKeys(code: string, { gapsMs, suffix = 'enter', digits = 'row' }: ScanStyle): readonly WireKey[] {
  const strokes = Array.from(code, (character) => (digits === 'alt' ? altStroke(character) : stroke(character, digits)));
  const all = suffix === 'none' ? strokes : [...strokes, tap(KEYCODE[suffix])];
  return all.flatMap((keys, index) => paced(keys, index === 0 ? 0 : gapsMs(index - 1)));
}

/** One key down and up. */
export const tap = (keycode: number): readonly Press[] => [
  { keycode, down: true },
  { keycode, down: false },
];

type Press = Omit<WireKey, 'afterMs'>;

function stroke(character: string, digits: 'row' | 'pad'): readonly Press[] {
  const pad = digits === 'pad' ? PAD[Number(character)] : undefined;
  if (pad !== undefined) return tap(pad);
  const isShifted = /[A-Z]/.test(character) || SHIFTED.has(character);
  const keycode = PLAIN.get(SHIFTED.get(character) ?? character.toLowerCase());
  if (keycode === undefined) throw new Error('a US-set scanner has no key for this character');
  return isShifted ? held(KEYCODE.shift, tap(keycode)) : tap(keycode);
}

const altStroke = (character: string): readonly Press[] =>
  held(
    KEYCODE.alt,
    String(character.charCodeAt(0))
      .padStart(3, '0')
      .split('')
      .flatMap((digit) => tap(PAD[Number(digit)] ?? PAD[0])),
  );

const held = (keycode: number, keys: readonly Press[]): readonly Press[] => [
  { keycode, down: true },
  ...keys,
  { keycode, down: false },
];

/** The first key waits `gapMs` less what the stroke before took to come up; the last comes up a part of the gap later. */
function paced(keys: readonly Press[], gapMs: number): readonly WireKey[] {
  const upMs = Math.floor(gapMs / 2);
  return keys.map((key, at) => ({ ...key, afterMs: at === 0 ? gapMs - upMs : at === keys.length - 1 ? upMs : 0 }));
}
