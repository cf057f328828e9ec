import type { NotifyView } from '../../core/contract/notify.ts';
import type { CustomsDesk } from '../../core/customs/desk.ts';
import type { DisputeDesk } from '../../core/dispute/desk.ts';
import type { DisputeClaim } from '../../core/dispute/events.ts';
import type { RegistrationDesk } from '../../core/registration/desk.ts';
import type { Clock } from '../../core/payment/clock.ts';
import type { Resolver } from '../../core/payment/resolver.ts';
import type { Listener } from '../notify/listener.ts';
import type { NotifyNews } from '../notify/news.ts';
import type { NotifyPlan } from '../notify/plan.ts';
import type { Trust } from '../notify/trust.ts';

/** The listener of one counter: off, on, or not there yet. */
export type NotifyDesk = {
  /** Begins to listen when the settings say so; never rejects. */
  readonly start: () => Promise<void>;
  readonly view: () => NotifyView;
  /** The address for `notifyPayment` that Alipay+ is told at every payment; null while nothing listens. */
  readonly notifyUrl: () => string | null;
  /** The address for `notifyRegistrationStatus` that Alipay+ is told with every registration; null while nothing listens. */
  readonly registrationUrl: () => string | null;
  readonly close: () => Promise<void>;
};

/** What a desk stands on. */
export type NotifyDeskParts = {
  readonly plan: NotifyPlan | null;
  readonly counterId: string;
  readonly trust: () => Trust | null;
  readonly notified: Resolver['notified'];
  /** Takes how much of a payment may be declared at customs; durable when true. */
  readonly declarable: CustomsDesk['amountTold'];
  /** Takes a claim that Alipay+ signed; durable when it says `new`. */
  readonly claim: (claim: DisputeClaim) => ReturnType<DisputeDesk['claim']>;
  /** Takes news about a registration that Alipay+ signed; durable when it says `written`. */
  readonly registered: RegistrationDesk['notified'];
  readonly clock: Clock;
  readonly tell: (news: NotifyNews) => void;
  readonly changed: (view: NotifyView) => void;
};

/** Nothing of the listener is loaded before it starts, so that no start-up waits for it. */
export function createNotifyDesk(parts: NotifyDeskParts): NotifyDesk {
  let listener: Listener | null = null;
  let isClosed = false;
  const open = async (plan: NotifyPlan): Promise<void> => {
    const made = await load(parts, plan, () => {
      if (listener !== null) parts.changed(listener.view());
    });
    if (isClosed) return;
    listener = made;
    await listener.start();
  };
  return {
    start: async () => {
      if (parts.plan === null || listener !== null) return;
      await open(parts.plan).catch(() => {
        parts.tell({ what: 'fault', fault: 'listen-failed' });
      });
    },
    view: () => listener?.view() ?? { ...QUIET, state: parts.plan === null ? 'off' : 'starting' },
    notifyUrl: () => listener?.urlFor(API) ?? null,
    registrationUrl: () => listener?.urlFor(REGISTRATION_API) ?? null,
    close: async () => {
      isClosed = true;
      await listener?.close();
    },
  };
}

const API = 'notifyPayment';
const REGISTRATION_API = 'notifyRegistrationStatus';

const QUIET: Omit<NotifyView, 'state'> = {
  fault: null,
  address: null,
  publicUrl: null,
  lastAtMs: null,
  verified: 0,
  refused: 0,
  alarm: null,
};

/** One more message of Alipay+'s: its handler in main/notify, and its line in the table here. */
async function load(parts: NotifyDeskParts, plan: NotifyPlan, changed: () => void): Promise<Listener> {
  const [{ createListener }, { paymentNotices }, { disputeNotices }, { registrationNotices }, messages] = await Promise.all([
    import('../notify/listener.ts'),
    import('../notify/payment-notices.ts'),
    import('../notify/dispute-notices.ts'),
    import('../notify/registration-notices.ts'),
    import('../alipayplus/messages/inbound.ts'),
  ]);
  const { counterId, notified, declarable, claim, registered, trust, clock, tell } = parts;
  const routes = {
    [API]: paymentNotices({ counterId, read: messages.readNotifyPayment, notified, declarable }),
    initiateRetrieval: disputeNotices({ read: messages.readInitiateRetrieval, claim }),
    [REGISTRATION_API]: registrationNotices({ read: messages.readNotifyRegistration, notified: registered }),
    initiateEscalation: disputeNotices({ read: messages.readInitiateEscalation, claim }),
  };
  return createListener({ plan, trust, routes, clock, tell, changed });
}

/** The listener's lines for the log: codes and counts, and an id only where its message was verified. */
export function notifyLine(news: NotifyNews): string {
  switch (news.what) {
    case 'listening':
      return `notify listening at ${news.address}`;
    case 'fault':
      return `notify fault ${news.fault}`;
    case 'refused':
      return `notify refused in the last minute: ${countsOf(news.counts)}`;
    case 'alarm':
      return `notify alarm ${news.alarm}${news.about === null ? '' : ` ${news.about}`}`;
  }
}

const countsOf = (counts: Extract<NotifyNews, { readonly what: 'refused' }>['counts']): string =>
  Object.entries(counts)
    .map(([cause, count]) => `${cause} ${String(count)}`)
    .join(', ');
