import type { PlantedBug } from '../planted-bug.ts';

const LOOP = 'core/payment/loop.ts';
const SESSION = 'core/checkout/session.ts';
const DESK = 'main/counter/receipt-desk.ts';

/** The counter: ids, codes, sales, what is shown and what is printed. */
export const COUNTER: readonly PlantedBug[] = [
  {
    name: 'new-id-on-retry',
    file: LOOP,
    find: 'const reply = await ports.gateway.pay(charge);',
    replace: `const reply = await ports.gateway.pay(
    isRepeat ? { ...charge, paymentRequestId: \`\${charge.paymentRequestId}-2\` } : charge,
  );`,
    story: 'The repeated charge has an id of its own, so the customer may be charged twice.',
  },
  {
    name: 'same-code-under-two-ids',
    file: SESSION,
    find: 'codeHash: ports.hashCode(code),',
    replace: 'codeHash: ports.hashCode(`${code}${orderNumber}`),',
    story: 'A code that was charged already is charged again for the next sale.',
  },
  {
    name: 'sale-kept-after-payment',
    file: SESSION,
    find: 'const fresh = newSale(self.ports.newSaleId(), self.ports.settings().currency);',
    replace:
      'const fresh = self.state.sale.amountMinor === 0 ? newSale(self.ports.newSaleId(), self.ports.settings().currency) : self.state.sale;',
    story: 'The next customer’s code is charged with the sale of the customer before.',
  },
  {
    name: 'result-kept-for-next-version',
    file: SESSION,
    find: 'sale: again(self.state.sale) }',
    replace: 'sale: { ...again(self.state.sale), version } }',
    story: 'The second try after a refusal is charged under the version of the first.',
  },
  {
    name: 'stage-shows-another-payment',
    file: SESSION,
    find: 'if (paymentRequestId === self.state.shown) self.shownView = view;',
    replace: 'if (self.state.shown !== null) self.shownView = view;',
    story: 'A payment from the tray becomes Paid, and its result appears on the stage of the customer at the counter.',
  },
  {
    name: 'code-kept-in-a-row',
    file: SESSION,
    find: 'codeMask: maskCode(code),',
    replace: 'codeMask: code,',
    story: 'The payment code, a bearer secret, is written into the ledger.',
  },
  {
    name: 'print-before-durable',
    file: DESK,
    find: "return ports.note(slip.paymentRequestId, rowOf(slip, 'printing', null));",
    replace: "void ports.note(slip.paymentRequestId, rowOf(slip, 'printing', null));\n      return true;",
    story: 'The paper comes out while its row is still being written; after a power cut it comes out again.',
  },
  {
    name: 'original-printed-twice-after-restart',
    file: DESK,
    find: 'if (!record.papers.includes(paper.paper)) original(record, paper);',
    replace: 'original(record, paper);',
    story: 'Every start prints the originals of the last payments again.',
  },
  {
    name: 'paper-begun-without-a-row',
    file: DESK,
    find: "return ports.note(slip.paymentRequestId, rowOf(slip, 'printing', null));",
    replace: 'return true;',
    story: 'The power goes while the receipt comes out, and the next start prints it again as an original.',
  },
  {
    name: 'reprint-without-copy',
    file: DESK,
    find: 'jobOf({ ...facts, copyOf: facts.time }, jobId)',
    replace: 'jobOf(facts, jobId)',
    story: 'A reprint cannot be told from the original.',
  },
];
