import type { PlantedBug } from '../planted-bug.ts';

const ACTOR = 'core/payment/actor.ts';
const PEN = 'core/payment/pen.ts';
const RECORD = 'core/payment/record.ts';
const RESOLVER = 'core/payment/resolver.ts';
const SAGA = 'core/refund/saga.ts';

/** Durability: what has to be on disk before something leaves, and what a restart has to find. */
export const DURABILITY: readonly PlantedBug[] = [
  {
    name: 'pay-before-its-row',
    file: RESOLVER,
    find: '  const { ports } = house;\n  const appended',
    replace: `  const early = house.ports.gateway.pay({
    paymentRequestId: intent.paymentRequestId,
    paymentCode,
    amount: intent.amount,
    referenceOrderId: intent.orderNumber,
    orderDescription,
    requestedAtMs: house.ports.clock.wallMs(),
    expiresAtMs: intent.expiresAtMs,
  });
  const ports = { ...house.ports, gateway: { ...house.ports.gateway, pay: () => early } };
  house = { ...house, ports };
  const appended`,
    story: 'The charge leaves while its row is still being written; a power cut leaves a charge that nobody knows of.',
  },
  {
    name: 'row-acknowledged-before-synced',
    file: RESOLVER,
    find: "const appended = await ports.journal.append({ type: 'payment-submitted', ...intent });",
    replace: `const event = { type: 'payment-submitted' as const, ...intent };
  const pending = ports.journal.append(event);
  const entry = { sequence: 0, wallMs: ports.clock.wallMs(), monotonicMs: ports.clock.monotonicMs(), event };
  const appended = { ok: true as const, entry, pending };`,
    story: 'A row counts as durable once it was handed to the disk, not when the disk has synced it.',
  },
  {
    name: 'charge-despite-full-disk',
    file: RESOLVER,
    find: "const appended = await ports.journal.append({ type: 'payment-submitted', ...intent });",
    replace: `const event = { type: 'payment-submitted' as const, ...intent };
  const tried = await ports.journal.append(event);
  const unwritten = { sequence: 0, wallMs: ports.clock.wallMs(), monotonicMs: ports.clock.monotonicMs(), event };
  const isDisk = !tried.ok && tried.fault.startsWith('storage-');
  const appended = isDisk ? { ok: true as const, entry: unwritten } : tried;`,
    story: 'A full disk is logged and the sale goes on; the next start knows nothing of the charge.',
  },
  {
    name: 'held-answer-hidden-by-the-next-row',
    file: PEN,
    find: '  live.record = live.unwritten.reduce((record, held) => withHeld(record, held, ports.clock.wallMs()), live.durable);',
    replace: '  live.record = live.durable;',
    story: 'An answer waits for the disk, another row is written, and Paydesk forgets the answer that it holds.',
  },
  {
    name: 'wish-granted-over-held-answers',
    file: PEN,
    find: "live.unwritten.length > 0 ? (live.fault ?? 'storage-failed') : append(desk, event)",
    replace: 'append(desk, event)',
    story: 'A cancel is written before the paid answer that came first, and the ledger tells the day in another order.',
  },
  {
    name: 'cancel-before-its-row',
    file: ACTOR,
    find: '    const fault = await pen.intent({',
    replace: '    void ports.gateway.cancel(paymentRequestId);\n    const fault = await pen.intent({',
    story: 'The cancel leaves before the wish is durable; after a crash the till says Paid while the money went back.',
  },
  {
    name: 'refund-before-its-row',
    file: SAGA,
    find: '  const fault = await ports.intent({',
    replace: `  const early = { amount: money(record.amount.currency, amountMinor), refundRequestId, reason };
  void ports.gateway.refund({ paymentRequestId: record.paymentRequestId, ...early });
  const fault = await ports.intent({`,
    story: 'The refund leaves before it is written down; after a crash the same money is given back again.',
  },
  {
    name: 'unsettled-payments-forgotten-at-restart',
    file: RESOLVER,
    find: 'for (const id of await ports.journal.unsettled())',
    replace: 'for (const id of (await ports.journal.unsettled()).slice(1))',
    story: 'The start picks up all open payments but the oldest, which is asked about by nobody.',
  },
  {
    name: 'unsettled-query-skips-cancelling',
    file: RECORD,
    find: 'isFinal(record.state) && !record.refundOwed',
    replace: "(isFinal(record.state) || record.state === 'cancelling') && !record.refundOwed",
    story: 'A payment whose cancel has no answer yet counts as done.',
  },
  {
    name: 'owed-refund-forgotten-at-restart',
    file: RECORD,
    find: 'isFinal(record.state) && !record.refundOwed && record',
    replace: 'isFinal(record.state) && record',
    story: 'The cancel came too late, the power went before the refund was asked for, and the customer never gets it.',
  },
  {
    name: 'pay-repeated-after-restart',
    file: RESOLVER,
    find: '  const actor = startActor(record, request, house.ports, house.onChange);',
    replace: `  const cache: { kept?: Map<string, PayRequest> } = globalThis as never;
  cache.kept ??= new Map();
  if (request !== null) cache.kept.set(record.paymentRequestId, request);
  const again = request ?? cache.kept.get(record.paymentRequestId) ?? null;
  const actor = startActor(record, again, house.ports, house.onChange);`,
    story: 'The code was kept in a cache file, and the next start charges again by itself.',
  },
  {
    name: 'fold-by-wall-clock',
    file: RECORD,
    find: '  return entries.reduce<',
    replace: '  return entries.toSorted((a, b) => a.wallMs - b.wallMs).reduce<',
    story: 'Rows are folded in the order of the PC clock, which was set back in between.',
  },
];
