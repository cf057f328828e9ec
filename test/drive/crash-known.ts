import type { PaymentRecord } from '../../core/payment/record.ts';
import type { GatewayPayment } from './crash-books.ts';
import type { CrashTill } from './crash-till.ts';

/** What a restarted till must come to show of the payment that the crash interrupted. */
export type Awaited = { readonly paymentRequestId: string; readonly faces: readonly string[] };

const FINAL = ['paid', 'not-paid', 'cancelled'];

/**
 * Stories whose inquiries and refunds say the truth at once; about the others nobody could know more at a start, so they are
 * checked but not timed.
 */
const PLAIN_STORIES = ['0000', '1001', '1002', '1003', '1005', '1007', '2003', '2004', '2111', '2112', '3003', '3005', '4008'];

/** Null when there is nothing to be known: the gateway has no such payment, or would not tell. */
export function awaited(newest: PaymentRecord, booked: readonly GatewayPayment[], story: string | undefined): Awaited | null {
  if (story === undefined || !PLAIN_STORIES.includes(story)) return null;
  const { paymentRequestId, cancel } = newest;
  const status = booked.find((payment) => payment.paymentRequestId === paymentRequestId)?.status;
  if (status === undefined) return null;
  return { paymentRequestId, faces: status === 'waiting' && cancel === null ? ['waiting', ...FINAL] : FINAL };
}

/** How long a person may be left without an answer before it counts as one that never came. */
const NEVER_MS = 15_000;

/** Milliseconds from the start of the process to the payment's known state painted; null when it was never shown. */
export async function knownStateMs({ page, startedMs }: CrashTill, { paymentRequestId, faces }: Awaited): Promise<number | null> {
  const shownMs = await page.evaluate(
    ([id, known, neverMs]) =>
      new Promise<number | null>((resolve) => {
        const isShown = () =>
          known.some((face) => document.querySelector(`[data-payment="${id}"][data-face="${face}"]`) !== null);
        const giveUpMs = Date.now() + neverMs;
        const look = () => {
          if (isShown()) {
            // What is in the document now is on the screen with the next frame.
            requestAnimationFrame(() => {
              resolve(Date.now());
            });
          } else if (Date.now() > giveUpMs) resolve(null);
          else requestAnimationFrame(look);
        };
        look();
      }),
    [paymentRequestId, faces, NEVER_MS] as const,
  );
  return shownMs === null ? null : shownMs - startedMs;
}
