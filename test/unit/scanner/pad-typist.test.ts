import { expect, it } from 'vitest';
import { createPadTypist } from '../../../main/scanner/pad-typist.ts';
import { counter } from '../checkout/counter.ts';

const key = (code: string, isRepeat = false) => ({
  code,
  key: '',
  down: true,
  isRepeat,
  atMs: 0,
  hasShift: false,
  hasCtrl: false,
  hasAlt: false,
  hasMeta: false,
  isComposing: false,
  mayCompose: false,
  isDoubtful: false,
  isQuote: false,
});
const keys = (...codes: readonly string[]) => codes.map((code) => key(code));

it('letters of a scan’s prefix that are taken back do not take digits of the amount with them', () => {
  const { session } = counter();
  const typist = createPadTypist(session);
  typist.typed(keys('Digit7', 'Digit2', 'Digit5', 'Enter'));
  typist.typed(keys('BracketRight', 'KeyC'));
  typist.takeBack(2);
  expect(session.state().sale).toMatchObject({ amountMinor: 725, confirmed: true });
});

it('digits of a slow scan are taken back, however they mix with letters', () => {
  const { session } = counter();
  const typist = createPadTypist(session);
  typist.typed(keys('Digit7', 'Digit2', 'Digit5'));
  typist.typed(keys('KeyC', 'Digit1', 'Digit2', 'Digit8'));
  typist.takeBack(4);
  expect(session.state().sale.amountMinor).toBe(725);
  typist.takeBack(0);
  typist.takeBack(99);
  expect(session.state().sale.amountMinor).toBe(0);
});

it('a held digit counts once, and a held Backspace goes on', () => {
  const { session } = counter();
  const typist = createPadTypist(session);
  typist.typed([key('Digit7'), key('Digit7', true), key('Digit7', true), key('Digit8')]);
  expect(session.state().sale.amountMinor).toBe(78);
  typist.typed([key('Backspace'), key('Backspace', true)]);
  expect(session.state().sale.amountMinor).toBe(0);
  typist.takeBack(2);
  expect(session.state().sale.amountMinor).toBe(78);
  typist.takeBack(3);
  expect(session.state().sale.amountMinor).toBe(7);
});
