import { createReceiptScans, type ReceiptScans } from '../../core/checkout/receipt-scan.ts';
import { staffView } from '../../core/checkout/staff-view.ts';
import { createSession } from '../../core/checkout/session.ts';
import type { Session } from '../../core/checkout/session-port.ts';
import type { Actor } from '../../core/journal/events.ts';
import type { LessonNote } from '../../core/contract/lessons.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import type { ActorView } from '../../core/payment/actor.ts';
import type { PaymentPorts } from '../../core/payment/ports.ts';
import { newPaymentRequestId, newRefundRequestId, type RandomBytes } from '../../core/payment/ids.ts';
import { createResolver, type Resolver } from '../../core/payment/resolver.ts';
import type { PaymentTiming } from '../../core/payment/timing.ts';
import type { Clock } from '../../core/payment/clock.ts';
import type { Ledger, Taken } from '../ledger/port.ts';
import type { GatewayHolder } from './gateway-holder.ts';
import { createHealthBoard, type HealthBoard } from './health.ts';
import { openHouse, type House, type HousePorts } from './house.ts';
import { interruptedPayment } from './interrupted.ts';
import { owedPapers } from './owed-papers.ts';
import { createReceiptDesk, type ReceiptDesk, type ReceiptDeskPorts } from './receipt-desk.ts';
import { shopDay, type CounterSettings } from './settings-view.ts';
import { drawSnapshot } from './snapshot.ts';

/** The effects and facts of one counter; nothing of Electron. */
export type CounterPorts = {
  readonly mode: Snapshot['mode'];
  /** How this PC shows Paydesk. */
  readonly display: () => Snapshot['display'];
  /** What the PC says of itself, and which stage is slow. */
  readonly measured: () => Pick<Snapshot['health'], 'pc' | 'slow'>;
  /** The lesson that is being done; always null in live mode. */
  readonly lesson: () => LessonNote | null;
  /** What the guided set-up says of itself. */
  readonly opening: () => Snapshot['opening'];
  readonly version: string;
  readonly walletUrl: string | null;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly newUuid: () => string;
  readonly ledger: Ledger;
  readonly gateway: GatewayHolder;
  /** Alipay+'s clock minus this PC's, ms; null until measured. */
  readonly skewMs: () => number | null;
  readonly timing: PaymentTiming;
  readonly settings: () => CounterSettings;
  readonly printing: Pick<ReceiptDeskPorts, 'queue' | 'encode'>;
  readonly house: HousePorts;
  readonly changed: () => void;
  readonly mark: PaymentPorts['mark'];
};

/** One counter, alive. */
export type Counter = {
  readonly session: Session;
  readonly resolver: Resolver;
  readonly receipts: ReceiptDesk;
  readonly house: House;
  readonly health: HealthBoard;
  readonly ledger: Ledger;
  readonly settings: () => CounterSettings;
  readonly gatewayWallMs: () => number;
  readonly timing: PaymentTiming;
  readonly snapshot: () => Snapshot;
  /** The ledger's trouble or its figures changed by themselves. */
  readonly ledgerChanged: () => void;
  /** Picks up what an earlier run left open, and prints what it owed. */
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const LAST_FIVE = 5;
/** How far back a start looks for the payment that it comes back to. */
const RECENT = 20;

/** Puts core and adapters together; the only state outside the ledger is what is on the stage. */
export function createCounter(ports: CounterPorts): Counter {
  const { clock, ledger, settings } = ports;
  const gatewayWallMs = () => clock.wallMs() + (ports.skewMs() ?? 0);
  const health = createHealthBoard(() => ports.printing.queue() !== null, ports.skewMs, ports.measured, ports.changed);
  const counterId = settings().counterId;
  const resolver = createResolver(paymentPorts(ports, counterId, gatewayWallMs), (view) => {
    heard(view);
  });
  const receipts = createReceiptDesk({
    ...ports.printing,
    settings,
    wallMs: clock.wallMs,
    newJobId: ports.newUuid,
    note: (id, event) => resolver.note(id, event),
  });
  let house: House | null = null;
  const { session, scanned } = openSession(ports, resolver, counterId, () => house?.staff.actor() ?? settings().actor);
  house = houseOf(ports, session, resolver, receipts);
  const { staff, shifts } = house;
  let unreadable: 'storage-corrupt' | null = null;
  const ledgerChanged = (fault: ActorView['fault'] = null): void => {
    health.ledger(ledger.trouble() ?? unreadable ?? fault);
  };
  const heard = (view: ActorView): void => {
    ledgerChanged(view.fault);
    session.heard(view);
    // What is not durable yet is shown, but printed only once: after a crash it would be found out, and printed, anew.
    if (view.fault === null) receipts.heard(view.record);
  };
  // Asked for before there is a page, so that its first picture has the figure.
  takenToday(ports);
  return {
    session,
    resolver,
    receipts,
    house,
    health,
    ledger,
    settings,
    gatewayWallMs,
    timing: ports.timing,
    snapshot: createPicture(ports, { session, resolver, house, health, gatewayWallMs, scanned }),
    ledgerChanged: () => {
      ledgerChanged();
      ports.changed();
    },
    resume: async () => {
      // Stays told until the next start: a row that cannot be read does not mend itself.
      if (!(await allRead(resolver))) unreadable = 'storage-corrupt';
      ledgerChanged();
      await goOn(ports, { session, resolver, receipts });
      // Behind the payments, because nobody can give anything back before they have signed in.
      await shifts.resume().catch(() => undefined);
    },
    stop: () => {
      staff.close();
      return resolver.stop();
    },
  };
}

const paymentPorts = (ports: CounterPorts, counterId: string, gatewayWallMs: () => number): PaymentPorts => ({
  gateway: ports.gateway,
  journal: ports.ledger,
  clock: ports.clock,
  gatewayWallMs,
  timing: ports.timing,
  mark: ports.mark,
  newRefundId: () => newRefundRequestId(counterId, ports.random),
  nextReceiptNumber: () => Promise.resolve(ports.ledger.nextReceiptNumber()),
});

const houseOf = (ports: CounterPorts, session: Session, resolver: Resolver, receipts: ReceiptDesk): House =>
  openHouse({
    ...ports.house,
    session,
    resolver,
    journal: ports.ledger,
    clock: ports.clock,
    newUuid: ports.newUuid,
    randomBelow: randomBelow(ports.random),
    settings: ports.settings,
    print: receipts.report,
    changed: ports.changed,
  });

/** Picks up every payment whose rows can be read; false when some, or the list of them, cannot. */
const allRead = (resolver: Resolver): Promise<boolean> =>
  resolver.resume().then(
    (unreadable) => unreadable.length === 0,
    () => false,
  );

/** Papers that are owed, and the payment that the counter comes back to. */
async function goOn(
  { clock, ledger, changed }: CounterPorts,
  parts: Pick<Counter, 'session' | 'resolver' | 'receipts'>,
): Promise<void> {
  const { session, resolver, receipts } = parts;
  // Beside everything else: a printer that is off must not hold up the counter.
  void owedPapers(ledger, clock.wallMs()).then(receipts.owed);
  const interrupted = interruptedPayment(resolver.open(), ledger.recent(RECENT), clock.wallMs());
  if (interrupted !== null && session.isIdle()) await session.show(interrupted);
  changed();
}

function openSession(
  ports: CounterPorts,
  resolver: Resolver,
  counterId: string,
  actor: () => Actor,
): { readonly session: Session; readonly scanned: ReceiptScans } {
  const { clock, ledger, changed } = ports;
  const scanned: ReceiptScans = createReceiptScans({
    find: ledger.receiptOwner,
    counterNumber: () => ports.settings().counterNumber,
    say: (kind, about) => {
      session.say(kind, about);
    },
    changed,
  });
  const session = createSession({
    resolver,
    wallMs: clock.wallMs,
    skewMs: () => ports.skewMs() ?? 0,
    newSaleId: ports.newUuid,
    newPaymentRequestId: () => newPaymentRequestId(counterId, ports.random),
    nextReceiptNumber: ledger.nextReceiptNumber,
    hashCode: ledger.hashCode,
    openReceipt: (receipt) => void scanned.open(receipt),
    settings: () => ({ ...ports.settings(), actor: actor(), notReady: ports.gateway.whyNot() }),
    changed,
    after: (ms, act) => {
      const nap = clock.nap(ms);
      void nap.done.then(act);
      return nap.wake;
    },
  });
  return { session, scanned };
}

type Drawn = Pick<Counter, 'session' | 'resolver' | 'house' | 'health' | 'gatewayWallMs'> & { readonly scanned: ReceiptScans };

function createPicture(ports: CounterPorts, { session, resolver, house, health, gatewayWallMs, scanned }: Drawn): () => Snapshot {
  let revision = 0;
  return () => {
    revision += 1;
    const settings = ports.settings();
    const nowMs = ports.clock.wallMs();
    const open = resolver.open();
    const live = new Map(open.map((view) => [view.record.paymentRequestId, view]));
    return drawSnapshot({
      revision,
      display: ports.display(),
      mode: ports.mode,
      version: ports.version,
      walletUrl: ports.walletUrl,
      lesson: ports.lesson(),
      settings,
      session: session.state(),
      shown: session.shown(),
      open,
      recent: ports.ledger
        .recent(LAST_FIVE)
        .map((record) => live.get(record.paymentRequestId) ?? { record, nextAskAtMs: null, fault: null }),
      taken: takenToday(ports),
      opened: scanned.opened(),
      health: health.view(),
      isAside: house.aside.isOn(),
      staff: staffView(house.staff),
      shift: house.shifts.running(),
      opening: ports.opening(),
      moment: { gatewayWallMs: gatewayWallMs(), windowMs: ports.timing.windowMs },
      nowMs,
    });
  };
}

/** Six bytes leave no bias that anybody could use. */
const randomBelow =
  (random: RandomBytes) =>
  (limit: number): number =>
    random(6).reduce((sum, byte) => sum * 256 + byte, 0) % limit;

function takenToday({ clock, ledger, settings }: CounterPorts): Taken {
  const { currency, utcOffsetMinutes } = settings();
  const nowMs = clock.wallMs();
  const day = shopDay(nowMs, utcOffsetMinutes(nowMs));
  return ledger.taken(currency, day.fromMs, day.untilMs);
}
