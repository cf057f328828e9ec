import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Divergence } from './crash-books.ts';

/** One paper that came out whole. */
export type Paper = { readonly title: string; readonly receipt: string; readonly isCopy: boolean };

/** Every job begins with a reset (ESC @). */
const RESET = '\x1b@';

/** The papers in everything that the printer took; a job that was cut off before its receipt number is no paper. */
export function papersIn(tape: Uint8Array): readonly Paper[] {
  const jobs = Buffer.from(tape).toString('latin1').split(RESET);
  return jobs.flatMap((job) => {
    const receipt = /Receipt\s+(\d+-\d+)/.exec(job)?.[1];
    const title = /\b(SALE|REFUND|CANCELLED)\b/.exec(job)?.[1];
    return receipt === undefined || title === undefined ? [] : [{ title, receipt, isCopy: /\bCOPY\b/.test(job) }];
  });
}

/** Originals come out once, and what the till calls printed is on paper. */
export function paperFaults(till: readonly PaymentRecord[], papers: readonly Paper[]): readonly Divergence[] {
  const originals = papers.filter(({ isCopy }) => !isCopy).map(({ title, receipt }) => `${title} ${receipt}`);
  const twice = new Set(originals.filter((paper, at) => originals.indexOf(paper) !== at));
  const numbers = new Set(papers.map(({ receipt }) => Number(receipt.split('-')[1])));
  return [
    ...[...twice].map((paper) => ({
      paymentRequestId: ownerOf(till, paper),
      what: `paper: ${paper} came out twice as original`,
    })),
    ...till.flatMap(({ paymentRequestId, receiptNumber, refunds, slip }) => {
      const isOut = [receiptNumber, ...refunds.map((refund) => refund.receiptNumber)].some((number) => numbers.has(number));
      return slip?.outcome === 'printed' && !isOut
        ? [{ paymentRequestId, what: 'paper: printed, says the till, and the printer has none' }]
        : [];
    }),
  ];
}

function ownerOf(till: readonly PaymentRecord[], paper: string): string {
  const number = Number(paper.split('-')[1]);
  const owner = till.find(
    ({ receiptNumber, refunds }) => receiptNumber === number || refunds.some((refund) => refund.receiptNumber === number),
  );
  return owner?.paymentRequestId ?? '';
}
