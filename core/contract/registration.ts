import * as z from 'zod';
import { PAPER_TYPES, PRODUCTS, STEPS } from '../registration/fields.ts';

const product = z.enum(PRODUCTS);
const paperType = z.enum(PAPER_TYPES);

/** What may be wrong with a field, as `core/registration/draft.ts` names it. */
const FIELD_FAULTS = [
  'missing',
  'too-long',
  'not-plain',
  'no-country',
  'no-category',
  'no-day',
  'no-link',
  'no-choice',
  'not-for-products',
  'too-many-papers',
  'paper-too-large',
] as const;

/** What a merchant and store come to, as `core/registration/rules.ts` names it. */
export const PLACE_STATES = [
  'sending',
  'refused',
  'pending',
  'rejected',
  'registered',
  'cancelled',
  'unregistered',
  'unknown',
] as const;

/** Why payments may fail here. */
export const REGISTRATION_WARNINGS = ['unregistered', 'pending', 'rejected', 'cancelled', 'refused'] as const;

/** What became of a form that was sent. */
const SUBMITTED = [
  'taken',
  'unknown',
  'refused',
  'faults',
  'too-early',
  'still-sending',
  'no-keys',
  'paper-gone',
  'not-durable',
] as const;

/** One merchant and store. */
const placeSchema = z.strictObject({
  referenceMerchantId: z.string(),
  referenceStoreId: z.string().nullable(),
  isOwn: z.boolean(),
  state: z.enum(PLACE_STATES),
  /** Until when Alipay+ takes no update; null when it takes one now. */
  waitsUntilMs: z.number().nullable(),
  toldAtMs: z.number().nullable(),
  wallets: z.array(
    z.strictObject({ pspName: z.string(), products: z.array(z.string()), status: z.string(), reason: z.string().nullable() }),
  ),
  newest: z
    .strictObject({
      registrationRequestId: z.string(),
      submittedAtMs: z.number(),
      products: z.array(product),
      verdict: z.enum(['taken', 'refused', 'unknown']).nullable(),
      resultCode: z.string().nullable(),
      tries: z.int(),
    })
    .nullable(),
});

const paperSchema = z.strictObject({ type: paperType, name: z.string(), bytes: z.int(), sha256: z.string() });

/** A form with its rules as they are for what is filled in so far. */
const draftSchema = z.strictObject({
  draftId: z.string(),
  changedAtMs: z.number(),
  products: z.array(product),
  values: z.record(z.string(), z.string()),
  papers: z.array(paperSchema),
  fields: z.array(
    z.strictObject({
      path: z.string(),
      step: z.enum(STEPS),
      lengthMax: z.int(),
      isNeeded: z.boolean(),
      /** True where length or condition is assumed and not documented. */
      isAssumed: z.boolean(),
      options: z.array(z.string()).nullable(),
    }),
  ),
  faults: z.array(z.strictObject({ path: z.string(), code: z.enum(FIELD_FAULTS), max: z.int().nullable() })),
});

/** The whole page. */
export const registrationSchema = z.strictObject({
  mayRegister: z.boolean(),
  isListening: z.boolean(),
  decisionDays: z.int(),
  paperBytesMax: z.int(),
  papersMax: z.int(),
  places: z.array(placeSchema),
  drafts: z.array(draftSchema),
});

const draftId = z.string().min(1).max(64);

export const byDraftSchema = z.strictObject({ draftId });

/** A form as it is filled in; longer texts than any field takes are no typing. */
export const saveDraftSchema = z.strictObject({
  draftId,
  products: z.array(product).max(PRODUCTS.length),
  values: z.record(z.string().max(128), z.string().max(4_096)),
});

export const attachSchema = z.strictObject({
  draftId,
  type: paperType,
  name: z.string().min(1).max(255),
  contentType: z.string().max(64),
  base64: z.string().max(24 << 20),
});

export const detachSchema = z.strictObject({ draftId, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export const submittedSchema = z.strictObject({
  submitted: z.enum(SUBMITTED),
  resultCode: z.string().nullable(),
  untilMs: z.number().nullable(),
});

export const askRegistrationSchema = z.strictObject({
  referenceMerchantId: z.string().min(1).max(64),
  referenceStoreId: z.string().min(1).max(64).nullable(),
});
