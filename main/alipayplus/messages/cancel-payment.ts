import * as z from 'zod';
import type { CancelMessage } from '../../../core/payment/gateway-port.ts';
import { build, idOut, read, resultIn, type Built } from './shared.ts';

/** https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/cancel_payment */
const cancelRequest = z.object({ paymentRequestId: idOut });

const cancelAnswer = z.object({ result: resultIn }).transform((wire): CancelMessage => ({ result: wire.result }));

/** The exact bytes of a `cancelPayment` request; the id is also its idempotency key. */
export const buildCancel = (paymentRequestId: string): Built => build(cancelRequest, { paymentRequestId });

/** Reads an answer to `cancelPayment`; null when it is illegible. */
export const readCancel = (body: Uint8Array): CancelMessage | null => read(cancelAnswer, body);
