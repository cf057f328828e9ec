import type { PlantedBug } from '../planted-bug.ts';

/** Defects that harm nobody as long as a second guard stands; `heldBy` names it. Their own tests still notice each of them. */
export const HELD: readonly (PlantedBug & { readonly heldBy: string })[] = [
  {
    name: 'edit-keeps-the-version',
    file: 'core/checkout/sale.ts',
    find: '{ ...sale, amountMinor, version: sale.version + 1, confirmed: false }',
    replace: '{ ...sale, amountMinor, confirmed: false }',
    story: 'The amount is changed after a refusal, and the old result belongs to the new amount.',
    heldBy: 'An amount can change only before the charge, and after a refusal the sale gets a new version anyway.',
  },
  {
    name: 'double-scan-charges-twice',
    file: 'core/checkout/session.ts',
    find: '  self.charging = true;',
    replace: '  self.charging = false;',
    story: 'A second scan while the first is being written charges the same sale again.',
    heldBy: 'The ledger takes one payment for one version of a sale and refuses the second before it is sent.',
  },
  {
    name: 'next-scan-charges-the-same-sale',
    file: 'core/checkout/session.ts',
    find: 'else if (self.state.shown !== null) startNext(self, (sale) => sale);',
    replace: '',
    story: 'A scan while a paid payment is on the stage charges its sale once more.',
    heldBy: 'The ledger takes one payment for one version of a sale and refuses the second before it is sent.',
  },
  {
    name: 'refund-beyond-paid',
    file: 'core/refund/rules.ts',
    find: ' || amountMinor > refundableMinor(record)',
    replace: '',
    story: 'A cashier refunds more than was paid.',
    heldBy: 'The ledger refuses a refund row that goes beyond the payment, and nothing is sent without its row.',
  },
  {
    name: 'wrong-client-accepted',
    file: 'main/alipayplus/answer.ts',
    find: "if (headerOf(answer.headers, 'client-id') !== expected.clientId) return lost('wrong-client');",
    replace: '',
    story: 'An answer that is addressed to another merchant is believed.',
    heldBy: 'The signature covers the Client-Id that was asked for, so that the answer fails there.',
  },
  {
    name: 'charge-adopted-while-being-written',
    file: 'core/payment/resolver.ts',
    find: ' || house.starting.has(paymentRequestId)',
    replace: '',
    story: 'The resume finds the row before its own charge does, and a second pair of eyes starts beside it.',
    heldBy:
      'The ledger answers in the order in which it was asked, so that the charge is there before a later read finds its row.',
  },
  {
    name: 'late-paid-is-not-paid',
    file: 'core/payment/machine.ts',
    find: "notPaid: {\n    ...never,\n    saidPaid: 'contested',",
    replace: "notPaid: {\n    ...never,\n    saidPaid: 'notPaid',",
    story: 'Alipay+ says "paid" after it said "not paid"; nobody looks, and nobody gives it back.',
    heldBy: 'No gateway that keeps to its own final word says paid after it; a unit test plays one that does not.',
  },
];
