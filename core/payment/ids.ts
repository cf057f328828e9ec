/** Makes 16 random bytes; the effect comes in so that a simulated world can replay it. */
export type RandomBytes = (count: number) => Uint8Array;

/** 128 bits: two counters, or one counter after a restored disk image, never make the same id. */
const ID_BYTES = 16;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const newId = (counterId: string, letter: 'P' | 'R' | 'G' | 'C', random: RandomBytes): string =>
  `${counterId}-${letter}-${hex(random(ID_BYTES))}`;

/**
 * A paymentRequestId: the counter's id and 128 random bits, letters, digits and `-` only, at most 64 characters.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode
 */
export const newPaymentRequestId = (counterId: string, random: RandomBytes): string => newId(counterId, 'P', random);

/** A refundRequestId, of the same make. */
export const newRefundRequestId = (counterId: string, random: RandomBytes): string => newId(counterId, 'R', random);

/** A registrationRequestId, of the same make. */
export const newRegistrationRequestId = (counterId: string, random: RandomBytes): string => newId(counterId, 'G', random);

/** A customsDeclarationRequestId, of the same make. */
export const newDeclarationRequestId = (counterId: string, random: RandomBytes): string => newId(counterId, 'C', random);

/** True when this counter made the id of a payment or refund; another counter's messages are acknowledged, logged and change nothing. */
export const isOwnId = (counterId: string, id: string): boolean =>
  id.startsWith(`${counterId}-`) && /^[PR]-[0-9a-f]{32}$/.test(id.slice(counterId.length + 1));
