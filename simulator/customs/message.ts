import type { Money } from '../../core/money/money.ts';
import { createReader, type MessageReader } from '../gateway/message-reader.ts';

/** A declaration that holds together. */
export type DeclareMessage = {
  readonly paymentRequestId: string;
  readonly customsDeclarationRequestId: string;
  readonly customsCode: string;
  readonly merchantCustomsCode: string;
  readonly merchantCustomsName: string;
  readonly amount: Money;
  readonly isSplit: boolean;
  readonly referenceOrderId: string | null;
  /** Null where no buyer was named, so that nothing is checked. */
  readonly certificateNo: string | null;
  /** What idempotency compares. */
  readonly fingerprint: string;
};

const ID = { max: 64, required: true } as const;

/** Reads a `declare`, or names its first illegal field. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/declare.md */
export function readDeclare(body: object): DeclareMessage | { readonly fault: string } {
  const read = createReader(body);
  const text = (path: string, max: number): string => read.text(path, { max, required: true }) ?? '';
  const paymentRequestId = read.text('paymentRequestId', ID) ?? '';
  const customsDeclarationRequestId = read.text('customsDeclarationRequestId', ID) ?? '';
  const customsCode = text('customs.customsCode', 128);
  if (text('customs.region', 2) !== 'CN') read.refuse('customs.region', 'not CN');
  const merchantCustomsCode = text('merchantCustomsInfo.merchantCustomsCode', 128);
  const merchantCustomsName = text('merchantCustomsInfo.merchantCustomsName', 256);
  const amount = readCny(read);
  const split = text('isSplit', 5);
  if (split !== 'true' && split !== 'false') read.refuse('isSplit', 'not true or false');
  const referenceOrderId = read.text('referenceOrderId', { max: 64, required: split === 'true' });
  const certificateNo = readBuyer(read);
  const fault = read.fault();
  if (fault !== null || amount === null) return { fault: fault ?? '' };
  return {
    paymentRequestId,
    customsDeclarationRequestId,
    customsCode,
    merchantCustomsCode,
    merchantCustomsName,
    amount,
    isSplit: split === 'true',
    referenceOrderId,
    certificateNo,
    fingerprint: JSON.stringify(body),
  };
}

function readCny(read: MessageReader): Money | null {
  const amount = read.amount('declarationAmount', true);
  if (amount !== null && amount.currency !== 'CNY') read.refuse('declarationAmount.currency', 'not CNY');
  return amount;
}

function readBuyer(read: MessageReader): string | null {
  if (!read.has('buyerCertificate')) return null;
  const type = read.text('buyerCertificate.certificateType', { max: 16, required: true });
  if (type !== null && type !== 'ID_CARD' && type !== 'PASSPORT')
    read.refuse('buyerCertificate.certificateType', 'not a known type');
  read.text('buyerCertificate.holderName.fullName', { max: 256, required: false });
  return read.text('buyerCertificate.certificateNo', { max: 64, required: true });
}
