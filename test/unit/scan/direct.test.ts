import { describe, expect, it } from 'vitest';
import type { KeyEvent } from '../../../core/scan/key-event.ts';
import { composed, keptTyping, keysOf, play, press, refusalsOf, scansOf } from './hands.ts';

const CODE = '281010897274821897274821';
const codesOf = (keys: readonly { readonly code: string }[]): string[] => keys.map((key) => key.code);

describe('what is refused whole', () => {
  it.each(['whole', 'hidden', 'doubled', 'renamed'] as const)(
    'a code with letters through an input method, its keys going down %s',
    (fate) => {
      const heard = play(composed('ABC-123xyz4567890123', 0, 8, (index) => (index % 3 === 0 ? 'whole' : fate)));
      expect([scansOf(heard), refusalsOf(heard)]).toEqual([[], ['missing-key']]);
    },
  );

  it('digits of no payment code through an input method, because letters may be gone', () => {
    const heard = play(composed('6212345678901234567', 0, 8, () => 'whole'));
    expect([scansOf(heard), refusalsOf(heard)]).toEqual([[], ['missing-key']]);
  });

  it('a scan in whose middle an input method starts, because it may have taken keys before it was noticed', () => {
    const keys = keysOf(CODE, 0, [8]).map((key, index) => ({ ...key, mayCompose: true, isComposing: index === 9 }));
    expect([scansOf(play(keys)), refusalsOf(play(keys))]).toEqual([[], ['missing-key']]);
  });

  it('a scan whose digit keys type other characters, when an input method hid one of them, because it adds keys of its own', () => {
    const keys = composed(CODE, 0, 8, (index) => (index === 7 ? 'hidden' : 'whole')).map((key) => ({ ...key, isDoubtful: true }));
    expect([scansOf(play(keys)), refusalsOf(play(keys))]).toEqual([[], ['missing-key']]);
  });

  it('a scan through an input method that hides releases as well', () => {
    const keys = keysOf(CODE, 0, [8]).map((key, index) => ({ ...key, mayCompose: true, isComposing: index < 24 }));
    expect([scansOf(play(keys)), refusalsOf(play(keys))]).toEqual([[], ['missing-key']]);
  });
});

describe('a payment code through an input method', () => {
  it.each(['whole', 'hidden', 'doubled', 'renamed'] as const)(
    'is read from the keys coming up, for those going down are %s, and all of them are taken back',
    (fate) => {
      const keys = composed(CODE, 0, 8, (index) => (index % 2 === 0 ? fate : 'whole'));
      const heard = play(keys);
      expect([scansOf(heard), refusalsOf(heard), keptTyping(heard)]).toEqual([[CODE], [], []]);
    },
  );

  it('is a scan although each key types another character than its digit, and a letter typed before it stays', () => {
    const odd = keysOf(CODE, 500, [8]).flatMap((key): KeyEvent[] => {
      const down = { ...key, mayCompose: true, isDoubtful: key.code.startsWith('Digit') };
      return [down, { ...down, down: false, atMs: key.atMs + 4 }];
    });
    const heard = play([press('KeyN', 0, { mayCompose: true }), ...odd]);
    expect([scansOf(heard), codesOf(keptTyping(heard))]).toEqual([[CODE], ['KeyN']]);
  });

  it('never loses a digit whose release may be that of a key pressed before', () => {
    const early = press('Digit8', 0, { mayCompose: true });
    const keys = composed(CODE, 300, 8, () => 'hidden');
    const heard = play([early, ...keys]);
    expect(scansOf(heard)).toEqual([]);
    expect(refusalsOf(heard)).toEqual(['missing-key']);
  });
});

describe('characters by their numbers (Alt and the pad)', () => {
  const altCoded = (text: string, startMs: number, perKeyMs: number): KeyEvent[] => {
    const keys = altKeys(text, startMs, perKeyMs);
    return [...keys, press('Enter', startMs + keys.length * perKeyMs)];
  };

  const altKeys = (text: string, startMs: number, perKeyMs: number, width = 4): KeyEvent[] => {
    const hits = Array.from(text).flatMap((character) => [
      ['AltLeft', true],
      ...Array.from(String(character.charCodeAt(0)).padStart(width, '0')).flatMap((digit) => [
        [`Numpad${digit}`, true],
        [`Numpad${digit}`, false],
      ]),
      ['AltLeft', false],
    ]) as [string, boolean][];
    return hits.map(([code, down], at) => press(code, startMs + at * perKeyMs, { down, hasAlt: true }));
  };

  it.each([1, 8])('are a scan at %d ms a report, and all of it is taken back', (perKeyMs) => {
    const heard = play(altCoded(CODE, 0, perKeyMs));
    const left = codesOf(keptTyping(heard)).filter((code) => code.startsWith('Numpad'));
    expect([scansOf(heard), left]).toEqual([[CODE], []]);
  });

  it('keep the case of letters', () => {
    expect(scansOf(play(altCoded('hQVDUFYwMQAbCdEf', 0, 1)))).toEqual(['hQVDUFYwMQAbCdEf']);
  });

  it.each([
    ['\r', 2],
    ['\r', 3],
    ['\r', 4],
    ['\r\n', 4],
    ['\n', 3],
    ['\t', 4],
  ])('with the ending %j by its number too, of %d digits, are a scan at once', (ending, width) => {
    const heard = play(altKeys(`${CODE}${ending}`, 0, 1, width));
    expect([scansOf(heard), refusalsOf(heard)]).toEqual([[CODE], []]);
  });

  it('keep the digit that makes a carriage return from the page, and the Enter behind it', () => {
    const keys = [...altKeys(`${CODE}\r`, 0, 1), press('Enter', CODE.length * 10 + 40)];
    const passed = play(keys).flatMap(({ output }) => (output.kind === 'typing' ? output.keys : []));
    const [sent, reached] = [keys, passed].map((some) => some.filter(({ code, down }) => code === 'Numpad3' && down).length);
    expect([sent, reached, codesOf(passed).includes('Enter')]).toEqual([sent, Number(sent) - 1, false]);
  });

  it('are whole although the system hides that Alt comes up', () => {
    const keys = altCoded(CODE, 0, 1).filter(({ code, down }) => down || code !== 'AltLeft');
    expect(scansOf(play(keys))).toEqual([CODE]);
  });

  it('with a carriage return by its number and no code before it are typing', () => {
    const keys = altKeys('12\r', 0, 100);
    expect(codesOf(keptTyping(play(keys)))).toEqual(codesOf(keys.filter((key) => key.down)));
  });

  it('typed by hand are typing, each key once', () => {
    const keys = altCoded('4', 0, 120);
    expect(codesOf(keptTyping(play(keys)))).toEqual(codesOf(keys.filter((key) => key.down)));
  });

  it('of which one is no character of a code make nothing of the scan', () => {
    const keys = altCoded(CODE, 0, 1);
    const foreign = keys.map((key, at) => (at === 13 || at === 14 ? { ...key, code: 'Numpad9' } : key));
    expect(scansOf(play(foreign))).toEqual([]);
  });
});
