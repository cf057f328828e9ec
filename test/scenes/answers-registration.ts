import type { Res } from '../../core/contract/channels.ts';
import { draftFaults, isNeeded, type Draft } from '../../core/registration/draft.ts';
import { FIELDS } from '../../core/registration/fields.ts';
import { REGISTRATION_LIMITS } from '../../core/registration/limits.ts';
import { NOW_MS } from '../builders/snapshot.ts';

type View = Res<'registration.view'>;

const draft: Draft = {
  products: ['IN_STORE_PAYMENT', 'CASHIER_PAYMENT'],
  values: {
    'merchantInfo.referenceMerchantId': 'M-0001',
    'merchantInfo.merchantDisplayName': 'Bright Lane Bakery',
    'merchantInfo.merchantMCC': '58',
    'merchantInfo.registrationDetail.registrationType': 'ENTERPRISE_REGISTRATION_NO',
  },
  papers: [
    {
      type: 'REGISTRATION_CERTIFICATE',
      name: 'register.pdf',
      contentType: 'application/pdf',
      bytes: 48_200,
      sha256: 'a'.repeat(64),
    },
  ],
};

const draftView: View['drafts'][number] = {
  draftId: 'draft-1',
  changedAtMs: NOW_MS - 3_600_000,
  products: [...draft.products],
  values: { ...draft.values },
  papers: draft.papers.map(({ type, name, bytes, sha256 }) => ({ type, name, bytes, sha256 })),
  fields: FIELDS.map((rule) => ({
    path: rule.path,
    step: rule.step,
    lengthMax: rule.lengthMax,
    isNeeded: isNeeded(draft, rule),
    isAssumed: rule.sure !== 'D',
    options: typeof rule.shape === 'string' ? null : [...rule.shape],
  })),
  faults: draftFaults(draft, REGISTRATION_LIMITS).map((fault) => ({ ...fault })),
};

/** A store that one wallet has rejected, one that waits, and a form that is half filled in. */
export const aRegistration = (over: Partial<View> = {}): View => ({
  mayRegister: true,
  isListening: false,
  decisionDays: REGISTRATION_LIMITS.decisionDays,
  paperBytesMax: REGISTRATION_LIMITS.paperBytesMax,
  papersMax: REGISTRATION_LIMITS.papersMax,
  places: [
    {
      referenceMerchantId: 'M-0001',
      referenceStoreId: 'S-0002',
      isOwn: true,
      state: 'rejected',
      waitsUntilMs: NOW_MS + 1_200_000,
      toldAtMs: NOW_MS - 60_000,
      wallets: [
        { pspName: 'GCash', products: ['IN_STORE_PAYMENT'], status: 'APPROVED', reason: null },
        { pspName: 'AlipayHK', products: ['IN_STORE_PAYMENT'], status: 'REJECTED', reason: 'The certificate cannot be read.' },
        { pspName: 'Kakao Pay', products: ['IN_STORE_PAYMENT'], status: 'PENDING', reason: null },
      ],
      newest: {
        registrationRequestId: 'rr-20261122-01',
        submittedAtMs: NOW_MS - 600_000,
        products: ['IN_STORE_PAYMENT'],
        verdict: 'taken',
        resultCode: null,
        tries: 1,
      },
    },
    {
      referenceMerchantId: 'M-0002',
      referenceStoreId: null,
      isOwn: false,
      state: 'refused',
      waitsUntilMs: null,
      toldAtMs: null,
      wallets: [],
      newest: {
        registrationRequestId: 'rr-20261121-07',
        submittedAtMs: NOW_MS - 86_400_000,
        products: ['CASHIER_PAYMENT'],
        verdict: 'refused',
        resultCode: 'PARAM_ILLEGAL',
        tries: 2,
      },
    },
  ],
  drafts: [draftView],
  ...over,
});
