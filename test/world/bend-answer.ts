import { signatureHeader } from '../../simulator/gateway/sign.ts';
import { bodyOf, garbled, placeOf, readBody, textOf, unsigned, withBody } from './http-text.ts';
import { WORLD_KEYS } from './keys.ts';
import type { Exchange } from './line.ts';
import type { Mixed, WireFault } from './plan.ts';

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
  kind === 'answer-mixed-up' || kind === 'answer-other-payment' || kind === 'answer-old' || kind === 'answer-other-api';

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
      return forged(exchange, fault, answer);
    case 'answer-mixed-up':
      return mixedUp(exchange, fault.wrong, answer, records);
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

function forged(exchange: Exchange, { says, signed }: Extract<WireFault, { kind: 'answer-forged' }>, answer: Buffer): Bent {
  const written = withBody(answer, forgedBody(exchange, says));
  return signed === 'not' ? bent(`says ${says}, unsigned`, unsigned(written)) : bent(`says ${says}, in another hand`, written);
}

/** Only where an answer can say paid, and where the gateway answered at all, whose head is used again. */
function mixedUp(exchange: Exchange, wrong: Mixed, answer: Buffer, records: readonly Recorded[]): Bent | null {
  const amount = chargedAmount(exchange, records);
  const head = headOf(answer);
  if (amount === null || head === null) return null;
  const said = { result: PAID, paymentResult: PAID, ...MIXED[wrong](amount, exchange.paymentRequestId) };
  const signed = signedAnew(exchange, answer, wrong === 'client' ? { ...head, clientId: STRANGER } : head, said);
  return bent(`is the paid one of somebody else's payment (${wrong})`, signed);
}

type WireAmount = { readonly value: string; readonly currency: string };

/** What the payment of this exchange was charged with; null where its answer cannot say paid. */
function chargedAmount(exchange: Exchange, records: readonly Recorded[]): WireAmount | null {
  const { api, paymentRequestId } = exchange;
  if (api !== 'pay' && api !== 'inquiryPayment') return null;
  const charge = api === 'pay' ? exchange : records.find((each) => isChargeOf(each.exchange, paymentRequestId))?.exchange;
  if (charge === undefined) return null;
  const [value, currency] = [textOf(charge.body, 'paymentAmount', 'value'), textOf(charge.body, 'paymentAmount', 'currency')];
  return value === null || currency === null ? null : { value, currency };
}

/** What an answer of each kind carries; without an id wherever another detail has to give it away. */
const MIXED: Readonly<Record<Mixed, (amount: WireAmount, id: string) => object>> = {
  currency: ({ value, currency }) => ({ paymentAmount: { value, currency: otherThan(currency) } }),
  'no-amount': () => ({}),
  id: (paymentAmount, id) => ({ paymentAmount, paymentRequestId: `${id}0` }),
  client: (paymentAmount) => ({ paymentAmount }),
};

const isChargeOf = ({ api, paymentRequestId }: Exchange, id: string): boolean => api === 'pay' && paymentRequestId === id;

const otherThan = (currency: string): string => (currency === 'JPY' ? 'TWD' : 'JPY');

/** Another merchant of the same gateway. */
const STRANGER = 'SANDBOX_SOMEBODY_ELSE';

type Head = { readonly clientId: string; readonly time: string };

function headOf(answer: Buffer): Head | null {
  const head = answer.toString('latin1');
  const [clientId, time] = [/\r\nClient-Id: ([^\r]+)/i.exec(head)?.[1], /\r\nResponse-Time: ([^\r]+)/i.exec(head)?.[1]];
  return clientId === undefined || time === undefined ? null : { clientId, time };
}

/** The body in the gateway's own hand. */
function signedAnew({ bytes }: Exchange, answer: Buffer, { clientId, time }: Head, said: object): Buffer {
  const uri = /^POST (\S+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
  const written = withBody(answer, said);
  const signature = signatureHeader(WORLD_KEYS.gateway, { method: 'POST', uri, clientId, time, body: bodyOf(written) });
  const head = written
    .toString('latin1')
    .replace(/\r\nSignature: [^\r]*/i, `\r\nSignature: ${signature}`)
    .replace(/\r\nClient-Id: [^\r]*/i, `\r\nClient-Id: ${clientId}`);
  return Buffer.from(head, 'latin1');
}

const PAID = { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' } as const;

/** What a stranger would have the counter believe. */
function forgedBody({ paymentRequestId, body }: Exchange, says: 'paid' | 'failed'): object {
  const result =
    says === 'paid' ? PAID : { resultCode: 'USER_BALANCE_NOT_ENOUGH', resultStatus: 'F', resultMessage: 'not enough' };
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
