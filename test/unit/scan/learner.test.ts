import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_LESSON, learn, type Lesson, type RunKey } from '../../../core/scan/learner.ts';
import { recognise } from '../../../core/paycode/family.ts';
import { parseReceiptBarcode } from '../../../core/receipt/receipt-number.ts';
import { SHEET } from '../../../core/scan/sheet.ts';
import { runOf, type Typed } from './keys-of.ts';

const [A = '', B = '', C = ''] = SHEET.map(({ digits }) => digits);
const ENTER = { code: 'Enter' };

const taught = (...runs: readonly (readonly RunKey[])[]): Lesson => runs.reduce(learn, FIRST_LESSON);
const scan = (...typed: readonly Typed[]): readonly RunKey[] => runOf(5, ...typed);
const three = (before: string, ...after: readonly Typed[]): Lesson =>
  taught(...[A, B, C].map((digits) => scan(before + digits, ...after)));

describe('three scans of the sheet', () => {
  it.each([
    ['', [ENTER], { prefix: '', suffix: 'enter', hasAim: false }],
    ['', [{ code: 'NumpadEnter' }], { prefix: '', suffix: 'enter', hasAim: false }],
    ['', [ENTER, { code: 'Control+KeyJ' }], { prefix: '', suffix: 'enter', hasAim: false }],
    ['', [{ code: 'Control+KeyJ' }], { prefix: '', suffix: 'line-feed', hasAim: false }],
    ['', [{ code: 'ArrowDown' }], { prefix: '', suffix: 'line-feed', hasAim: false }],
    ['', [{ code: 'Tab' }], { prefix: '', suffix: 'tab', hasAim: false }],
    ['', [], { prefix: '', suffix: 'none', hasAim: false }],
    ['~S', [ENTER], { prefix: '~S', suffix: 'enter', hasAim: false }],
    [']C1', [ENTER], { prefix: '', suffix: 'enter', hasAim: true }],
    ['#]Q1', [], { prefix: '#', suffix: 'none', hasAim: true }],
  ] as const)('with %j before and %j behind teach it', (before, after, framing) => {
    expect(three(before, ...after).learnt).toEqual({ framing, msPerKey: 5 });
  });

  it('may have another AIM identifier each, because each symbology has its own', () => {
    const lesson = taught(scan(`]C0${A}`, ENTER), scan(`]Q1${B}`, ENTER), scan(`]C0${C}`, ENTER));
    expect(lesson.learnt?.framing).toEqual({ prefix: '', suffix: 'enter', hasAim: true });
  });

  it('may come in any order, and digits may come from the number pad', () => {
    const pad = scan(B, ENTER).map((key) => ({ ...key, code: key.code.replace('Digit', 'Numpad') }));
    expect(taught(scan(C, ENTER), pad, scan(A, ENTER)).learnt?.framing.suffix).toBe('enter');
  });

  it('name the slowest of the three', () => {
    expect(taught(runOf(2, A, ENTER), runOf(30, B, ENTER), runOf(9, C, ENTER)).learnt?.msPerKey).toBe(30);
  });
});

describe('what teaches nothing says why', () => {
  it.each([
    ['something else', scan('5901234123457', ENTER), 'not-the-sheet'],
    ['a symbol with a digit swallowed', scan(A.slice(0, 7) + A.slice(8), ENTER), 'keys-missing'],
    ['a symbol that broke off', scan(A.slice(0, 15)), 'keys-missing'],
    ['a scanner as slow as a hand', runOf(90, A, ENTER), 'too-slow'],
    ['a function key in front', [...scan({ code: 'F5' }), ...scan(A, ENTER)], 'prefix-unusable'],
    ['a prefix longer than the settings take', scan(`abcdefghi${A}`, ENTER), 'prefix-unusable'],
    ['text behind', scan(`${A}#`, ENTER), 'suffix-unusable'],
    ['a function key behind', scan(A, { code: 'F5' }), 'suffix-unusable'],
  ] as const)('%s', (_what, run, problem) => {
    const lesson = taught(scan(B, ENTER), run);
    expect([lesson.problem, lesson.readings.length, lesson.learnt]).toEqual([problem, 1, null]);
  });

  it('the same symbol twice: it counts once, and the next scan goes on', () => {
    const twice = taught(scan(A, ENTER), scan(A, ENTER));
    expect([twice.problem, twice.readings.length]).toEqual(['same-symbol', 1]);
    expect(learn(learn(twice, scan(B, ENTER)), scan(C, ENTER)).learnt).not.toBeNull();
  });

  it.each([
    ['suffix-differs', scan(B, { code: 'Tab' })],
    ['prefix-differs', scan(`x${B}`, ENTER)],
    ['aim-differs', scan(`]Q1${B}`, ENTER)],
  ] as const)('%s: the set-up begins anew, because nobody knows which of the two is right', (problem, run) => {
    const lesson = taught(scan(A, ENTER), run);
    expect(lesson).toEqual({ readings: [], problem, learnt: null });
  });

  it('somebody who touches the keyboard', () => {
    expect(taught(scan('12345'))).toEqual(FIRST_LESSON);
  });

  it('nothing at all teaches a framing that three whole and equal scans did not have', () => {
    const key = fc.constantFrom(...scan(A + B, ENTER, { code: 'Tab' }, { code: 'F5' }, 'x'));
    fc.assert(
      fc.property(fc.array(fc.array(key, { maxLength: 40 }), { maxLength: 6 }), (runs) => {
        expect(taught(...runs).learnt).toBeNull();
      }),
    );
  });
});

it('no symbol of the sheet is a payment code or a receipt', () => {
  for (const { digits } of SHEET) {
    expect(recognise(digits)).toEqual({ family: 'unknown' });
    expect(parseReceiptBarcode(digits)).toBeNull();
    expect(new Set(digits).size, 'all ten digits, so that every key is heard once').toBe(10);
  }
});
