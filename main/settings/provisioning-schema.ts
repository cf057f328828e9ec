import * as z from 'zod';
import { certificates, currency, isLoopback, publicUrl } from './fields.ts';
import {
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

const file = z.string().min(1).max(1_024).describe('path of a file, relative to the folder of this document');
const passphrase = z.string().min(1).max(1_024);

/** Where the private key is: in the document, or in a file beside it. */
export const privateKeySource = z.union([
  z.string().min(1).max(65_536).describe('PEM (PKCS#8 or PKCS#1), or PKCS#8 DER as base64 on one line'),
  z.strictObject({ file: file.describe('PEM, base64, DER, .p12 or .pfx'), passphrase: passphrase.exactOptional() }),
  z.strictObject({ text: z.string().min(1).max(65_536).describe('PEM or base64, encrypted'), passphrase }),
]);

/** Where something that is not secret is: in the document, or in a file beside it. */
export const publicKeySource = z.union([
  z.string().min(1).max(65_536).describe('PEM (public key or certificate), or SPKI DER as base64 on one line'),
  z.strictObject({ file }),
]);

const certificateSource = z.union([certificates, z.strictObject({ file })]);

const gateway = z
  .strictObject({
    ...gatewayFields,
    keyVersion: keyVersion.default(1).describe('keyVersion of the Signature header'),
    privateKey: privateKeySource.describe("the acquirer's private key; stored in the OS keychain only"),
    gatewayPublicKey: publicKeySource.describe("Alipay+'s public key from the Developer Center"),
    ca: certificateSource.exactOptional().describe('certificates of a private certificate authority, PEM'),
    settlementCurrency: currency.exactOptional().describe('only when the contract has several settlement currencies'),
  })
  .refine((value) => value.connectTimeoutMs <= value.requestTimeoutMs, {
    path: ['connectTimeoutMs'],
    params: { code: 'limits-conflict' },
    error: 'must not be longer than requestTimeoutMs',
  });

/** Certificate and key of the listener: two files that stay where they are, or both taken in and the key kept in the vault. */
export const tlsSource = z.union([
  z.strictObject({
    certificateFile: file.describe('PEM; read again while Paydesk runs, so it may be renewed'),
    keyFile: file.describe('its private key, unencrypted PEM'),
  }),
  z.strictObject({
    certificate: certificateSource.describe('PEM'),
    privateKey: publicKeySource.describe('its private key, unencrypted PEM; stored in the OS keychain only'),
  }),
]);

const notify = z
  .strictObject({
    ...notifyFields,
    publicUrl: publicUrl
      .exactOptional()
      .describe(
        'what Alipay+ is told, without /notifyPayment; its path is what Alipay+ signs. Without it Alipay+ is told nothing',
      ),
    tls: tlsSource.exactOptional(),
  })
  .refine(({ host, tls }) => tls !== undefined || isLoopback(host), {
    path: ['tls'],
    params: { code: 'tls-required' },
    error: 'is required when host is not 127.0.0.1, ::1 or localhost',
  });

/** One document that sets up one counter. What it leaves out gets its default; nothing is kept from earlier settings. */
export const provisioningSchema = z
  .strictObject({
    $schema: z.string().max(256).exactOptional().describe('for editors; ignored'),
    paydeskProvisioning: z.literal(1).describe('version of this format'),
    mode: z.enum(['live', 'practice']).default('live'),
    counter,
    shop,
    merchant,
    store,
    terminal,
    gateway: gateway.exactOptional().describe('required in live mode'),
    printer: printer.default({ kind: 'none' }),
    routing: routing.default([]),
    scanner: scanner.default(scanner.parse({})),
    limits: limits.default({ paymentWindowMs: 60_000, pollEveryMs: 3_000 }),
    people: people
      .default(DEFAULT_PEOPLE)
      .describe('rules for refunds, approvals and locking; people themselves are set up at the counter'),
    registration: registration.default(DEFAULT_REGISTRATION).describe('registering merchant and store with Alipay+'),
    customs: customs.default(DEFAULT_CUSTOMS).describe('declaring payments at Chinese customs'),
    disputes: disputes.default(DEFAULT_DISPUTES).describe('limits and deadlines of disputes'),
    updates: updates.default(DEFAULT_UPDATES).describe('when a new version of Paydesk is put in'),
    notify: notify.exactOptional().describe('hears notifications of Alipay+; without it Paydesk only asks'),
  })
  .refine((document) => document.mode === 'practice' || document.gateway !== undefined, {
    path: ['gateway'],
    params: { code: 'missing' },
    error: 'is required in live mode',
    // Told together with all other faults and not only once those are gone.
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .refine((document) => document.notify === undefined || document.gateway !== undefined, {
    path: ['notify'],
    params: { code: 'not-allowed' },
    error: 'needs the section gateway, because notifications are verified with its keys',
  });

/** A provisioning document with its defaults filled in. */
export type Provisioning = z.infer<typeof provisioningSchema>;

/** The JSON Schema that is published as assets/provisioning.schema.json. */
export const provisioningJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Paydesk provisioning file',
  description: 'Sets up one Paydesk counter: paydesk --provision FILE. See docs/provisioning.md.',
  ...z.toJSONSchema(provisioningSchema, { io: 'input', target: 'draft-2020-12' }),
});
