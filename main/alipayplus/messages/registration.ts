import * as z from 'zod';
import type { Draft, DraftPaper } from '../../../core/registration/draft.ts';
import { isInStore } from '../../../core/registration/draft.ts';
import type { RegistrationNotice, StatusMessage } from '../../../core/registration/desk.ts';
import type { Place, Standing } from '../../../core/registration/events.ts';
import { FIELDS } from '../../../core/registration/fields.ts';
import { treeOf } from '../../../core/registration/tree.ts';
import { build, idOut, read, resultIn, textIn, textOut, type Built } from './shared.ts';

const paperOut = z.object({
  attachmentType: textOut(64),
  attachmentName: textOut(256),
  content: z.string().min(1),
  contentType: textOut(64),
});

/** Names below `merchantInfo` and `storeInfo` are checked where the form is; here only what the request itself must have. */
const registration = z.object({
  registrationRequestId: idOut,
  productCodes: z.array(textOut(64)).min(1),
  merchantInfo: z.looseObject({ registrationDetail: z.looseObject({ attachments: z.array(paperOut).optional() }) }),
  storeInfo: z.looseObject({}).optional(),
  registrationNotifyUrl: textOut(2048).optional(),
  passThroughInfo: textOut(2048).optional(),
});

/** A paper with its bytes in base64, which is inferred: an SDK only names the field `content`. */
export type RegistrationPaper = Pick<DraftPaper, 'type' | 'name' | 'contentType'> & { readonly content: string };

/**
 * The exact bytes of a `registration`. `notifyUrl` null tells Alipay+ nothing, and it uses what Developer Center says.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/registration
 */
export function buildRegistration(
  registrationRequestId: string,
  draft: Draft,
  papers: readonly RegistrationPaper[],
  notifyUrl: string | null,
): Built {
  const paths = FIELDS.map(({ path }) => path).filter((path) => isInStore(draft) || !path.startsWith('storeInfo.'));
  const tree = treeOf(draft.values, paths);
  const merchant = recordIn(tree['merchantInfo']);
  const attachments = papers.map(({ type, name, contentType, content }) => ({
    attachmentType: type,
    attachmentName: name,
    content,
    contentType,
  }));
  const detail = { ...recordIn(merchant['registrationDetail']), ...(attachments.length === 0 ? {} : { attachments }) };
  return build(registration, {
    registrationRequestId,
    productCodes: [...draft.products],
    merchantInfo: { ...merchant, registrationDetail: detail },
    ...(isInStore(draft) ? { storeInfo: recordIn(tree['storeInfo']) } : {}),
    ...(notifyUrl === null ? {} : { registrationNotifyUrl: notifyUrl }),
    ...(typeof tree['passThroughInfo'] === 'string' ? { passThroughInfo: tree['passThroughInfo'] } : {}),
  });
}

const recordIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};

const inquiry = z.object({ referenceMerchantId: textOut(64), referenceStoreId: textOut(64).optional() });

/**
 * The exact bytes of an `inquiryRegistrationStatus`. The place is asked about, not the request, because only the place has the
 * latest word of all wallets. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/inquiry_registration_status
 */
export const buildRegistrationInquiry = ({ referenceMerchantId, referenceStoreId }: Place): Built =>
  build(inquiry, { referenceMerchantId, ...(referenceStoreId === null ? {} : { referenceStoreId }) });

const statusIn = z.object({ registrationStatus: z.string().min(1).max(64) });

/** A reason may be one text or several; a sibling sends a list. */
const reasonsIn = z
  .union([textIn, z.array(z.string()).transform((reasons) => (reasons.length === 0 ? null : reasons.join('; ')))])
  .transform((reason) => reason?.slice(0, 1_000) ?? null)
  .catch(null);

const lineIn = z
  .object({
    pspName: z.string().min(1).max(128),
    productCodes: z.array(z.string().max(64)).max(20).nullish(),
    registrationResult: statusIn.extend({ rejectReasons: reasonsIn }),
  })
  .transform(({ pspName, productCodes, registrationResult }) => ({
    pspName,
    products: productCodes ?? [],
    status: registrationResult.registrationStatus,
    reason: registrationResult.rejectReasons,
  }));

const standingIn = {
  registrationResult: statusIn.nullish(),
  pspRegistrationResultList: z.array(lineIn).max(200).nullish(),
};

type WireStanding = {
  readonly registrationResult?: { readonly registrationStatus: string } | null | undefined;
  readonly pspRegistrationResultList?: Standing['wallets'] | null | undefined;
};

const standingOf = ({ registrationResult, pspRegistrationResultList }: WireStanding): Standing | null =>
  registrationResult === null || registrationResult === undefined
    ? null
    : { overall: registrationResult.registrationStatus, wallets: pspRegistrationResultList ?? [] };

const answered = z.object({ result: resultIn });

/** Reads Alipay+'s answer to a `registration`; null when it is illegible. */
export const readRegistrationAnswer = (body: Uint8Array): z.output<typeof answered> | null => read(answered, body);

const status = z
  .object({ result: resultIn, ...standingIn })
  .transform((wire): StatusMessage => ({ result: wire.result, standing: standingOf(wire) }));

/** Reads Alipay+'s answer to an `inquiryRegistrationStatus`; null when it is illegible. */
export const readRegistrationStatus = (body: Uint8Array): StatusMessage | null => read(status, body);

const notice = z.object({
  referenceMerchantId: z.string().min(1).max(64),
  referenceStoreId: textIn,
  registrationRequestId: textIn,
  ...standingIn,
});

/**
 * Reads a `notifyRegistrationStatus` whose signature verified; null when it is illegible, also when it tells no status.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/notify_registration_status
 */
export function readNotifyRegistration(body: Uint8Array): Omit<RegistrationNotice, 'requestTimeMs'> | null {
  const wire = read(notice, body);
  const standing = wire === null ? null : standingOf(wire);
  if (wire === null || standing === null) return null;
  const { referenceMerchantId, referenceStoreId, registrationRequestId } = wire;
  return { referenceMerchantId, referenceStoreId, registrationRequestId, standing };
}
