import { createHash } from 'node:crypto';
import type { PadKey } from '../../../core/checkout/sale.ts';
import { createSession } from '../../../core/checkout/session.ts';
import type { Session, SessionSettings } from '../../../core/checkout/session-port.ts';
import type { ActorView } from '../../../core/payment/actor.ts';
import type { ReceiptNumber } from '../../../core/receipt/receipt-number.ts';
import { createResolver, type Resolver } from '../../../core/payment/resolver.ts';
import { DEFAULT_TIMING } from '../../../core/payment/timing.ts';
import { fakeGateway, type FakeGateway } from '../../builders/fake-gateway.ts';
import { modelJournal, type ModelJournal } from '../../builders/model-journal.ts';
import { MAYA } from '../../builders/payments.ts';
import { virtualClock, type VirtualClock } from '../../builders/virtual-clock.ts';

/** Two good codes. */
export const CODE = '281010897274821897274821';
export const SECOND = '281010897274821897274822';

/** A session on a model journal and a fake gateway. */
export type Counter = {
  readonly session: Session;
  readonly resolver: Resolver;
  readonly journal: ModelJournal;
  readonly fake: FakeGateway;
  readonly clock: VirtualClock;
  readonly press: (...keys: readonly PadKey[]) => void;
  readonly scan: (code: string) => Promise<void>;
  /** The sales that were charged: id, version and amount. */
  readonly charged: () => readonly string[];
  readonly face: () => string | null;
  /** The receipts whose page was asked for. */
  readonly receipts: readonly ReceiptNumber[];
};

/** Sets one up; settings may be changed. */
export function counter(changes: Partial<SessionSettings> = {}): Counter {
  const clock = virtualClock();
  const fake = fakeGateway(clock.wallMs);
  const journal = modelJournal(clock);
  const numbers = { sale: 0, payment: 0, receipt: 0 };
  const receipts: ReceiptNumber[] = [];
  const listeners: ((view: ActorView) => void)[] = [];
  const resolver = createResolver(
    {
      gateway: fake.gateway,
      journal,
      clock,
      gatewayWallMs: clock.wallMs,
      timing: DEFAULT_TIMING,
      newRefundId: () => 'T1-R-1',
      nextReceiptNumber: () => Promise.resolve((numbers.receipt += 1)),
      mark: () => {},
    },
    (view) => {
      for (const listener of listeners) listener(view);
    },
  );
  const session = createSession({
    resolver,
    wallMs: clock.wallMs,
    skewMs: () => 1_250,
    newSaleId: () => `sale-${String((numbers.sale += 1))}`,
    newPaymentRequestId: () => `T1-P-${String((numbers.payment += 1))}`,
    nextReceiptNumber: () => (numbers.receipt += 1),
    openReceipt: (receipt) => {
      receipts.push(receipt);
    },
    hashCode: (code) => createHash('sha256').update(code).digest('hex'),
    settings: () => ({
      counterId: 'T1',
      shopName: 'Cafe Mori',
      currency: 'SGD',
      routing: [],
      windowMs: 60_000,
      notReady: null,
      actor: MAYA,
      ...changes,
    }),
    changed: () => {},
    after: (ms, act) => {
      const nap = clock.nap(ms);
      void nap.done.then(act);
      return nap.wake;
    },
  });
  listeners.push(session.heard);
  return {
    session,
    resolver,
    journal,
    fake,
    clock,
    press: (...keys) => {
      for (const key of keys) session.key(key);
    },
    scan: async (code) => {
      session.scan(code);
      await clock.settle();
    },
    charged: () =>
      journal
        .ofType('payment-submitted')
        .map(({ saleId, saleVersion, amount }) => `${saleId} v${String(saleVersion)} ${String(amount.amountMinor)}`),
    receipts,
    face: () => session.shown()?.record.state ?? null,
  };
}

/** The keys of a code, one digit a key. */
export const keysOf = (code: string): readonly PadKey[] => Array.from(code, (digit) => digit as PadKey);
