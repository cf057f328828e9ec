import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentFrom } from '../../../core/opening/document.ts';
import { fieldOfFault } from '../../../core/opening/fault-field.ts';
import { emptyForm, OPENING_FIELDS, stepOf, type OpeningForm } from '../../../core/opening/form.ts';
import { REGIONS, regionIn } from '../../../core/opening/regions.ts';
import { provision } from '../../../main/settings/provision.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import { readProvisioning } from '../../../main/settings/read-provisioning.ts';
import { provisioningSchema } from '../../../main/settings/provisioning-schema.ts';
import { FILE, GATEWAY_KEY, PRIVATE_KEY, world } from '../settings/provisioning-world.ts';

const EMPTY = emptyForm({ region: 'SG', currency: 'SGD', timeZone: 'Asia/Singapore', counterId: 'T7KQ2' });

/** A form as somebody with everything at hand fills it in. */
const FILLED: OpeningForm = {
  ...EMPTY,
  shopName: 'Harbour Tea',
  address: '1 Example Street\n\n Singapore 018900 ',
  counterName: 'Till 1',
  clientId: 'SANDBOX_1',
  merchantId: 'M-1',
  mcc: '5812',
  storeId: 'S-1',
  theirKey: GATEWAY_KEY,
};

const bytes = (document: object): Uint8Array => Buffer.from(JSON.stringify(document), 'utf8');

/** Anything that a person, a clipboard or a damaged file may put into a field, beside what fits it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 700 }),
  fc.constantFrom('', ' ', '__proto__', 'a\nb\nc\nd\ne\nf\ng', 'https://x', 'SG', 'SGD', '5812', 'Europe/Nowhere', '{"a":1}'),
);
const anyForm = fc
  .record(Object.fromEntries(OPENING_FIELDS.map((name) => [name, fc.oneof(fc.constant(FILLED[name]), anyText)])))
  .map((form): OpeningForm => ({ ...FILLED, ...form }));

describe('a filled form', () => {
  it('becomes a document that sets up a counter, whatever is left to the defaults', async () => {
    const { parts, state } = world(documentFrom(FILLED, null, PRIVATE_KEY));
    expect((await provision(FILE, parts)).exit).toBe(0);
    expect(state.settings).toMatchObject({
      mode: 'live',
      counter: { counterId: 'T7KQ2', name: 'Till 1', number: 1 },
      shop: { name: 'Harbour Tea', addressLines: ['1 Example Street', 'Singapore 018900'], currency: 'SGD' },
      merchant: { referenceMerchantId: 'M-1', merchantName: 'Harbour Tea', address: { region: 'SG' } },
      store: { referenceStoreId: 'S-1', storeMCC: '5812' },
      terminal: { storeTerminalId: 'T7KQ2' },
      gateway: { clientId: 'SANDBOX_1', settlementCurrency: null },
      keyRing: [{ keyVersion: 1, state: 'active' }],
    });
  });

  it('sets up a counter that practises without any credentials', async () => {
    const form: OpeningForm = { ...EMPTY, mode: 'practice', shopName: 'Harbour Tea', counterName: 'Till 1' };
    const { parts, state } = world(documentFrom(form, null, null));
    expect((await provision(FILE, parts)).exit).toBe(0);
    expect(state.settings).toMatchObject({ mode: 'practice', gateway: null, keyRing: [], shop: { name: 'Harbour Tea' } });
  });

  it('is either accepted or has a named field for everything that is wrong with it', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const { document, faults } = readProvisioning(bytes(documentFrom(form, null, PRIVATE_KEY)));
        expect(document === null).toBe(faults.length > 0);
        expect(faults.filter(({ path }) => fieldOfFault(path) === null)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what it does not ask about', () => {
    const before = {
      ...PRACTICE_SETTINGS,
      counter: { ...PRACTICE_SETTINGS.counter, number: 7 },
      shop: { ...PRACTICE_SETTINGS.shop, taxes: [{ label: 'GST', basisPoints: 900 }] },
      routing: [{ family: 'wechat' as const, action: 'refuse' as const }],
    };
    const { document } = readProvisioning(bytes(documentFrom(FILLED, before, PRIVATE_KEY)));
    expect(document).toMatchObject({
      counter: { number: 7, name: 'Till 1' },
      shop: { name: 'Harbour Tea', taxes: [{ label: 'GST', basisPoints: 900 }] },
      routing: [{ family: 'wechat', action: 'refuse' }],
      printer: { kind: 'practice' },
    });
  });
});

describe('a fault', () => {
  it.each([
    ['$.gateway.clientId', 'clientId'],
    ['$.shop.addressLines[2]', 'address'],
    ['$.merchant.address.region', 'region'],
    ['$.gateway.gatewayPublicKey', 'theirKey'],
    ['$.gateway.privateKey', 'ownKey'],
    ['$.gateway', null],
    ['$.shop.nameless', null],
    ['$', null],
  ] as const)('at %s stands at the field %s', (path, field) => {
    expect(fieldOfFault(path)).toBe(field);
  });

  it('has a step to go to, for every field', () => {
    expect(new Set(OPENING_FIELDS.map(stepOf))).toEqual(new Set(['shop', 'alipayplus', 'keys']));
  });
});

describe('a region', () => {
  it.each(REGIONS)('$region proposes a currency and a time zone that settings take', ({ region, currency, timeZone }) => {
    const { shop } = provisioningSchema.shape;
    expect(region).toMatch(/^[A-Z]{2}$/);
    expect(shop.safeParse({ name: 'x', currency, timeZone }).success).toBe(true);
  });

  it('is guessed from the PC, and is Singapore where nothing speaks for another', () => {
    expect(regionIn('Asia/Tokyo').currency).toBe('JPY');
    expect(regionIn('Etc/UTC').region).toBe('SG');
  });
});
