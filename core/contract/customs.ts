import * as z from 'zod';
import { moneySchema } from './money.ts';

/** What became of a declaration, as `core/customs/desk.ts` names it. */
const DECLARED = [
  'taken',
  'refused',
  'unknown',
  'not-durable',
  'no-keys',
  'no-such-payment',
  'not-paid',
  'nothing-declarable',
  'customs-missing',
  'merchant-missing',
  'amount-missing',
  'amount-too-high',
  'not-whole',
  'order-missing',
  'declared-there',
  'buyer-incomplete',
] as const;

const declarationSchema = z.strictObject({
  customsDeclarationRequestId: z.string(),
  state: z.enum(['sending', 'refused', 'waiting', 'accepted', 'failed']),
  customsCode: z.string(),
  merchantCustomsCode: z.string(),
  amount: moneySchema,
  isSplit: z.boolean(),
  referenceOrderId: z.string().nullable(),
  declaredAtMs: z.number(),
  hasBuyer: z.boolean(),
  /** `CHECK_PASSED` and `CHECK_NOT_PASSED` as Alipay+ says them; null while nothing was checked. */
  identityCheck: z.string().nullable(),
  /** Alipay+'s or customs' own words and codes. */
  resultCode: z.string().nullable(),
  resultText: z.string().nullable(),
  status: z.string().nullable(),
  pspDeclarationRequestId: z.string().nullable(),
});

/** Customs of one payment; null where Alipay+ lets nothing of it be declared. */
export const customsSchema = z.strictObject({
  customs: z
    .strictObject({
      paymentRequestId: z.string(),
      mayDeclare: z.boolean(),
      declarable: moneySchema,
      left: moneySchema,
      declarations: z.array(declarationSchema),
      /** What was typed last time, so that nobody types it twice. */
      last: z.strictObject({
        customsCode: z.string(),
        merchantCustomsCode: z.string(),
        merchantCustomsName: z.string(),
      }),
    })
    .nullable(),
});

const text = (lengthMax: number) => z.string().trim().max(lengthMax);

export const declareSchema = z.strictObject({
  paymentRequestId: z.string().min(1).max(64),
  customsCode: text(128),
  merchantCustomsCode: text(128),
  merchantCustomsName: text(256),
  amount: moneySchema,
  isSplit: z.boolean(),
  referenceOrderId: text(64).nullable(),
  /** Goes in and never comes out. */
  buyer: z.strictObject({ type: z.enum(['ID_CARD', 'PASSPORT']), number: text(64), name: text(256) }).nullable(),
});

export const declaredSchema = z.strictObject({ declared: z.enum(DECLARED), resultCode: z.string().nullable() });
