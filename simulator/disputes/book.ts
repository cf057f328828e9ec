import type { Money } from '../../core/money/money.ts';
import { bareAnswer, type WireBody } from '../gateway/answers.ts';
import { createReader, type MessageReader } from '../gateway/message-reader.ts';

/** A dispute in the wallet's books. */
export type DisputeRow = {
  readonly disputeRequestId: string;
  readonly kind: 'retrieval' | 'escalation';
  readonly paymentRequestId: string;
  readonly amount: Money | null;
  /** What the shop said when it was asked; null while it has not been reached. */
  readonly acknowledged: string | null;
  readonly answer: DisputeAnswer | null;
};

/** What the shop answered. */
export type DisputeAnswer = {
  readonly verdict: string;
  readonly refund: Money | null;
  readonly attachments: number;
  /** What idempotency compares, as one text. */
  readonly fingerprint: string;
};

/** The answers that the gateway takes. */
export const DISPUTE_APIS = ['responseRetrieval', 'responseEscalation'] as const;

/** One of them. */
export type DisputeApi = (typeof DISPUTE_APIS)[number];

/** The wallet's disputes. */
export type DisputeBook = {
  readonly rows: () => readonly DisputeRow[];
  readonly put: (row: DisputeRow) => void;
  /** Takes an answer; codes for what is not documented are assumed. */
  readonly take: (api: DisputeApi, message: object) => WireBody;
};

/** An empty book. */
export function createDisputeBook(): DisputeBook {
  const rows = new Map<string, DisputeRow>();
  return {
    rows: () => [...rows.values()],
    put: (row) => void rows.set(row.disputeRequestId, row),
    take: (api, message) => {
      const read = createReader(message);
      const id = read.text('disputeRequestId', { max: 64, required: true });
      const answer = api === 'responseRetrieval' ? retrievalAnswer(read) : escalationAnswer(read);
      const fault = read.fault();
      if (fault !== null || id === null) return bareAnswer('PARAM_ILLEGAL', fault ?? undefined);
      const row = rows.get(id);
      const isOfKind = row?.kind === (api === 'responseRetrieval' ? 'retrieval' : 'escalation');
      if (row === undefined || !isOfKind) return bareAnswer('ORDER_NOT_EXIST');
      return settle(row, answer, (next) => void rows.set(id, next));
    },
  };
}

function settle(row: DisputeRow, answer: DisputeAnswer, keep: (row: DisputeRow) => void): WireBody {
  if (row.answer !== null) {
    return bareAnswer(row.answer.fingerprint === answer.fingerprint ? 'SUCCESS' : 'REPEAT_REQ_INCONSISTENT');
  }
  const { refund } = answer;
  const isTooMuch = refund !== null && (refund.currency !== row.amount?.currency || refund.amountMinor > row.amount.amountMinor);
  if (isTooMuch) return bareAnswer('PARAM_ILLEGAL', 'Illegal parameter refundAmount: above escalationAmount.');
  keep({ ...row, answer });
  return bareAnswer('SUCCESS');
}

function retrievalAnswer(read: MessageReader): DisputeAnswer {
  const verdict = read.text('responseCode', { max: 4, required: true }) ?? '';
  if (!['0001', '0002', '0003'].includes(verdict)) read.refuse('responseCode', 'not one of 0001, 0002, 0003');
  const attachments = read.count('otherDocumentation', 50);
  if (verdict === '0001' && attachments === 0 && !read.has('transactionReceipt')) read.refuse('transactionReceipt', 'missing');
  return { verdict, refund: null, attachments, fingerprint: verdict };
}

const REFUND_TYPES = ['ACCEPT_REFUND', 'ACCEPT_PARTIAL_REFUND', 'REFUSE_REFUND'];

function escalationAnswer(read: MessageReader): DisputeAnswer {
  const verdict = read.text('refundType', { max: 64, required: true }) ?? '';
  if (!REFUND_TYPES.includes(verdict)) read.refuse('refundType', 'not a known type');
  const refund = read.amount('refundAmount', verdict === 'ACCEPT_PARTIAL_REFUND');
  const attachments = read.count('otherDocumentation', 50);
  return { verdict, refund, attachments, fingerprint: JSON.stringify([verdict, refund]) };
}
