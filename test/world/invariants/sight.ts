import type { PaymentView, Snapshot } from '../../../core/contract/views.ts';
import { isSettled } from '../../../core/payment/record.ts';
import { firstOf, type Facts, type Invariant } from './facts.ts';
import { isPaid, untrue } from './rows.ts';

/** What people see: the screen, the paper and the log. */
export const SIGHT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'no-false-failure',
    promise: 'While Paydesk says Not paid or Cancelled, no money is taken and none is kept, now or later.',
    onBooks: (facts) =>
      firstOf(facts.records(), (record) => {
        if (record.state !== 'notPaid' && record.state !== 'cancelled') return null;
        const what = untrue(facts, record);
        return what === null ? null : `${record.orderNumber}: ${what}`;
      }),
  },
  {
    name: 'known-to-the-counter',
    promise: 'The gateway never holds a payment or a refund that the ledger does not know.',
    onBooks: (facts) =>
      firstOf(facts.books.payments(), ({ paymentRequestId, refundIds }) => {
        const record = facts.record(paymentRequestId);
        if (record === null) return `the ledger does not know ${paymentRequestId}`;
        const stranger = refundIds.find((id) => record.refunds.every(({ refundRequestId }) => refundRequestId !== id));
        return stranger === undefined ? null : `the ledger of ${record.orderNumber} does not know a refund`;
      }),
  },
  {
    name: 'charged-once-a-sale',
    promise: 'No version of a sale is ever paid twice at the gateway.',
    onBooks: (facts) => {
      const kept = facts.books.payments().filter((payment) => facts.books.netMinor(payment) > 0);
      if (kept.length < 2) return null;
      const sales = kept.map(({ paymentRequestId }) => facts.record(paymentRequestId)).filter((record) => record !== null);
      const keys = sales.map(({ saleId, saleVersion }) => `${saleId} ${String(saleVersion)}`);
      const twice = sales.find((_, at) => keys.indexOf(keys[at] ?? '') !== at);
      return twice === undefined ? null : `the sale of ${twice.orderNumber} was paid twice`;
    },
  },
  {
    name: 'open-stays-visible',
    promise: 'Whatever is not settled is on the stage or in the tray; nothing vanishes.',
    onScreen: (facts, { stage, tray }) => {
      const seen = new Set(tray.map(({ paymentRequestId }) => paymentRequestId));
      if (stage.kind === 'payment') seen.add(stage.payment.paymentRequestId);
      return firstOf(facts.records(), (record) =>
        isSettled(record) || seen.has(record.paymentRequestId) ? null : `${record.orderNumber} is open and nowhere to be seen`,
      );
    },
  },
  {
    name: 'screen-is-true',
    promise: 'A final word on the screen is borne out by the books of the gateway, for that very payment and amount.',
    onScreen: (facts, screen) =>
      firstOf(viewsOf(screen), (view) => {
        const what = untrueView(facts, view);
        return what === null ? null : `${view.orderNumber}: ${what}`;
      }),
  },
  {
    name: 'result-belongs-to-its-sale',
    promise: 'A sale that can be charged on the stage has no payment that is open or paid: no result of it is left behind.',
    onScreen: (facts, { stage }) => {
      if (stage.kind === 'payment') return null;
      const { saleId, version } = stage.sale;
      return firstOf(facts.records(), (record) =>
        record.saleId === saleId && record.saleVersion === version && record.state !== 'notPaid' && record.state !== 'cancelled'
          ? `the sale of ${record.orderNumber} is on the stage as if it were new`
          : null,
      );
    },
  },
  {
    name: 'no-code-on-the-screen',
    promise: 'No payment code leaves the main process: the page, the paper and the log show its mask at most.',
    onScreen: (facts, screen) => holding(facts, JSON.stringify(screen), 'the screen'),
    onPaper: (facts, { text }) => holding(facts, text, 'a paper'),
    onLog: (facts, line) => holding(facts, line, 'the log'),
  },
  {
    name: 'paper-is-true',
    promise: 'A paper says only what is durable, each original comes out once, and a second one is marked as a copy.',
    onPaper: (facts, paper) => {
      const read = readPaper(paper.text);
      if (read === null) return null;
      const record = [...facts.records()].find(({ orderNumber }) => orderNumber === read.orderNumber);
      if (record === undefined) return `a paper tells of ${read.orderNumber}, which is in no row`;
      if (read.title === 'SALE' && record.paid === null) return `${read.orderNumber}: a receipt came out and nothing was paid`;
      if (read.title === 'CANCELLED' && record.state !== 'cancelled')
        return `${read.orderNumber}: CANCELLED on paper, ${record.state} in the ledger`;
      const twins = facts.papers.filter(({ text }) => sameOriginal(readPaper(text), read));
      return !read.isCopy && twins.length > 1 ? `${read.orderNumber}: two originals of ${read.title} came out` : null;
    },
  },
];

const viewsOf = ({ stage, tray, lastFive }: Snapshot): readonly PaymentView[] => [
  ...(stage.kind === 'payment' ? [stage.payment] : []),
  ...tray,
  ...lastFive,
];

function untrueView({ books }: Facts, { paymentRequestId, face, amount }: PaymentView): string | null {
  const payment = books.payment(paymentRequestId);
  switch (face) {
    case 'paid':
      return isPaid(payment) && payment.amount.amountMinor === amount.amountMinor
        ? null
        : 'the screen says paid, and that amount was not taken';
    case 'not-paid':
    case 'cancelled':
      return payment === undefined || (payment.status !== 'waiting' && books.netMinor(payment) === 0)
        ? null
        : `the screen says ${face}, and at the gateway it is ${payment.status}`;
    default:
      return null;
  }
}

const holding = (facts: Facts, text: string, where: string): string | null =>
  facts.codes.some((code) => text.includes(code)) ? `${where} shows a payment code` : null;

type ReadPaper = { readonly title: string; readonly orderNumber: string; readonly receipt: string; readonly isCopy: boolean };

/** The words of a paper that say what it claims to be; null for a torn or empty one. */
export function readPaper(text: string): ReadPaper | null {
  const title = /^\s*(SALE|REFUND|CANCELLED|NOT KNOWN YET)\s*$/m.exec(text)?.[1];
  const orderNumber = /\b(W1-\d{6,})\b/.exec(text)?.[1];
  if (title === undefined || orderNumber === undefined) return null;
  return { title, orderNumber, receipt: /\|\|\| (\d+) \|\|\|/.exec(text)?.[1] ?? '', isCopy: /\bCOPY\b/.test(text) };
}

const sameOriginal = (a: ReadPaper | null, b: ReadPaper): boolean =>
  a !== null &&
  !a.isCopy &&
  a.title === b.title &&
  a.orderNumber === b.orderNumber &&
  (a.title !== 'REFUND' || a.receipt === b.receipt);
