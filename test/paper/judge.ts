import type { PrintEvent } from '../../core/journal/events.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import { receiptBarcode } from '../../core/receipt/receipt-number.ts';
import type { FailingPrinter } from '../../simulator/devices/failing-printer.ts';
import type { Sent } from './counter-wire.ts';
import { isBlankRow, rowKey } from './papers.ts';

/** Paydesk wrote that the printer has printed. */
export type Claim = {
  readonly event: PrintEvent;
  /** The whole paper lay there at that moment. */
  readonly isTrue: boolean;
  /** The printer had said that it is done with it, and then that all is well. */
  readonly isSaid: boolean;
};

/** What is wrong at the end of a case, one sentence each. */
export type Findings = Readonly<Record<'lost' | 'unmarkedDuplicates' | 'falsePrinted' | 'outOfOrder', readonly string[]>>;

/** Everything that came of a case. */
export type Evidence = {
  readonly records: readonly PaymentRecord[];
  readonly sent: readonly Sent[];
  readonly claims: readonly Claim[];
  readonly printer: FailingPrinter;
  /** A printer that lied about both of what it is asked is believed: nobody could know better. */
  readonly isBelieved: boolean;
};

/** The paper says what is true. */
export function judge(evidence: Evidence): Findings {
  const { records, claims, isBelieved } = evidence;
  return {
    lost: records.flatMap((record) => lost(record, evidence)),
    unmarkedDuplicates: records.flatMap((record) => duplicates(record, evidence)),
    falsePrinted: claims
      .filter(({ isTrue, isSaid }) => !isTrue && !(isBelieved && isSaid))
      .map(
        ({ event }) => `${event.paymentRequestId}: printed, says Paydesk, and its ${event.copy ? 'copy' : 'paper'} is not out`,
      ),
    outOfOrder: outOfOrder(evidence),
  };
}

/** Still to come after everything was mended, a copy was asked for wherever Paydesk was in doubt, and nothing moved any more. */
function lost(record: PaymentRecord, { sent, printer, claims, isBelieved }: Evidence): readonly string[] {
  const isOut = sentFor(record, sent).some((one) => isWhole(one, printer));
  const isToldSo = claims.some(({ event, isSaid }) => isSaid && event.paymentRequestId === record.paymentRequestId);
  if (isOut || (isBelieved && isToldSo)) return [];
  return [`${record.paymentRequestId}: its receipt never came out, and Paydesk says ${record.slip?.outcome ?? 'nothing'}`];
}

/** Strict: a second piece of paper with any mark of an original is one too many, torn or whole. */
function duplicates(record: PaymentRecord, { sent }: Evidence): readonly string[] {
  const pieces = sentFor(record, sent).filter(({ paper, line }) => !paper.isCopy && line.rows().some((row) => !isBlankRow(row)));
  return pieces.slice(1).map(() => `${record.paymentRequestId}: an original came out twice`);
}

/** Originals come in the order of their payments. */
function outOfOrder({ records, sent, printer }: Evidence): readonly string[] {
  const places = records.flatMap((record) => {
    const whole = sentFor(record, sent).find((one) => !one.paper.isCopy && isWhole(one, printer));
    const [row] = whole?.line.rows() ?? [];
    return row === undefined ? [] : [{ id: record.paymentRequestId, at: printer.paper().indexOf(row) }];
  });
  return places.flatMap(({ id, at }, index) => (at < (places[index - 1]?.at ?? 0) ? [`${id}: out before an earlier one`] : []));
}

const sentFor = (record: PaymentRecord, sent: readonly Sent[]): readonly Sent[] => {
  const number = numberOf(record);
  return sent.filter(({ paper }) => paper.receipt === number);
};

const numberOf = ({ receiptNumber }: PaymentRecord): string => receiptBarcode({ counterNumber: 1, sequence: receiptNumber });

/** The claim about a paper, judged at the moment when it is written. */
export function claimOf(event: PrintEvent, record: PaymentRecord, sent: readonly Sent[], printer: FailingPrinter): Claim {
  const meant = sentFor(record, sent).filter(({ paper }) => paper.isCopy === event.copy);
  return { event, isTrue: meant.some((one) => isWhole(one, printer)), isSaid: meant.some(({ line }) => line.isSaidDone()) };
}

/** Every row of it lies on the roll, one behind the other; what an earlier paper left unfinished may come before. */
function isWhole({ paper, line }: Sent, printer: FailingPrinter): boolean {
  const rows = line.rows().slice(-paper.rows.length);
  if (rows.length < paper.rows.length || !rows.every((row, at) => rowKey(row) === paper.rows[at])) return false;
  const [roll, first, last] = [printer.paper(), rows[0], rows.at(-1)];
  return first !== undefined && last !== undefined && roll.indexOf(last) - roll.indexOf(first) === rows.length - 1;
}
