import { createHmac } from 'node:crypto';

/** The keyed hash by which a payment code is known again; the code itself is never written. */
export const codeHasher =
  (key: Uint8Array) =>
  (paymentCode: string): string =>
    createHmac('sha256', key).update(paymentCode).digest('base64url');
