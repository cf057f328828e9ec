import { paymentDetail, paymentView } from '../../../core/checkout/payment-view.ts';
import type { Req, Res } from '../../../core/contract/channels.ts';
import type { Counter } from '../../counter/counter.ts';
import { offsetsUntil, parseSearchIn } from '../../counter/search-days.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The calls that belong to the counter itself. */
export type CounterHandlers = Omit<
  Handlers,
  | 'app.keys'
  | 'app.open-wallet'
  | 'display.save'
  | 'files.choose'
  | `health.${string}`
  | `customer.${string}`
  | `updates.${string}`
  | `keys.${string}`
  | `brand.${string}`
  | `setup.${string}`
  | `opening.${string}`
  | `lessons.${string}`
  | `scanner.${string}`
  | `printer.${string}`
  | `reports.${string}`
  | `disputes.${string}`
  | `registration.${string}`
  | `customs.${string}`
  | 'receipt.preview'
  | 'receipt.pdf'
  | `people.${string}`
  | `staff.${string}`
  | `shift.${string}`
  | `books.${string}`
>;

const HISTORY_PAGE = 50;
const nothing = (): Record<string, never> => ({});

/** One small function a call; whatever decides stands in the core. */
export function counterHandlers(counter: Counter): CounterHandlers {
  const { session, resolver, receipts, house } = counter;
  return {
    'app.snapshot': () => counter.snapshot(),
    'sale.key': ({ key }) => (house.aside.isOn() ? session.say('counter-aside') : session.key(key), nothing()),
    'sale.note': ({ note }) => (session.note(note), nothing()),
    'code.open': () => (session.openCode(), nothing()),
    'code.close': () => (session.closeCode(), nothing()),
    'payment.next': () => (session.next(), nothing()),
    'payment.keep-checking': ({ paymentRequestId }) => (resolver.keepChecking(paymentRequestId), nothing()),
    'payment.show': async ({ paymentRequestId }) => {
      if (!(await session.show(paymentRequestId))) throw new RefusedError('not-found');
      return {};
    },
    'payment.cancel': async ({ paymentRequestId }) => {
      const view = await resolver.view(paymentRequestId);
      if (view === null) throw new RefusedError('not-found');
      const asked = await counter.house.giveBack.cancel(view.record);
      if (!asked.ok) throw new RefusedError(asked.fault === 'not-now' ? 'cancel-window' : asked.fault);
      return {};
    },
    'payment.detail': (request) => detail(counter, request),
    'refund.start': (request) => refund(counter, request),
    'refund.needs': (request) => needs(counter, request),
    'receipt.print': async ({ paymentRequestId }) => {
      const view = await resolver.view(paymentRequestId);
      if (view === null) throw new RefusedError('not-found');
      if (!receipts.again(view.record)) throw new RefusedError('not-now');
      return {};
    },
    'history.search': (request) => search(counter, request),
  };
}

const momentOf = (counter: Counter) => ({ gatewayWallMs: counter.gatewayWallMs(), windowMs: counter.timing.windowMs });

async function detail(counter: Counter, { paymentRequestId }: Req<'payment.detail'>): Promise<Res<'payment.detail'>> {
  const view = await counter.resolver.view(paymentRequestId);
  if (view === null) throw new RefusedError('not-found');
  return paymentDetail(view, await counter.ledger.entriesOf(paymentRequestId), momentOf(counter));
}

async function refund(counter: Counter, request: Req<'refund.start'>): Promise<Res<'refund.start'>> {
  const { paymentRequestId, amount, reason } = request;
  const view = await counter.resolver.view(paymentRequestId);
  if (view === null) throw new RefusedError('not-found');
  if (amount.currency !== view.record.amount.currency) throw new RefusedError('currency-mismatch');
  const asked = await counter.house.giveBack.refund(view.record, amount.amountMinor, reason);
  if (!asked.ok) throw new RefusedError(asked.fault);
  return { refundRequestId: asked.refundRequestId };
}

async function needs(counter: Counter, { paymentRequestId, amount }: Req<'refund.needs'>): Promise<Res<'refund.needs'>> {
  const view = await counter.resolver.view(paymentRequestId);
  if (view === null) throw new RefusedError('not-found');
  const { reasons, isSecondPersonNeeded } = counter.house.giveBack.needs(view.record, amount.amountMinor);
  return { reasons: [...reasons], isSecondPersonNeeded, isReasonNeeded: counter.house.staff.hasPeople() };
}

/** Alipay+ counts its days, and closes its books, by this clock. */
const UTC8_MINUTES = 480;

async function search(counter: Counter, { text, zone, before }: Req<'history.search'>): Promise<Res<'history.search'>> {
  const { currency, utcOffsetMinutes } = counter.settings();
  const offsetAt = zone === 'utc8' ? () => UTC8_MINUTES : utcOffsetMinutes;
  const nowMs = counter.gatewayWallMs();
  const criteria = parseSearchIn(text, currency, nowMs, offsetAt);
  // Looking the changes of the clock up takes a moment, and only a time of day asks for them.
  const offsets = (criteria?.words?.minuteOfDay ?? null) === null ? 0 : offsetsUntil(nowMs, offsetAt);
  const found = await counter.ledger.search(criteria, before, HISTORY_PAGE, offsets);
  const live = new Map(counter.resolver.open().map((view) => [view.record.paymentRequestId, view]));
  const rows = found.records.map((record) =>
    paymentView(live.get(record.paymentRequestId) ?? { record, nextAskAtMs: null, fault: null }, momentOf(counter)),
  );
  return { rows, next: found.next };
}
