import { describe, expect, it } from 'vitest';
import { DEFAULT_SCAN_CONFIG } from '../../../core/scan/config.ts';
import { createDecoder } from '../../../core/scan/decoder.ts';
import { keptTyping, keysOf, play, press, refusalsOf, scansOf, timed } from './hands.ts';

const CODE = '281010897274821897274821';
const codesOf = (keys: readonly { readonly code: string }[]): string[] => keys.map((key) => key.code);

describe('a scan', () => {
  it('is decided at its suffix, with no idle wait', () => {
    const decoder = createDecoder(DEFAULT_SCAN_CONFIG);
    const steps = keysOf(CODE, 0, [5]).map((key) => decoder.feed(key));
    expect(steps.at(-1)).toEqual({ outputs: [{ kind: 'scan', text: CODE, takeBack: [] }], holdUntilMs: null });
    expect(steps.slice(0, -1).flatMap((step) => step.outputs)).toEqual([]);
  });

  it.each(['Enter', 'NumpadEnter', 'Tab'])('ends with %s', (suffix) => {
    expect(scansOf(play(keysOf(CODE, 0, [8], suffix)))).toEqual([CODE]);
  });

  it('is read from the number pad and with Shift held, because positions count and characters do not', () => {
    const pad = keysOf(CODE, 0, [8]).map((key) => ({ ...key, code: key.code.replace('Digit', 'Numpad') }));
    const shifted = keysOf(CODE, 0, [8]).map((key) => ({ ...key, hasShift: true }));
    expect([scansOf(play(pad)), scansOf(play(shifted))]).toEqual([[CODE], [CODE]]);
  });

  it('from a slow scanner says how many of its keys to take back', () => {
    const heard = play(keysOf(CODE, 0, [60]));
    expect(heard.at(-1)?.output).toEqual({ kind: 'scan', text: CODE, takeBack: keysOf(CODE, 0, [60]).slice(0, 23) });
    expect(keptTyping(heard)).toEqual([]);
  });

  it('survives a pause in the middle', () => {
    const gaps = Array.from({ length: 24 }, (_, index) => (index === 11 ? 240 : 6));
    const heard = play(keysOf(CODE, 0, gaps));
    expect([scansOf(heard), keptTyping(heard)]).toEqual([[CODE], []]);
  });

  it('survives a stall behind its first key when what follows is no code of its own', () => {
    expect(scansOf(play(keysOf(CODE, 0, [200, 6])))).toEqual([CODE]);
  });

  it('back to back with another is two scans', () => {
    const second = '2893612204263667830';
    expect(scansOf(play([...keysOf(CODE, 0, [1]), ...keysOf(second, 25, [1])]))).toEqual([CODE, second]);
  });

  it.each([1, 2, 8, 20])(
    'of a product with blanks in it is one scan at %i ms a key, and none of its digits is typed',
    (gapMs) => {
      for (const text of ['28 DROP TABLE events 500', '5005050 X-EVIL: 12345', 'A 1 B 2 C 3 D 4 E 5 F']) {
        const heard = play(keysOf(text, 0, [gapMs]));
        expect(scansOf(heard).map((scan) => scan.toUpperCase())).toEqual([text.toUpperCase()]);
        expect(codesOf(keptTyping(heard))).toEqual([]);
      }
    },
  );

  it('with blanks between its digits is not taken for the digits alone', () => {
    expect(scansOf(play(keysOf('2810 1089 7274 8218 9727', 0, [4])))).toEqual(['2810 1089 7274 8218 9727']);
  });

  it('swallows the echo of its suffix: CR LF and key repeat', () => {
    const echo = [press('Enter', 205), press('Enter', 700, { isRepeat: true })];
    const heard = play([...keysOf(CODE, 0, [8]), ...echo, press('Enter', 900)]);
    expect([scansOf(heard), codesOf(keptTyping(heard))]).toEqual([[CODE], ['Enter']]);
  });

  it('loses its AIM identifier and prefix, whatever Caps Lock did to them', () => {
    const config = { ...DEFAULT_SCAN_CONFIG, prefixes: [']C1', ']Q3'] };
    expect(scansOf(play([...keysOf(`]C1${CODE}`, 0, [8]), ...keysOf(`]q3${CODE}`, 1000, [8])], config))).toEqual([CODE, CODE]);
  });

  it('loses an AIM identifier that nobody configured, whatever Shift did to it', () => {
    const shifted = keysOf(`]Q3${CODE}`, 1000, [8]).map((key) => ({ ...key, hasShift: true }));
    expect(scansOf(play([...keysOf(`]C1${CODE}`, 0, [8]), ...shifted]))).toEqual([CODE, CODE]);
  });

  it.each(['96385074', '04252614', '01234565'])(
    'of eight digits with a right check digit (%s) is a product, never an amount',
    (code) => {
      const heard = play(keysOf(code, 0, [12]));
      expect([scansOf(heard), keptTyping(heard)]).toEqual([[code], []]);
    },
  );

  it('from a scanner that was said to send no ending ends by a pause, and an Enter after all presses nothing', () => {
    const config = { ...DEFAULT_SCAN_CONFIG, suffixes: [] };
    const ended = play(keysOf(CODE, 0, [8]), config);
    const paused = play(keysOf(CODE, 0, [8], null), config);
    expect([scansOf(ended), keptTyping(ended), scansOf(paused), keptTyping(paused)]).toEqual([[CODE], [], [CODE], []]);
  });

  it('with letters is read by position and Shift', () => {
    expect(scansOf(play(keysOf('hQVDUFYwMQ-AbCdEf', 0, [5])))).toEqual(['hQVDUFYwMQ-AbCdEf']);
  });

  it('of a product is a scan too, so that it never becomes an amount', () => {
    const heard = play(keysOf('4006381333931', 0, [8]));
    expect([scansOf(heard), keptTyping(heard)]).toEqual([['4006381333931'], []]);
  });

  it('without a suffix ends at its known length at once, and swallows a suffix that comes after all', () => {
    const config = { ...DEFAULT_SCAN_CONFIG, completeLengths: [19, 24] };
    const decoder = createDecoder(config);
    const steps = keysOf(CODE, 0, [8], null).map((key) => decoder.feed(key));
    expect(steps.at(-1)?.outputs).toEqual([{ kind: 'scan', text: CODE, takeBack: [] }]);
    expect(decoder.feed(press('Enter', 200)).outputs).toEqual([]);
  });

  it.each([8, 60])('without a suffix at %d ms a key ends at the shorter known length when it stops', (gapMs) => {
    const config = { ...DEFAULT_SCAN_CONFIG, suffixes: [], completeLengths: [19, 24] };
    const heard = play(keysOf('2893612204263667830', 0, [gapMs], null), config);
    expect([scansOf(heard), keptTyping(heard)]).toEqual([['2893612204263667830'], []]);
  });
});

describe('what is refused whole', () => {
  it('a burst of digits that stops without its suffix', () => {
    const heard = play(keysOf(CODE, 0, [8], null));
    expect([refusalsOf(heard), keptTyping(heard)]).toEqual([['unfinished'], []]);
  });

  it('both halves of a scan that stalled for longer than any scanner pauses', () => {
    const gaps = Array.from({ length: 24 }, (_, index) => (index === 17 ? 400 : 6));
    const heard = play(keysOf(CODE, 0, gaps));
    expect([refusalsOf(heard), scansOf(heard), keptTyping(heard)]).toEqual([['unfinished', 'missing-key'], [], []]);
  });

  it.each([1, 2, 4, 12])(
    'a scan that stalled for 400 ms behind key %d: the rest is no code, and nothing of it stays in the amount',
    (at) => {
      const gaps = Array.from({ length: 24 }, (_, index) => (index === at - 1 ? 400 : 8));
      const heard = play([...timed(['Numpad5', 'NumpadEnter'], [0, 110], 0), ...keysOf('281088260517872804841912', 1000, gaps)]);
      expect([scansOf(heard), codesOf(keptTyping(heard))]).toEqual([[], ['Numpad5', 'NumpadEnter']]);
    },
  );

  it.each([1, 5, 20, 50, 60])(
    'a scan of %i ms a key that stalled anywhere for as long as a busy PC makes it: nothing of it is typed, not even its Enter',
    (perKeyMs) => {
      const codes = [CODE.slice(0, 16), CODE.slice(0, 19), CODE, CODE + CODE.slice(0, 8)];
      for (const [code, at, stallMs] of codes.flatMap((one) =>
        Array.from({ length: one.length - 1 }, (_, key) => key).flatMap((key) => [300, 900].map((ms) => [one, key, ms] as const)),
      )) {
        const gaps = Array.from({ length: code.length }, (_, key) => (key === at ? stallMs : perKeyMs));
        const heard = play(keysOf(code, 1000, gaps));
        expect([scansOf(heard), keptTyping(heard)], `${String(code.length)} digits, behind key ${String(at + 1)}`).toEqual([
          [],
          [],
        ]);
      }
    },
  );

  it('the rest of a scan that stalled behind two keys, although it has the form of a code itself', () => {
    const heard = play(keysOf('2828101089727482', 0, [8, 300, 8]));
    expect([scansOf(heard), refusalsOf(heard), keptTyping(heard)]).toEqual([[], ['missing-key'], []]);
  });

  it('more digits than a code has', () => {
    expect(refusalsOf(play(keysOf('28'.padEnd(33, '1'), 0, [5])))).toEqual(['too-long']);
  });

  it.each(['Escape', 'ArrowUp', 'F5'])('the rest of a scan that %s broke: never a shorter code', (foreign) => {
    const keys = keysOf(CODE, 0, [8]);
    const heard = play([...keys.slice(0, 6), press(foreign, 47), ...keys.slice(6)]);
    expect([scansOf(heard), refusalsOf(heard)]).toEqual([[], ['missing-key']]);
  });

  it('a scan with a repeated key', () => {
    const keys = keysOf(CODE, 0, [8]);
    const heard = play([...keys.slice(0, 3), press('Digit1', 22, { isRepeat: true }), ...keys.slice(3)]);
    expect([scansOf(heard), refusalsOf(heard)]).toEqual([[], ['missing-key']]);
  });

  it('a scan of which a key came up without having gone down', () => {
    const keys = keysOf('A1b2C3d4E5f6G7h8', 0, [8]);
    const heard = play([...keys.slice(0, 4), press('KeyC', 31, { down: false }), ...keys.slice(5)]);
    expect([scansOf(heard), refusalsOf(heard)]).toEqual([[], ['missing-key']]);
  });

  it('one typed digit within five milliseconds of a scan, by form', () => {
    const heard = play([press('Digit4', 0), ...keysOf(CODE, 200, [6])]);
    expect([scansOf(heard), refusalsOf(heard)]).toEqual([[], ['mixed']]);
  });

  it('typed digits that would make another payment code of a scan', () => {
    const heard = play([press('Digit2', 0), press('Digit8', 110), ...keysOf(CODE, 260, [6])]);
    expect([scansOf(heard), refusalsOf(heard)]).toEqual([[], ['mixed']]);
  });
});

describe('typing', () => {
  it('keeps an amount and the scan behind it apart when Enter is between them', () => {
    const heard = play([...timed(['Numpad4', 'Numpad2', 'NumpadEnter'], [0, 110, 110], 0), ...keysOf(CODE, 225, [5])]);
    expect([codesOf(keptTyping(heard)), scansOf(heard)]).toEqual([['Numpad4', 'Numpad2', 'NumpadEnter'], [CODE]]);
  });

  it.each([5, 20, 50])('keeps letters and a scan at %d ms a key that starts in the middle of the word apart', (gapMs) => {
    const typed = timed(['KeyC', 'KeyA', 'KeyF'], [0, 130, 110], 0);
    const heard = play([...typed, ...keysOf(CODE, 390, [gapMs])]);
    expect([codesOf(keptTyping(heard)), scansOf(heard)]).toEqual([['KeyC', 'KeyA', 'KeyF'], [CODE]]);
  });

  it.each([5, 50])('of letters stays although the scan at %d ms a key is too close behind to be sure of it', (gapMs) => {
    const typed = timed(['KeyC', 'KeyA', 'KeyF'], [0, 130, 110], 0);
    const heard = play([...typed, ...keysOf(CODE, 270, [gapMs])]);
    expect([
      heard.filter(({ output }) => output.kind === 'scan' && output.text === CODE),
      refusalsOf(heard).length + scansOf(heard).length,
    ]).toEqual([[], 1]);
  });

  it.each([5, 60])('keeps typed digits and a scan at %d ms a key apart when a quarter of a second is between them', (gapMs) => {
    const heard = play([...timed(['Numpad4', 'Numpad2'], [0, 110], 0), ...keysOf(CODE, 361, [gapMs])]);
    expect([codesOf(keptTyping(heard)), scansOf(heard)]).toEqual([['Numpad4', 'Numpad2'], [CODE]]);
  });

  it('keeps two typed digits apart from a scan close behind them by their rhythm', () => {
    const heard = play([...timed(['Numpad4', 'Numpad2'], [0, 110], 0), ...keysOf(CODE, 260, [6])]);
    expect([codesOf(keptTyping(heard)), scansOf(heard)]).toEqual([['Numpad4', 'Numpad2'], [CODE]]);
  });

  it('never lets three typed digits five milliseconds before a scan reach the wallet as a payment code', () => {
    const typed = timed(['Numpad1', 'Numpad2', 'Numpad3'], [0, 110, 110], 0);
    const heard = play([...typed, ...keysOf(CODE, 225, [5])]);
    expect(scansOf(heard).filter((text) => /^(2[5-9]|30)/.test(text))).toEqual([]);
  });

  it('of a code by hand stays typing, for the checkout to take', () => {
    const heard = play(keysOf(CODE, 0, [125, 95, 140, 110]));
    expect([scansOf(heard), codesOf(keptTyping(heard)).length]).toEqual([[], 25]);
  });

  it('by a program that is faster than any hand stays an amount', () => {
    expect(codesOf(keptTyping(play(keysOf('4250', 0, [1]))))).toEqual(['Digit4', 'Digit2', 'Digit5', 'Digit0', 'Enter']);
  });

  it('of eight digits by a program stays an amount unless they are a product', () => {
    expect(keptTyping(play(keysOf('12345678', 0, [2])))).toHaveLength(9);
  });

  it('passes shortcuts behind the keys typed before them', () => {
    const heard = play([press('Digit4', 0), press('KeyP', 20, { hasCtrl: true })]);
    expect(heard.map(({ atMs, output }) => [atMs, output.kind === 'typing' ? codesOf(output.keys) : output.kind])).toEqual([
      [20, ['Digit4', 'KeyP']],
    ]);
  });

  it('a space bar that is rolled over comes out in its place, within the time that any key may be held', () => {
    const words = [
      press('Digit4', 0),
      press('KeyA', 90),
      press('Space', 105),
      press('KeyB', 190),
      press('Space', 199),
      press('Digit7', 290),
    ];
    expect(codesOf(keptTyping(play(words)))).toEqual(codesOf(words));
  });

  it('lets a letter through at once, so that an input method gets its first one', () => {
    expect(createDecoder(DEFAULT_SCAN_CONFIG).feed(press('KeyN', 0)).outputs).toHaveLength(1);
  });

  it('by a cat loses nothing and scans nothing', () => {
    const codes = Array.from(
      { length: 700 },
      (_, index) => ['KeyQ', 'KeyW', 'Digit1', 'Space', 'F3', 'Backquote'][index % 6] ?? 'KeyQ',
    );
    const heard = play(
      timed(
        codes,
        codes.map(() => 2),
      ),
    );
    expect([scansOf(heard), codesOf(keptTyping(heard))]).toEqual([[], codes]);
  });

  it('by a cat on one spot is bounded and lost to nobody', () => {
    const codes = Array.from({ length: 1200 }, () => 'KeyQ');
    const heard = play(
      timed(
        codes,
        codes.map(() => 2),
      ),
    );
    expect([scansOf(heard), codesOf(keptTyping(heard)).length]).toEqual([[], 1200]);
  });
});
