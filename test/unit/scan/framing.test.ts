import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../core/scan/decoder.ts';
import { AIM_IDENTIFIERS, splitAim } from '../../../core/scan/aim.ts';
import { PLAIN_FRAMING, scanConfigOf, unframed, type Framing } from '../../../core/scan/framing.ts';
import type { KeyEvent } from '../../../core/scan/key-event.ts';
import { runOf, type Typed } from './keys-of.ts';

const CODE = '281010897274821897274821';

/** What the decoder of this framing makes of keys 5 ms apart, and of a silence behind them. */
function decoded(framing: Framing, ...typed: readonly Typed[]): readonly string[] {
  const decoder = createDecoder<KeyEvent>(scanConfigOf(framing));
  const keys = runOf(5, ...typed).map((key) => ({
    ...key,
    down: true,
    isRepeat: false,
    hasAlt: false,
    hasMeta: false,
    isComposing: false,
    mayCompose: false,
    isDoubtful: false,
    isQuote: false,
  }));
  const outputs = keys.flatMap((key) => decoder.feed(key).outputs);
  const last = keys.at(-1)?.atMs ?? 0;
  // Letters of a prefix may go out first; the scan then says how many keys to take back.
  return [...outputs, ...decoder.tick(last + 1_000).outputs].flatMap((output) =>
    output.kind === 'typing' ? [] : [output.kind === 'scan' ? output.text : output.reason],
  );
}

describe('a framing', () => {
  it.each([
    [['Enter']],
    [['NumpadEnter']],
    [['Tab']],
    [['Control+KeyJ']],
    [['Enter', 'Control+KeyJ']],
    [['Tab', 'Enter']],
  ] as const)('ends a code at once with %j, whatever was set', (...[ends]) => {
    for (const suffix of ['enter', 'line-feed', 'tab', 'none'] as const)
      expect(decoded({ ...PLAIN_FRAMING, suffix }, CODE, ...ends.map((code) => ({ code })))).toEqual([CODE]);
  });

  it('takes the arrow down for a line feed where the scanner sends it, and leaves it to the page elsewhere', () => {
    expect(decoded({ ...PLAIN_FRAMING, suffix: 'line-feed' }, CODE, { code: 'ArrowDown' })).toEqual([CODE]);
    expect(decoded(PLAIN_FRAMING, CODE, { code: 'ArrowDown' })).not.toContain(CODE);
  });

  it('without a suffix ends codes of every length that a payment or a receipt has, by silence, and never one that is only its beginning', () => {
    const none: Framing = { ...PLAIN_FRAMING, suffix: 'none' };
    for (const length of [14, ...Array.from({ length: 17 }, (_, at) => 16 + at)]) {
      const code = `28${'1234567890'.repeat(3)}`.slice(0, length);
      expect(decoded(none, code)).toEqual([code]);
    }
    expect(decoded(PLAIN_FRAMING, CODE)).toEqual(['unfinished']);
  });

  it('strips prefix and AIM identifier, together and alone, and nothing inside the code', () => {
    const framing: Framing = { prefix: '~S', suffix: 'enter', hasAim: true };
    const enter = { code: 'Enter' };
    for (const before of ['~S]C1', '~S', ']Q3', '']) expect(decoded(framing, before + CODE, enter), before).toEqual([CODE]);
    expect(unframed(`~S]C1${CODE}`, framing)).toBe(CODE);
    expect(unframed(`]C1~S${CODE}`, framing)).toBe(CODE);
    expect(unframed(CODE, framing)).toBe(CODE);
  });

  it('knows AIM identifiers by their form: no payment code begins with a bracket', () => {
    expect(AIM_IDENTIFIERS).toContain(']C1');
    expect(new Set(AIM_IDENTIFIERS.map(({ length }) => length))).toEqual(new Set([3]));
    expect([splitAim(']Q1abc'), splitAim(']]1abc'), splitAim('28')]).toEqual([
      { aim: ']Q1', text: 'abc' },
      { aim: null, text: ']]1abc' },
      { aim: null, text: '28' },
    ]);
  });
});
