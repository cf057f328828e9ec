/** What a key can do, in the order in which the keys stand when nobody changed them. */
export const KEY_COMMANDS = [
  'help',
  'search',
  'refund',
  'cancel',
  'last',
  'reprint',
  'note',
  'wallet',
  'setup',
  'receipt',
  'pdf',
  'lock',
  'shift',
  'next',
] as const;

/** One of the commands above. */
export type KeyCommand = (typeof KEY_COMMANDS)[number];

const FUNCTION_KEYS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'] as const;

/** What a scanner types for a line feed; where it is set up to send one, a page may open, and no more. */
const LINE_FEED = 'Ctrl J';

/**
 * The function keys, then letters with Ctrl. Left out: what a text field or the system needs (A, C, V, X, Y, Z), the page's own
 * keys, and the controls with which scanners frame a code (B, C, D, H, I, M are STX, ETX, EOT, BS, HT, CR). Never Esc, which means back
 * and nothing about money, and never a key with a character, because those are the amount and the scanner's.
 */
export const FREE_KEYS: readonly string[] = [...FUNCTION_KEYS, LINE_FEED, 'Ctrl G', 'Ctrl L', 'Ctrl S', 'Ctrl U'];

/** The keys that no choice changes: a code by hand, everything by name, the file for whoever helps, lessons and their new roll. */
export const FIXED_KEYS = {
  code: 'Ctrl E',
  palette: 'Ctrl K',
  incident: 'Ctrl I',
  lessons: 'Ctrl O',
  newRoll: 'Ctrl P',
} as const;

/** The keys that a command may have. */
export const keysFor = (command: KeyCommand): readonly string[] =>
  command === 'shift' ? FREE_KEYS : FREE_KEYS.filter((key) => key !== LINE_FEED);

/** Which key does what; each command has one, and no key has two. */
export type KeyMap = Readonly<Record<KeyCommand, string>>;

/** The keys that nobody changed. */
export const STANDARD_KEYS: KeyMap = {
  help: 'F1',
  search: 'F2',
  refund: 'F3',
  cancel: 'F4',
  last: 'F5',
  reprint: 'F6',
  note: 'F7',
  wallet: 'F8',
  setup: 'F9',
  receipt: 'F10',
  pdf: 'F11',
  lock: 'Ctrl L',
  shift: 'Ctrl J',
  next: 'F12',
};

/** The commands whose key another command has too. */
export function keyConflicts(map: KeyMap): readonly KeyCommand[] {
  return KEY_COMMANDS.filter((command) => rivalOf(map, command) !== null);
}

/** The command that has the same key as this one; null when it has a key of its own. */
export const rivalOf = (map: KeyMap, command: KeyCommand): KeyCommand | null =>
  KEY_COMMANDS.find((other) => other !== command && map[other] === map[command]) ?? null;

/** Whether two maps say the same. */
export const isSameMap = (one: KeyMap, other: KeyMap): boolean =>
  KEY_COMMANDS.every((command) => one[command] === other[command]);

/** F12 stands at the far end, where the hand finds it; the letters come before it. */
const PLACES: readonly string[] = [...FUNCTION_KEYS.slice(0, -1), 'Ctrl L', LINE_FEED, 'Ctrl G', 'Ctrl S', 'Ctrl U', 'F12'];

/** The commands as their keys stand on the bar, from its beginning. */
export const inKeyOrder = (map: KeyMap): readonly KeyCommand[] =>
  [...KEY_COMMANDS].sort((a, b) => PLACES.indexOf(map[a]) - PLACES.indexOf(map[b]));

const KEY_NAME = /\b(?:F\d{1,2}|Ctrl [A-Z])(?![\p{Script=Latin}\d])/gu;

/** A sentence of the tables with the keys in force: `Settings (F9)` names the key that opens them now. */
export function withKeysOf(map: KeyMap, text: string): string {
  return text.replace(KEY_NAME, (key) => {
    const command = KEY_COMMANDS.find((one) => STANDARD_KEYS[one] === key);
    return command === undefined ? key : map[command];
  });
}
