import type { KeyEvent } from '../../core/scan/key-event.ts';
import { usCharacterOf } from '../../core/scan/us-layout.ts';

/** A scan inside a session of typing. */
export type SentScan = {
  readonly code: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** What was typed less than a quarter of a second before it, without an ending between. */
  readonly behind: 'nothing' | 'letters' | 'digits';
};

/** Keys of a person and of a scanner as main hears them, and which are whose. */
export type Session = {
  readonly keys: readonly KeyEvent[];
  readonly typed: ReadonlySet<KeyEvent>;
  readonly scans: readonly SentScan[];
};

/** Even numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One to four things a person types, with scans among them at any speed, as the keyboard of a busy PC delivers them. */
export function makeSession(random: Random): Session {
  const writer = createWriter(random);
  for (let pieces = 1 + Math.floor(4 * random()); pieces > 0; pieces -= 1) {
    const kind = random();
    if (kind < 0.35) typeAmount(writer);
    else if (kind < 0.6) typeNote(writer);
    else if (kind < 0.65) leanOnKeys(writer);
    else scan(writer);
  }
  return writer.done();
}

type Writer = {
  readonly random: Random;
  readonly between: (low: number, high: number) => number;
  readonly pick: <Item>(items: readonly Item[], otherwise: Item) => Item;
  readonly wait: (ms: number) => void;
  readonly type: (code: string, over?: Partial<KeyEvent>) => void;
  readonly send: (code: string, hasShift: boolean) => void;
  readonly nowMs: () => number;
  readonly note: (scan: SentScan) => void;
  readonly behind: (atMs: number) => SentScan['behind'];
  readonly done: () => Session;
};

/** What a person's last key was, as far as it can matter to a scan behind it. */
type LastTyped = { readonly atMs: number; readonly kind: SentScan['behind'] };

function createWriter(random: Random): Writer {
  const keys: KeyEvent[] = [];
  const typed = new Set<KeyEvent>();
  const scans: SentScan[] = [];
  let atMs = 1000;
  let last: LastTyped = { atMs: 0, kind: 'nothing' };
  const between = (low: number, high: number): number => low + random() * (high - low);
  const press = (code: string, over: Partial<KeyEvent>, holdMs: number): KeyEvent => {
    const down = { ...IDLE, code, atMs, ...over };
    keys.push(down, { ...down, down: false, isRepeat: false, atMs: atMs + holdMs });
    return down;
  };
  return {
    random,
    between,
    pick: (items, otherwise) => items[Math.floor(random() * items.length)] ?? otherwise,
    wait: (ms) => {
      atMs += ms;
    },
    // A hand lets go of a key after the next one has gone down as often as not.
    type: (code, over = {}) => {
      typed.add(press(code, over, between(50, 130)));
      last = {
        atMs,
        kind: /^(?:Digit|Numpad)\d$/.test(code) ? 'digits' : usCharacterOf(code, false) === null ? 'nothing' : 'letters',
      };
    },
    send: (code, hasShift) => {
      press(code, { hasShift }, 0.4);
    },
    nowMs: () => atMs,
    note: (sent) => {
      scans.push(sent);
      last = { atMs: 0, kind: 'nothing' };
    },
    behind: (at) => (at - last.atMs > QUIET_MS ? 'nothing' : last.kind),
    done: () => ({ keys: delivered(keys, random), typed, scans }),
  };
}

const QUIET_MS = 250;

const IDLE: KeyEvent = {
  code: '',
  down: true,
  isRepeat: false,
  atMs: 0,
  hasShift: false,
  hasCtrl: false,
  hasAlt: false,
  hasMeta: false,
  isComposing: false,
  mayCompose: false,
  isDoubtful: false,
};

/** Keys in the order of their times; in one session of ten a busy PC delivers those of up to 40 ms late and together. */
function delivered(keys: readonly KeyEvent[], random: Random): readonly KeyEvent[] {
  const sorted = [...keys].sort((a, b) => a.atMs - b.atMs);
  if (random() >= 0.1) return sorted;
  const fromMs = 1000 + random() * 3000;
  const toMs = fromMs + random() * 40;
  // The objects stay the same, because they say whose key it is.
  for (const key of sorted) if (key.atMs > fromMs && key.atMs < toMs) Object.assign(key, { atMs: toMs });
  return sorted;
}

/** Log-normal around the pace, as recorded keystroke sets show it; one gap in ten is two fingers rolling, one in thirty a look up. */
function handGapMs({ random, between }: Writer, keysPerSecond: number): number {
  const kind = random();
  if (kind < 0.1) return between(30, 60);
  if (kind < 0.13) return between(300, 1500);
  const normal = random() + random() + random() + random() - 2;
  return (1000 / keysPerSecond) * Math.exp(0.45 * normal);
}

function hand(writer: Writer, codes: readonly string[], keysPerSecond: number): void {
  for (const code of codes) {
    writer.wait(handGapMs(writer, keysPerSecond));
    writer.type(code);
  }
}

const times = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);

/** An amount on the pad or the top row, by a cashier at 4 to 8 keys a second; not every amount is ended. */
function typeAmount(writer: Writer): void {
  const prefix = writer.pick(['Numpad', 'Numpad', 'Digit'], 'Numpad');
  const digits = times(1 + Math.floor(writer.random() * 9), () => `${prefix}${String(Math.floor(writer.random() * 10))}`);
  const endings = [['NumpadEnter'], ['Enter'], ['Backspace', 'Backspace'], ['Escape'], ['Tab'], []];
  hand(writer, [...digits, ...writer.pick(endings, [])], writer.between(4, 8));
}

/** Words at 5 to 12 keys a second, with digits among the letters; not every note is ended. */
function typeNote(writer: Writer): void {
  const letters = ['KeyE', 'KeyN', 'KeyI', 'KeyS', 'KeyR', 'KeyA', 'KeyT', 'KeyD', 'KeyH', 'KeyU'];
  const others = ['Space', 'Digit2', 'Minus', 'Backspace', 'Comma'];
  const codes = times(1 + Math.floor(writer.random() * 45), () => writer.pick(writer.random() < 0.82 ? letters : others, 'KeyE'));
  hand(writer, [...codes, ...writer.pick([['Enter'], ['Tab'], ['Escape'], []], [])], writer.between(5, 12));
}

/** A cat, an elbow, or a key held down. */
function leanOnKeys(writer: Writer): void {
  const code = writer.pick(['KeyG', 'Digit5', 'Numpad0', 'Space', 'Backspace', 'Enter'], 'KeyG');
  writer.wait(writer.between(200, 600));
  writer.type(code);
  for (let repeats = Math.floor(writer.random() * 40); repeats > 0; repeats -= 1) {
    writer.wait(repeats === 40 ? 500 : 33);
    writer.type(code, { isRepeat: true });
  }
  writer.wait(writer.between(300, 600));
}

/** A payment code at 1 to 60 ms a key, jittered, one in five with a pause inside, one in ten followed at once by another. */
function scan(writer: Writer): void {
  const apart = writer.random();
  // One in three comes while somebody is still typing.
  writer.wait(apart < 0.33 ? writer.between(0, QUIET_MS) : writer.between(QUIET_MS + 1, 900));
  const perKeyMs = writer.between(1, 60);
  sendCode(writer, perKeyMs);
  if (writer.random() < 0.1) {
    writer.wait(writer.between(Math.max(5, perKeyMs), 200));
    sendCode(writer, perKeyMs);
  }
  writer.wait(writer.between(90, 500));
}

function sendCode(writer: Writer, perKeyMs: number): void {
  const length = writer.pick([16, 17, 18, 19, 20, 22, 24, 32], 24);
  const start = writer.pick(['25', '26', '27', '28', '29', '30'], '28');
  const code = start + times(length - 2, () => String(Math.floor(writer.random() * 10))).join('');
  const stallAt = writer.random() < 0.2 ? 1 + Math.floor(writer.random() * (length - 1)) : -1;
  const fromMs = writer.nowMs();
  const behind = writer.behind(fromMs);
  Array.from(code, (digit, at) => {
    if (at > 0) writer.wait(perKeyMs * writer.between(0.7, 1.3) + (at === stallAt ? writer.between(40, 150) : 0));
    writer.send(`Digit${digit}`, false);
  });
  writer.wait(perKeyMs * writer.between(0.7, 1.3));
  writer.send('Enter', false);
  writer.note({ code, fromMs, toMs: writer.nowMs(), behind });
}
