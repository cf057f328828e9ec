import { bodyOf, garbled, placeOf, readBody, textOf, unsigned, withBody } from './http-text.ts';
import type { Exchange } from './line.ts';
import type { WireFault } from './plan.ts';

/** An answer as it was given once, for replaying. */
export type Recorded = { readonly exchange: Exchange; readonly bytes: Buffer; readonly atMs: number };

/** What arrives in an answer's place, and what becomes of the connection then. */
export type Bent = {
  readonly words: string;
  readonly bytes: Buffer | null;
  readonly lateMs: number;
  /** How many pieces it comes in, over the time that it is late. */
  readonly pieces: number;
  readonly then: 'reset' | 'end' | 'silence' | null;
};

/** True for a fault that waits for the first answer that it can be made of. */
export const waitsForItsAnswer = ({ kind }: WireFault): boolean =>
  kind === 'answer-other-payment' || kind === 'answer-old' || kind === 'answer-other-api';

/** Older than any freshness window, so that only a client which checks no times believes it. */
const OLD_MS = 11 * 60_000;

/** Bends an answer as the exchange's fault says; null when it travels as it should, or the fault has nothing to work with. */
export function bendAnswer(
  exchange: Exchange,
  fault: WireFault | null,
  answer: Buffer,
  records: readonly Recorded[],
  nowMs: number,
): Bent | null {
  switch (fault?.kind) {
    case 'answer-lost':
      return bent('is lost, and the connection is dead without a word', null, 'silence');
    case 'half-open':
      return bent('is the last thing that passes this connection', answer, 'silence');
    case 'answer-late':
      return { ...bent(`is ${String(fault.ms)} ms late`, answer), lateMs: fault.ms };
    case 'answer-trickled':
      return { ...bent(`trickles in over ${String(fault.ms)} ms`, answer), lateMs: fault.ms, pieces: 20 };
    case 'answer-doubled':
      return bent('comes twice in one go', Buffer.concat([answer, answer]));
    case 'answer-cut': {
      const length = placeOf(answer, fault.at);
      return bent(
        `was cut at byte ${String(length)} of ${String(answer.length)} (${fault.then})`,
        answer.subarray(0, length),
        fault.then,
      );
    }
    case 'answer-garbled':
      return bent(`has byte ${String(placeOf(answer, fault.at))} changed`, garbled(answer, fault.at));
    case 'answer-forged':
      return bent(`says ${fault.says}, in another hand`, withBody(answer, forgedBody(exchange, fault.says)));
    case 'answer-unsigned':
      return bent('has lost its signature', unsigned(answer));
    case 'answer-other-payment':
      return replay(records.findLast((record) => isOfOtherPayment(record, exchange)));
    case 'answer-old':
      return replay(records.find((record) => isOld(record, exchange, nowMs)));
    case 'answer-other-api':
      return replay(records.findLast((record) => record.exchange.api !== exchange.api));
    default:
      return null;
  }
}

/** What a stranger would have the counter believe. */
function forgedBody({ paymentRequestId, body }: Exchange, says: 'paid' | 'failed'): object {
  const result =
    says === 'paid'
      ? { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' }
      : { resultCode: 'USER_BALANCE_NOT_ENOUGH', resultStatus: 'F', resultMessage: 'not enough' };
  const amount = body['paymentAmount'] ?? body['refundAmount'];
  return {
    result,
    paymentResult: result,
    paymentRequestId,
    ...(amount === undefined ? {} : { paymentAmount: amount, refundAmount: amount }),
  };
}

const bent = (words: string, bytes: Buffer | null, then: Bent['then'] = null): Bent => ({
  words,
  bytes,
  then,
  lateMs: 0,
  pieces: 1,
});

const replay = (record: Recorded | undefined): Bent | null =>
  record === undefined ? null : bent(`is replaced by the one that #${String(record.exchange.number)} had`, record.bytes);

/**
 * Only answers that give themselves away by their paymentRequestId or their amount: a signed answer without either, replayed while it
 * is fresh, is kept out by TLS alone.
 */
function isOfOtherPayment({ exchange, bytes }: Recorded, asked: Exchange): boolean {
  if (exchange.api !== asked.api || exchange.paymentRequestId === asked.paymentRequestId) return false;
  const body = readBody(bodyOf(bytes));
  const amount = textOf(body, 'paymentAmount', 'value');
  return (
    textOf(body, 'paymentRequestId') !== null ||
    (asked.api === 'pay' && amount !== null && amount !== textOf(asked.body, 'paymentAmount', 'value'))
  );
}

const isOld = ({ exchange, atMs }: Recorded, asked: Exchange, nowMs: number): boolean =>
  exchange.api === asked.api && nowMs - atMs > OLD_MS;
