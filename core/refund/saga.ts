import { approvedBy, type Actor, type Approver, type JournalEvent } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import { money } from '../money/money.ts';
import type { Nap } from '../payment/clock.ts';
import type { PaymentPorts, RefundAsked } from '../payment/ports.ts';
import { refundableMinor, type PaymentRecord } from '../payment/record.ts';
import { waitBefore } from '../payment/timing.ts';
import type { Turns } from '../payment/turns.ts';
import type { RefundRecord } from './refund-record.ts';
import { refusesRefund } from './rules.ts';
import { judgeRefund } from './verdict.ts';

type SagaPorts = PaymentPorts & {
  readonly record: () => PaymentRecord;
  /** Keeps what has happened, in memory first when the disk refuses. */
  readonly write: (event: JournalEvent) => Promise<void>;
  /** Writes what must be durable before anything is sent; null = written. */
  readonly intent: (event: JournalEvent) => Promise<JournalFault | null>;
  /** The payment's one queue of wishes, so that two of them can never both take what is left. */
  readonly inTurn: Turns;
  readonly stopped: () => boolean;
};

/** The refunds of one payment, one after another: intent durable, then sent, then repeated under the same id until final. */
export type RefundSaga = {
  readonly request: (amountMinor: number, reason: string | null, by: Actor, approver?: Approver | null) => Promise<RefundAsked>;
  /** Picks up refunds that an earlier run left open. */
  readonly resume: () => void;
  /** Refunds all that is left, because the cancel came too late. */
  readonly owed: () => Promise<void>;
  readonly nudge: () => void;
};

/** Makes the saga. */
export function refundSaga(ports: SagaPorts): RefundSaga {
  const naps = new Set<Nap>();
  const work = (refundRequestId: string, maySent: boolean) => void settle(ports, refundRequestId, maySent, naps);
  const request: RefundSaga['request'] = (amountMinor, reason, by, approver = null) =>
    ports.inTurn(async (): Promise<RefundAsked> => {
      const asked = await writeIntent(ports, { amountMinor, reason, by, approver });
      if (asked.ok) work(asked.refundRequestId, false);
      return asked;
    });
  return {
    request,
    resume: () => {
      for (const refund of ports.record().refunds) if (isOpen(refund)) work(refund.refundRequestId, true);
    },
    owed: async () => {
      const asked = await request(refundableMinor(ports.record()), null, { kind: 'paydesk' });
      if (!asked.ok && !ports.stopped()) await napping(ports, ports.timing.pollEveryMs, naps);
    },
    nudge: () => {
      for (const nap of naps) nap.wake();
    },
  };
}

type Wanted = {
  readonly amountMinor: number;
  readonly reason: string | null;
  readonly by: Actor;
  readonly approver: Approver | null;
};

async function writeIntent(ports: SagaPorts, { amountMinor, reason, by, approver }: Wanted): Promise<RefundAsked> {
  const record = ports.record();
  const refusal = refusesRefund(record, amountMinor, ports.gatewayWallMs());
  if (refusal !== null) return { ok: false, fault: refusal };
  const refundRequestId = ports.newRefundId();
  const fault = await ports.intent({
    type: 'refund-requested',
    paymentRequestId: record.paymentRequestId,
    refundRequestId,
    amount: money(record.amount.currency, amountMinor),
    reason,
    receiptNumber: await ports.nextReceiptNumber(),
    actor: by,
    ...approvedBy(approver),
  });
  return fault === null ? { ok: true, refundRequestId } : { ok: false, fault };
}

const isOpen = (refund: RefundRecord): boolean => refund.state === 'asking' || refund.state === 'unknown';

/** `maySent`: a refund that an earlier run left open may have been sent already. */
async function settle(ports: SagaPorts, refundRequestId: string, maySent: boolean, naps: Set<Nap>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const refund = find(ports, refundRequestId);
    if (refund === undefined || !isOpen(refund) || ports.stopped()) return;
    await sendOnce(ports, refund, maySent || attempt > 1);
    const after = find(ports, refundRequestId);
    if (after === undefined || !isOpen(after) || ports.stopped()) return;
    await napping(ports, waitBefore(attempt, ports.timing.refundRetryMs), naps);
  }
}

async function napping({ clock }: SagaPorts, ms: number, naps: Set<Nap>): Promise<void> {
  const nap = clock.nap(ms);
  naps.add(nap);
  await nap.done;
  naps.delete(nap);
}

const find = (ports: SagaPorts, refundRequestId: string): RefundRecord | undefined =>
  ports.record().refunds.find((refund) => refund.refundRequestId === refundRequestId);

async function sendOnce(ports: SagaPorts, refund: RefundRecord, repeated: boolean): Promise<void> {
  const { paymentRequestId, amount } = ports.record();
  const asked = money(amount.currency, refund.amountMinor);
  const { refundRequestId, reason } = refund;
  ports.mark('before-refund');
  const reply = await ports.gateway.refund({ paymentRequestId, refundRequestId, amount: asked, reason });
  ports.mark('after-refund');
  await ports.write({ type: 'refund-answered', paymentRequestId, refundRequestId, verdict: judgeRefund(reply, asked, repeated) });
}
