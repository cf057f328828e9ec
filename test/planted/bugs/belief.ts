import type { PlantedBug } from '../planted-bug.ts';

const ACTOR = 'core/payment/actor.ts';
const VERDICT = 'core/payment/verdict.ts';
const ANSWER = 'main/alipayplus/answer.ts';
const CALL = 'main/alipayplus/call.ts';
const INBOUND = 'main/alipayplus/inbound.ts';

/** Belief: which answers may say a final word. */
export const BELIEF: readonly PlantedBug[] = [
  {
    name: 'time-out-is-failed',
    file: VERDICT,
    find: 'repeated: boolean): PaymentVerdict {',
    replace: `repeated: boolean): PaymentVerdict {
  if (reply.kind === 'lost' && reply.cause === 'timeout') return { kind: 'not-paid', resultCode: 'TIMEOUT' };`,
    story: 'The till says "failed" because the answer took too long, and the customer was charged.',
  },
  {
    name: 'reset-is-failed',
    file: VERDICT,
    find: 'repeated: boolean): PaymentVerdict {',
    replace: `repeated: boolean): PaymentVerdict {
  if (reply.kind === 'lost' && reply.cause === 'reset') return { kind: 'not-paid', resultCode: 'ECONNRESET' };`,
    story: 'A connection that broke after the request is taken for a charge that never was.',
  },
  {
    name: 'server-error-is-failed',
    file: VERDICT,
    find: 'repeated: boolean): PaymentVerdict {',
    replace: `repeated: boolean): PaymentVerdict {
  if (reply.kind === 'lost' && reply.cause === 'http-status') return { kind: 'not-paid', resultCode: 'HTTP_500' };`,
    story: 'A 5xx from a proxy is taken for the gateway refusing the payment.',
  },
  {
    name: 'unreadable-answer-is-failed',
    file: VERDICT,
    find: 'export function judgeInquiry(reply: Reply<InquiryMessage>, expected: Expected): PaymentVerdict {',
    replace: `export function judgeInquiry(reply: Reply<InquiryMessage>, expected: Expected): PaymentVerdict {
  if (reply.kind === 'lost' && reply.cause === 'unparsable') return { kind: 'not-paid', resultCode: 'PARSE_ERROR' };`,
    story: 'A parse error in an inquiry ends the payment as not paid.',
  },
  {
    name: 'sent-taken-for-unsent',
    file: 'main/alipayplus/transport.ts',
    find: "sent = 'maybe';",
    replace: "sent = 'no';",
    story: 'A request that was written counts as never sent, so it is sent again and its refusal believed.',
  },
  {
    name: 'order-not-exist-is-not-paid',
    file: VERDICT,
    find: "? { kind: 'not-found' } :",
    replace: "? { kind: 'not-paid', resultCode: result.resultCode } :",
    story: 'An inquiry that overtakes the charge says "no such order", and the charge then succeeds.',
  },
  {
    name: 'refused-inquiry-is-not-paid',
    file: VERDICT,
    find: "{ kind: 'not-found' } : doubt('call-refused', result.resultCode);",
    replace: "{ kind: 'not-found' } : { kind: 'not-paid', resultCode: result.resultCode };",
    story: 'An inquiry that was refused for its signature is taken for a refused payment.',
  },
  {
    name: 'refused-repeat-is-not-paid',
    file: VERDICT,
    find: "if (result.resultStatus === 'F' && repeated && callLevel(result.resultCode)) return doubt('call-refused', result.resultCode);",
    replace: '',
    story: 'A refusal of the repeated call is taken for the fate of the first one, which was charged.',
  },
  {
    name: 'inconsistent-repeat-is-not-paid',
    file: VERDICT,
    find: "result.resultCode === 'REPEAT_REQ_INCONSISTENT'",
    replace: "result.resultCode === 'REPEAT_REQ_IS_CONSISTENT'",
    story: 'REPEAT_REQ_INCONSISTENT on pay speaks of the repeat, and the till says that the payment failed.',
  },
  {
    name: 'busy-gateway-is-not-paid',
    file: VERDICT,
    find: "if (result.resultStatus === 'U') return doubt('gateway-busy', result.resultCode);",
    replace: "if (result.resultStatus === 'U') return { kind: 'not-paid', resultCode: result.resultCode };",
    story: 'A gateway that says "ask again" to an inquiry is heard as "no".',
  },
  {
    name: 'amount-not-compared',
    file: VERDICT,
    find: 'return facts.amount === null || sameMoney(facts.amount, expected.amount);',
    replace: 'return true;',
    story: 'Somebody else’s paid answer, with another amount, makes this sale Paid.',
  },
  {
    name: 'currency-not-compared',
    file: VERDICT,
    find: '|| sameMoney(facts.amount, expected.amount)',
    replace: '|| facts.amount.amountMinor === expected.amount.amountMinor',
    story: 'Forty-two yen are taken for forty-two dollars.',
  },
  {
    name: 'payment-id-not-compared',
    file: VERDICT,
    find: 'if (facts.paymentRequestId !== null && facts.paymentRequestId !== expected.paymentRequestId) return false;',
    replace: '',
    story: 'The answer about another customer’s payment settles this one.',
  },
  {
    name: 'paid-without-amount',
    file: VERDICT,
    find: "facts.amount === null ? doubt('amount-missing', result.resultCode) : ",
    replace: '',
    story: 'A paid answer that does not say how much is believed all the same.',
  },
  {
    name: 'bad-signature-accepted',
    file: ANSWER,
    find: "if (!verifySignature(gatewayPublicKey, content, signature)) return lost('bad-signature');",
    replace: 'verifySignature(gatewayPublicKey, content, signature);',
    story: 'The signature is computed and its result thrown away.',
  },
  {
    name: 'unsigned-answer-accepted',
    file: ANSWER,
    find: "if (signature === null || time === null) return lost('unsigned', hintOf(answer.body));",
    replace: `if (time === null) return lost('unsigned', hintOf(answer.body));
  const unsignedAtMs = parseIso(time);
  if (signature === null)
    return unsignedAtMs === null ? lost('stale') : { kind: 'vouched', body: answer.body, responseTimeMs: unsignedAtMs };`,
    story: 'As in some SDKs: where there is no signature, nothing is verified.',
  },
  {
    name: 'stale-answer-accepted',
    file: CALL,
    find: "if (!reading.isFresh) return lost('stale');",
    replace: '',
    story: 'A recorded answer of an earlier day is believed again.',
  },
  {
    name: 'notification-trusted-unsigned',
    file: INBOUND,
    find: "if (!verifySignature(gatewayPublicKey, content, head.signature)) return { ok: false, fault: 'bad-signature' };",
    replace: 'verifySignature(gatewayPublicKey, content, head.signature);',
    story: 'Whoever reaches the listener may say "paid".',
  },
  {
    name: 'notified-amount-not-compared',
    file: 'core/payment/notice.ts',
    find: 'judgePayment(notice.paymentResult, notice.facts, {',
    replace: 'judgePayment(notice.paymentResult, { ...notice.facts, amount }, {',
    story: 'The amount in a notification is shown and never compared.',
  },
  {
    name: 'notification-acknowledged-before-written',
    file: ACTOR,
    find: "return (await fact(self, event)) ? 'written' : 'not-durable';",
    replace: "void fact(self, event);\n  return 'written';",
    story: 'The listener says "received" before the row is on disk, and Alipay+ never sends it again.',
  },
];
