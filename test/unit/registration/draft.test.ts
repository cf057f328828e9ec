import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftFaults, isInStore, isNeeded, type Draft } from '../../../core/registration/draft.ts';
import { FIELDS, PRODUCTS } from '../../../core/registration/fields.ts';
import { REGISTRATION_LIMITS } from '../../../core/registration/limits.ts';
import { knownValues, readDraft } from '../../../core/registration/read-draft.ts';
import { treeOf } from '../../../core/registration/tree.ts';
import { buildRegistration } from '../../../main/alipayplus/messages/registration.ts';
import { groupLabel, fieldLabel } from '../../../renderer/screens/wording/registration.ts';
import { en } from '../../../renderer/words/en.ts';
import { readRegistration } from '../../../simulator/registration/message.ts';

const DETAIL = 'merchantInfo.registrationDetail';

/** The least that an in-store shop has to say. */
const LEAST: Draft = {
  products: ['IN_STORE_PAYMENT'],
  values: {
    'merchantInfo.referenceMerchantId': 'M1',
    'merchantInfo.merchantDisplayName': 'Bright Lane',
    'merchantInfo.merchantMCC': '5462',
    'merchantInfo.merchantAddress.region': 'SG',
    [`${DETAIL}.legalName`]: 'Bright Lane Pte Ltd',
    [`${DETAIL}.registrationType`]: 'ENTERPRISE_REGISTRATION_NO',
    [`${DETAIL}.registrationNo`]: '201912345A',
    'storeInfo.referenceStoreId': 'S1',
    'storeInfo.storeName': 'Bright Lane',
    'storeInfo.storeMCC': '5462',
  },
  papers: [],
};

const faultsOf = (change: Partial<Draft>, limits = REGISTRATION_LIMITS): readonly string[] =>
  draftFaults({ ...LEAST, ...change }, limits).map(({ path, code }) => `${path} ${code}`);
const withValues = (values: Readonly<Record<string, string>>): readonly string[] =>
  faultsOf({ values: { ...LEAST.values, ...values } });

describe('the form', () => {
  it('is whole with what is always needed, and each of those is missed', () => {
    expect(faultsOf({})).toEqual([]);
    for (const path of Object.keys(LEAST.values)) expect(withValues({ [path]: ' ' })).toEqual([`${path} missing`]);
    expect(faultsOf({ products: [] })).toContain('products missing');
  });

  it('asks for a store only with sales at a counter, and refuses one without them', () => {
    const online = faultsOf({ products: ['CASHIER_PAYMENT'] });
    expect(online).toContain('storeInfo.storeName not-for-products');
    expect(online).toContain('merchantInfo.websites.0.url missing');
  });

  it('asks for what belongs to something that is filled in', () => {
    expect(withValues({ [`${DETAIL}.registrationAddress.city`]: 'Singapore' })).toEqual([
      `${DETAIL}.registrationAddress.region missing`,
    ]);
    expect(withValues({ [`${DETAIL}.contactInfo.1.contactNo`]: '+65 1' })).toEqual([
      `${DETAIL}.contactInfo.1.contactType missing`,
    ]);
  });

  it.each([
    ['merchantInfo.merchantMCC', '546', 'no-category'],
    ['merchantInfo.merchantAddress.region', 'sg', 'no-country'],
    ['merchantInfo.referenceMerchantId', 'M 1', 'not-plain'],
    ['merchantInfo.referenceMerchantId', 'M'.repeat(33), 'too-long'],
    [`${DETAIL}.registrationType`, 'PASSPORT', 'no-choice'],
    [`${DETAIL}.registrationEffectiveDate`, '2026-02-30', 'no-day'],
    ['merchantInfo.logo.logoUrl', 'ftp://example.com/logo', 'no-link'],
    ['storeInfo.storeName', 'a\nb', 'not-plain'],
  ])('refuses %s = %j', (path, value, code) => {
    expect(withValues({ [path]: value })).toContain(`${path} ${code}`);
  });

  it('takes the owner’s lengths in place of those assumed, and counts papers', () => {
    const limits = { ...REGISTRATION_LIMITS, papersMax: 1, fieldLengths: { 'storeInfo.storeName': 4 } };
    expect(faultsOf({}, limits)).toEqual(['storeInfo.storeName too-long']);
    const paper = { type: 'OTHER_MATERIAL', name: 'a.pdf', contentType: 'application/pdf', bytes: 9, sha256: 'a' } as const;
    expect(faultsOf({ papers: [paper, paper] }, limits)).toContain('papers too-many-papers');
    expect(faultsOf({ papers: [{ ...paper, bytes: REGISTRATION_LIMITS.paperBytesMax + 1 }] })).toEqual([
      'papers paper-too-large',
    ]);
  });

  it('that has no fault makes a request in which the practice gateway finds none', () => {
    const value = fc.constantFrom('', 'SG', '5462', 'WEB', 'EMAIL', 'https://example.com/a', '2020-01-31', 'plain words');
    const drafts = fc.record({
      products: fc.uniqueArray(fc.constantFrom(...PRODUCTS), { minLength: 1 }),
      more: fc.dictionary(fc.constantFrom(...FIELDS.map(({ path }) => path)), value, { maxKeys: 12 }),
    });
    let whole = 0;
    fc.assert(
      fc.property(drafts, ({ products, more }) => {
        const filled = { ...more, ...LEAST.values, 'merchantInfo.websites.0.url': 'https://example.com' };
        const values = { ...filled, 'merchantInfo.websites.0.websiteType': 'WEB' };
        const told = isInStore({ products }) ? values : withoutStore(values);
        const draft: Draft = { products, values: told, papers: [] };
        if (draftFaults(draft, REGISTRATION_LIMITS).length > 0) return;
        whole += 1;
        const built = buildRegistration('T1-G-1', draft, [], null);
        if (!built.ok) throw new Error(built.field);
        expect(readRegistration(JSON.parse(built.body.toString('utf8')) as object)).not.toHaveProperty('fault');
        expect(built.body.toString('utf8')).not.toContain('""');
      }),
      { numRuns: 2_000 },
    );
    expect(whole).toBeGreaterThan(100);
  });
});

const withoutStore = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter(([path]) => !path.startsWith('storeInfo.')));

describe('a request', () => {
  it('leaves out what is empty and closes lists up', () => {
    const values = { 'a.0.b': '', 'a.1.b': 'x', 'a.1.c': 'y', 'd.e': 'z', f: ' ' };
    expect(treeOf(values, Object.keys(values))).toEqual({ a: [{ b: 'x', c: 'y' }], d: { e: 'z' } });
  });
});

describe('a draft out of a file', () => {
  it('keeps what the form knows and nothing else', () => {
    const read = readDraft({ ...LEAST, products: ['IN_STORE_PAYMENT', 'CASINO'], values: { ...LEAST.values, evil: 'x' } });
    expect(read).toEqual(LEAST);
    expect(knownValues({ 'storeInfo.storeName': 7 })).toEqual({});
  });

  it.each([null, 7, [], {}, { products: [], values: {}, papers: [{}] }, { products: 'x', values: {}, papers: [] }])(
    'is none when it is %j',
    (value) => {
      expect(readDraft(value)).toBeNull();
    },
  );
});

describe('the words', () => {
  it('name every field and every heading of the form', () => {
    for (const rule of FIELDS) {
      expect(fieldLabel(en, rule.path)).not.toBe(rule.path);
      const group = rule.path.slice(0, Math.max(0, rule.path.lastIndexOf('.')));
      expect(groupLabel(en, group)).not.toContain('Info');
      expect(isNeeded(LEAST, rule)).toBe(rule.path in LEAST.values);
    }
  });
});
