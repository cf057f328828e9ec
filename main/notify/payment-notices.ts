import type { Money } from '../../core/money/money.ts';
import type { NotifyAlarm } from '../../core/contract/notify.ts';
import { isOwnId } from '../../core/payment/ids.ts';
import type { Noticed, PaymentNotice } from '../../core/payment/notice.ts';
import { ILLEGIBLE, RECEIVED, SEND_AGAIN, type Handled, type Handler } from './routes.ts';

/** What notifications about payments need. */
export type PaymentNoticesParts = {
  readonly counterId: string;
  /** Reads a verified body; null when it is illegible. */
  readonly read: (body: Buffer) => Omit<PaymentNotice, 'requestTimeMs'> | null;
  /** Judges and writes it; what resolves with `written` would survive a power cut. */
  readonly notified: (notice: PaymentNotice) => Promise<Noticed>;
  /** How much may be declared at customs, of a payment that may have been known as paid before; false when it could not be kept. */
  readonly declarable: (paymentRequestId: string, amount: Money) => Promise<boolean>;
};

/**
 * Takes `notifyPayment`: written first, acknowledged after. S says "received" and nothing about the payment, so it is also the
 * answer where sending again would tell nothing new:
 * - a duplicate, or a notification that may not change anything (the payment is final, or a cancel was asked for);
 * - an amount or currency that is not ours: the core writes the doubt and settles nothing by it, and asks Alipay+. Refusing it
 *   would bring the same wrong message for a day, and the amount that counts is the one that the inquiry says;
 * - a payment that this ledger does not know, or another counter's: nothing could be written at the eighth time either. That is
 *   an alarm, because either a ledger lost a payment or the address of this listener was given to somebody else.
 * Only what could not be made durable has to come again.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/receive_notification.md
 */
export function paymentNotices({ counterId, read, notified, declarable }: PaymentNoticesParts): Handler {
  return async (body, requestTimeMs) => {
    const message = read(body);
    if (message === null) return { answer: ILLEGIBLE, alarm: 'illegible', about: null };
    const about = message.paymentRequestId;
    const noticed = await notified({ ...message, requestTimeMs });
    const customs = message.facts.customsDeclarationAmount;
    const isPaid = message.paymentResult.resultStatus === 'S' && (noticed === 'written' || noticed === 'unchanged');
    const isKept = customs === null || !isPaid || (await declarable(about, customs));
    return handledOf(isKept ? noticed : 'not-durable', about, isOwnId(counterId, about));
  };
}

function handledOf(noticed: Noticed, about: string, isOwn: boolean): Handled {
  const received = (alarm: NotifyAlarm | null): Handled => ({ answer: RECEIVED, alarm, about });
  switch (noticed) {
    case 'written':
    case 'unchanged':
      return received(null);
    case 'unknown-payment':
      return received(isOwn ? 'unknown-payment' : 'foreign-payment');
    case 'not-durable':
      return { answer: SEND_AGAIN, alarm: 'not-durable', about };
  }
}
