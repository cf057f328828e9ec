import { createHash } from 'node:crypto';
import type { DisputeLimits } from '../../core/dispute/limits.ts';
import type { DisputePaper } from '../../core/dispute/events.ts';
import type { ChainedEntry, JournalEvent } from '../../core/journal/events.ts';
import { formatMoney } from '../../core/money/money.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';

/** A document with its bytes. */
export type Paper = { readonly type: string; readonly name: string; readonly contentType: string; readonly bytes: Buffer };

/** Signs bytes with the key of this counter. */
export type PackSigner = (bytes: Buffer) => Buffer | Promise<Buffer>;

/**
 * The payment's rows as text that a stranger can read, with the hash of each row and a signature over all of it (SHA256withRSA by the
 * counter's key), so that the lines can be held against the ledger. Typed notes, codes and people's names are left out.
 */
export async function signedTimeline(payment: PaymentRecord, entries: readonly ChainedEntry[], sign: PackSigner): Promise<Paper> {
  const text = [
    `Payment ${payment.paymentRequestId}`,
    `Order ${payment.orderNumber}, ${formatMoney(payment.amount)}`,
    ...(payment.paymentId === null ? [] : [`Alipay+ id ${payment.paymentId}`]),
    '',
    ...entries.map(lineOf),
    '',
  ].join('\n');
  const signature = (await sign(Buffer.from(text, 'utf8'))).toString('base64');
  const bytes = Buffer.from(`${text}Signature of the lines above (SHA256withRSA, base64):\n${signature}\n`, 'utf8');
  return { type: 'SUPPORTING_DOCUMENTATION', name: `timeline-${payment.receiptNumber}.txt`, contentType: 'text/plain', bytes };
}

/** The receipt as it was printed, as text that needs no font and no printer. */
export const receiptPaper = ({ receiptNumber }: PaymentRecord, text: string): Paper => ({
  type: 'TRANSACTION_RECEIPT',
  name: `receipt-${String(receiptNumber)}.txt`,
  contentType: 'text/plain',
  bytes: Buffer.from(text, 'utf8'),
});

/**
 * The payment's ledger rows with what each says about the money, a JSON text a row. Notes, reasons, codes and people are left out, and
 * so the hash of a row cannot be worked out from it; it is there to be held against the ledger.
 */
export function ledgerRows(payment: PaymentRecord, entries: readonly ChainedEntry[]): Paper {
  const rows = entries.map(({ sequence, wallMs, hash, event }) =>
    JSON.stringify({ sequence, at: new Date(wallMs).toISOString(), ...publicFacts(event), hash }),
  );
  const bytes = Buffer.from(`${rows.join('\n')}\n`, 'utf8');
  return {
    type: 'SUPPORTING_DOCUMENTATION',
    name: `ledger-${String(payment.receiptNumber)}.txt`,
    contentType: 'text/plain',
    bytes,
  };
}

/** The members of a row that tell of the money and of nobody. */
const PUBLIC: ReadonlySet<string> = new Set([
  'type',
  'paymentRequestId',
  'refundRequestId',
  'orderNumber',
  'receiptNumber',
  'amount',
  'api',
  'verdict',
  'outcome',
  'paper',
]);

const publicFacts = (event: JournalEvent): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(event).filter(([name]) => PUBLIC.has(name)));

function lineOf({ sequence, wallMs, event, hash }: ChainedEntry): string {
  const verdict = 'verdict' in event ? ` ${event.verdict.kind}` : '';
  const amount = 'amount' in event && event.amount !== null ? ` ${formatMoney(event.amount)}` : '';
  return `${String(sequence)} ${new Date(wallMs).toISOString()} ${event.type}${amount}${verdict} ${hash}`;
}

/** What the ledger keeps about a document. */
export const paperFacts = ({ bytes, ...paper }: Paper): DisputePaper => ({
  ...paper,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** True when these documents may go with one answer; the bounds are assumed, so the owner sets them. */
export const isWithinLimits = (papers: readonly Paper[], limits: DisputeLimits): boolean =>
  papers.length <= limits.attachmentsMax && papers.every(({ bytes }) => bytes.length <= limits.attachmentBytesMax);
