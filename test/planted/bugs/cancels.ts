import type { PlantedBug } from '../planted-bug.ts';

const ACTOR = 'core/payment/actor.ts';
const LOOP = 'core/payment/loop.ts';
const MACHINE = 'core/payment/machine.ts';
const POLICY = 'core/payment/policy.ts';
const RESOLVER = 'core/payment/resolver.ts';
const VERDICT = 'core/payment/verdict.ts';

/** Cancels, deadlines and clocks. */
export const CANCELS: readonly PlantedBug[] = [
  {
    name: 'cancel-u-is-cancelled',
    file: VERDICT,
    find: "return doubt('gateway-busy', resultCode);",
    replace: "return { kind: 'cancelled' };",
    story: 'The gateway says that the cancel is in doubt, and the till says "cancelled".',
  },
  {
    name: 'lost-cancel-is-cancelled',
    file: VERDICT,
    find: 'export function judgeCancel(reply: Reply<CancelMessage>): CancelVerdict {',
    replace: `export function judgeCancel(reply: Reply<CancelMessage>): CancelVerdict {
  if (reply.kind === 'lost' && reply.sent === 'maybe') return { kind: 'cancelled' };`,
    story: 'A cancel without an answer counts as done, and the customer approves a moment later.',
  },
  {
    name: 'cancel-not-retried',
    file: POLICY,
    find: '  if (isBare(record, memory, cancelOpen)) return lateCancel(',
    replace:
      "  if (memory.cancels > 0 && record.lastCancel === 'doubt') return { act: 'rest' };\n  if (isBare(record, memory, cancelOpen)) return lateCancel(",
    story: 'One lost cancel, and the payment hangs in "cancelling" for ever.',
  },
  {
    name: 'cancel-too-late-is-cancelled',
    file: VERDICT,
    find: "if (resultCode === 'CANCEL_WINDOW_EXCEED') return { kind: 'window-exceeded' };",
    replace: "if (resultCode === 'CANCEL_WINDOW_EXCEED') return { kind: 'cancelled' };",
    story: 'The day is over, the cancel is refused, and the till says that the money goes back.',
  },
  {
    name: 'unknown-cancel-is-cancelled',
    file: VERDICT,
    find: "if (resultCode === 'ORDER_NOT_EXIST') return { kind: 'not-found' };",
    replace: "if (resultCode === 'ORDER_NOT_EXIST') return { kind: 'cancelled' };",
    story: 'The cancel overtakes its charge, "no such order" counts as cancelled, and the charge arrives.',
  },
  {
    name: 'refused-cancel-is-not-paid',
    file: POLICY,
    find: "  if (record.lastAsk === 'paid') return { act: 'refund-instead' };\n  if",
    replace: "  if (record.lastAsk === 'paid') return { act: 'never-arrived' };\n  if",
    story: 'Alipay+ refuses the cancel of a paid payment, and the till ends it as not paid without a refund.',
  },
  {
    name: 'paid-after-cancel-reopens',
    file: MACHINE,
    find: "saidPaid: 'cancelling',",
    replace: "saidPaid: 'paid',",
    story: 'An answer from before the cancel makes the payment Paid again while its money is on the way back.',
  },
  {
    name: 'deadline-is-not-paid',
    file: MACHINE,
    find: "  noWord: 'unknown',\n  cancelAsked: 'cancelling',",
    replace: "  noWord: 'unknown',\n  cancelAsked: 'notPaid',",
    story: 'After a minute the till says "not paid" and cancels nothing; the customer approves after it.',
  },
  {
    name: 'record-ends-at-first-lost-answer',
    file: MACHINE,
    find: "  noWord: 'unknown',\n  cancelAsked: 'cancelling',",
    replace: "  noWord: 'notPaid',\n  cancelAsked: 'cancelling',",
    story: 'The first answer that may not be believed ends the payment.',
  },
  {
    name: 'pay-repeated-after-cancel',
    file: LOOP,
    find: 'if (fault !== null || live.stopped || !isOpen(live.record.state)) {',
    replace: 'if (fault !== null || live.stopped) {',
    story: 'While the repeat was being written the cashier cancelled, and the charge leaves all the same.',
  },
  {
    name: 'wrong-cut-off-time-zone',
    file: 'core/payment/cutoff.ts',
    find: 'const GATEWAY_OFFSET_MS = 8 * HOUR_MS;',
    replace: 'const GATEWAY_OFFSET_MS = 0 * HOUR_MS;',
    story: 'The day of the cut-off is counted in UTC: for eight hours Paydesk cancels what cannot be cancelled any more.',
  },
  {
    name: 'cut-off-off-by-a-day',
    file: 'core/payment/cutoff.ts',
    find: 'return (day + 1) * DAY_MS',
    replace: 'return day * DAY_MS',
    story: 'The cut-off has always passed already, so that an open payment is never cancelled at its deadline.',
  },
  {
    name: 'late-payment-cancelled-unasked',
    file: POLICY,
    find: '  if (!moment.cancelOpen) return false;\n',
    replace: '',
    story: 'After the cut-off Paydesk asks to cancel by itself, and a payment nobody doubted is given back.',
  },
  {
    name: 'wall-clock-for-deadlines',
    file: ACTOR,
    find: 'elapsedMs: () => ports.clock.monotonicMs() - originMs,',
    replace: 'elapsedMs: () => ports.clock.wallMs() - record.submittedAtMs,',
    story: 'Somebody sets the PC clock back an hour, and nothing is asked for an hour.',
  },
  {
    name: 'two-pollers',
    file: ACTOR,
    find: 'running = running.then(() => tracked(live, () => loop(self)));',
    replace: 'void tracked(live, () => loop(self));',
    story: 'Every wish starts another loop beside the first; each asks and cancels on its own.',
  },
  {
    name: 'actor-started-twice',
    file: RESOLVER,
    find: 'if (adopted !== undefined) return adopted;',
    replace: '',
    story: 'Two callers find the payment at once, and two actors look after it with two memories.',
  },
];
