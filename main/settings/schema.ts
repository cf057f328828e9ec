import * as z from 'zod';
import { certificates, currency, id, isLoopback, publicUrl } from './fields.ts';
import {
  backups,
  counter,
  customs,
  DEFAULT_CUSTOMS,
  DEFAULT_DISPUTES,
  DEFAULT_PEOPLE,
  DEFAULT_REGISTRATION,
  DEFAULT_UPDATES,
  disputes,
  gatewayFields,
  keyVersion,
  limits,
  merchant,
  notifyFields,
  people,
  printer,
  registration,
  routing,
  scanner,
  shop,
  store,
  terminal,
  updates,
} from './sections.ts';

/** The version of the settings file that this Paydesk writes; older ones are migrated, newer ones are left alone. */
export const SCHEMA_VERSION = 1;

/** Alipay+'s public key, SPKI DER, base64 on one line. */
export const oneLineKey = z
  .string()
  .max(4_096)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);

const gateway = z.strictObject({
  ...gatewayFields,
  /** Alipay+'s public key, SPKI DER, base64 on one line. */
  gatewayPublicKey: oneLineKey,
  /** Certificates of a private CA as PEM, or null for the public ones. */
  ca: certificates.nullable(),
  settlementCurrency: currency.nullable(),
});

const vaultName = id(80).regex(/^[a-z0-9][a-z0-9.-]+$/);

const keyRecord = z.strictObject({
  keyVersion,
  fingerprint: z.string().regex(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/),
  createdAt: z.iso.datetime(),
  vaultName,
  state: z.enum(['active', 'next', 'retired']),
});

const keyRing = z
  .array(keyRecord)
  .max(200)
  .refine((ring) => countOf(ring, 'active') <= 1 && countOf(ring, 'next') <= 1, {
    params: { code: 'ring-conflict' },
    error: 'at most one active and one next key',
  })
  .refine((ring) => new Set(ring.map((key) => key.keyVersion)).size === ring.length, {
    params: { code: 'ring-conflict' },
    error: 'each key version once',
  });

/** Absolute paths of files that something else renews, or the certificate here and its key in the vault. */
const notifyTls = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('files'),
    certificateFile: z.string().min(1).max(1_024),
    keyFile: z.string().min(1).max(1_024),
  }),
  z.strictObject({ kind: z.literal('keychain'), certificate: certificates, vaultName }),
]);

const notify = z
  .strictObject({ ...notifyFields, publicUrl: publicUrl.nullable(), tls: notifyTls.nullable() })
  .refine(({ host, tls }) => tls !== null || isLoopback(host), {
    path: ['tls'],
    params: { code: 'tls-required' },
    error: 'is required when the listener can be reached from outside this machine',
  });

/** The settings file, version 1. Secrets are never in it: `keyRing` only says under which name the vault keeps a key. */
export const settingsSchema = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSION),
    mode: z.enum(['practice', 'live']),
    counter,
    shop,
    merchant,
    store,
    terminal,
    printer,
    routing,
    scanner,
    limits,
    people: people.default(DEFAULT_PEOPLE),
    registration: registration.default(DEFAULT_REGISTRATION),
    customs: customs.default(DEFAULT_CUSTOMS),
    disputes: disputes.default(DEFAULT_DISPUTES),
    updates: updates.default(DEFAULT_UPDATES),
    gateway: gateway.nullable(),
    keyRing,
    /** Where the daily copies of the ledger go; null keeps them in the data folder, on the same disk. */
    backups: backups.nullable().default(null),
    /** The listener for notifications; null keeps it off. */
    notify: notify.nullable().default(null),
  })
  .refine((settings) => settings.mode === 'practice' || settings.gateway !== null, {
    path: ['gateway'],
    params: { code: 'missing' },
    error: 'is required in live mode',
  })
  .refine((settings) => settings.mode === 'practice' || countOf(settings.keyRing, 'active') === 1, {
    path: ['keyRing'],
    params: { code: 'missing' },
    error: 'needs an active key in live mode',
  });

/** Everything in it is read-only; a change is a new object given to `SettingsStore.write`. */
export type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

/** All settings of one counter. */
export type Settings = DeepReadonly<z.infer<typeof settingsSchema>>;

/** What is needed to talk to Alipay+. */
export type GatewaySettings = DeepReadonly<z.infer<typeof gateway>>;

/** Where messages from Alipay+ are heard. */
export type NotifySettings = DeepReadonly<z.infer<typeof notify>>;

const countOf = (ring: readonly { readonly state: string }[], state: string): number =>
  ring.filter((key) => key.state === state).length;
