import * as z from 'zod';
import type { DeclarationsMessage, DeclareMessage } from '../../../core/customs/desk.ts';
import type { BuyerCertificate, Declaration } from '../../../core/customs/events.ts';
import { amountOut, build, idOut, read, resultIn, textIn, textOut, wireAmount, type Built } from './shared.ts';

const declaration = z.object({
  paymentRequestId: idOut,
  customsDeclarationRequestId: idOut,
  customs: z.object({ customsCode: textOut(128), region: z.literal('CN') }),
  merchantCustomsInfo: z.object({ merchantCustomsCode: textOut(128), merchantCustomsName: textOut(256) }),
  declarationAmount: amountOut.extend({ currency: z.literal('CNY') }),
  isSplit: z.enum(['true', 'false']),
  referenceOrderId: textOut(64).optional(),
  buyerCertificate: z
    .object({
      certificateType: z.enum(['ID_CARD', 'PASSPORT']),
      certificateNo: textOut(64),
      holderName: z.object({ fullName: textOut(256) }),
    })
    .optional(),
});

/** The exact bytes of a `declare`. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/declare.md */
export function buildDeclare(customsDeclarationRequestId: string, declared: Declaration, buyer: BuyerCertificate | null): Built {
  const { declaredPaymentId, customsCode, merchantCustomsCode, merchantCustomsName, amount, isSplit, referenceOrderId } =
    declared;
  return build(declaration, {
    paymentRequestId: declaredPaymentId,
    customsDeclarationRequestId,
    customs: { customsCode, region: 'CN' },
    merchantCustomsInfo: { merchantCustomsCode, merchantCustomsName },
    // The schema refuses every other currency; the wire type has it as free text.
    declarationAmount: { ...wireAmount(amount), currency: amount.currency as 'CNY' },
    isSplit: isSplit ? 'true' : 'false',
    ...(referenceOrderId === null ? {} : { referenceOrderId }),
    ...(buyer === null
      ? {}
      : {
          buyerCertificate: {
            certificateType: buyer.type,
            certificateNo: buyer.number,
            holderName: { fullName: buyer.name },
          },
        }),
  });
}

const answer = z
  .object({
    result: resultIn,
    pspPaymentId: textIn,
    pspDeclarationRequestId: textIn,
    pspCustomsCode: textIn,
    clearingChannel: textIn,
    clearingTransactionId: textIn,
    identityCheckResult: textIn,
  })
  .transform(({ result, identityCheckResult, ...facts }): DeclareMessage => ({
    result,
    facts: { ...facts, identityCheck: identityCheckResult },
  }));

/** Reads the answer to a `declare`; null when it is illegible. */
export const readDeclareAnswer = (body: Uint8Array): DeclareMessage | null => read(answer, body);

const inquiry = z.object({ declarationRequestIds: z.array(idOut).min(1).max(10) });

/** The exact bytes of an `inquireDeclarationRequests`. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/inquire_declaration_status */
export const buildDeclarationInquiry = (ids: readonly string[]): Built => build(inquiry, { declarationRequestIds: [...ids] });

const record = z
  .object({
    customsDeclarationRequestId: z.string().min(1).max(64),
    pspDeclarationRequestId: textIn,
    declarationRequestStatus: z.string().min(1).max(64),
    customsResultCode: textIn,
    customsResultDescription: textIn,
  })
  .transform((wire) => ({
    customsDeclarationRequestId: wire.customsDeclarationRequestId,
    pspDeclarationRequestId: wire.pspDeclarationRequestId,
    status: wire.declarationRequestStatus,
    resultCode: wire.customsResultCode,
    resultText: wire.customsResultDescription?.slice(0, 500) ?? null,
  }));

const records = z
  .object({
    result: resultIn,
    declarationRequestsNotFound: z.array(z.string()).nullish(),
    declarationRecords: z.array(record).nullish(),
  })
  .transform((wire): DeclarationsMessage => ({
    result: wire.result,
    notFound: wire.declarationRequestsNotFound ?? [],
    words: wire.declarationRecords ?? [],
  }));

/** Reads the answer to an `inquireDeclarationRequests`; null when it is illegible. */
export const readDeclarations = (body: Uint8Array): DeclarationsMessage | null => read(records, body);
