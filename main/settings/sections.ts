import { RULE_RANGES } from '../../core/people/owner-rules.ts';
import * as z from 'zod';
import type { RoutingRule } from '../../core/paycode/routing.ts';
import { SUFFIXES } from '../../core/scan/framing.ts';
import { WIRE_KINDS } from '../../core/scan/meter.ts';
import { baseUrl, currency, id, line, timeZone, whole } from './fields.ts';
import { paper, receiptFields } from './paper.ts';

/** This counter. Its id begins every request id, so it must differ from that of every other counter of the acquirer's client. */
export const counter = z.strictObject({
  counterId: z
    .string()
    .regex(/^[A-Za-z0-9]{1,12}$/)
    .describe('1 to 12 letters and digits; begins every request id, so no two counters may share it'),
  name: line(64).describe('what people call this counter'),
  number: whole(0, 9_999).default(1).describe("the counter's number in receipt numbers"),
});

/** An address as Alipay+ takes it: https://docs.alipayplus.com/alipayplus/alipayplus/place_order/model */
export const address = z.strictObject({
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('ISO 3166-1 alpha-2'),
  state: line(8).exactOptional(),
  city: line(32).exactOptional(),
  address1: line(256).exactOptional(),
  address2: line(256).exactOptional(),
  zipCode: line(32).exactOptional(),
});

/** The shop as its receipts show it, and the money it takes. */
export const shop = z.strictObject({
  name: line(64),
  headerLines: z.array(line(96)).max(10).default([]).describe('printed under the name'),
  footerLines: z.array(line(96)).max(10).default([]),
  addressLines: z.array(line(96)).max(6).default([]),
  ...receiptFields,
  currency: currency.describe('ISO 4217 code of all amounts'),
  timeZone: timeZone.describe('IANA name, such as Asia/Singapore'),
});

const mcc = z
  .string()
  .regex(/^[0-9A-Za-z]{1,32}$/)
  .describe('ISO 18245 merchant category code, such as 5812');

/** `order.merchant` of a payment: https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/pay_user_presented_mode */
export const merchant = z.strictObject({
  referenceMerchantId: id(32),
  merchantMCC: mcc,
  merchantName: line(256),
  merchantDisplayName: line(64).exactOptional(),
  address: address.exactOptional(),
});

/** `order.merchant.store` of a payment, from the same page. */
export const store = z.strictObject({
  referenceStoreId: id(64),
  storeName: line(256),
  storeMCC: mcc,
  storeDisplayName: line(64).exactOptional(),
  address: address.exactOptional(),
});

/** What Alipay+ is told about the till itself. */
export const terminal = z.strictObject({ storeTerminalId: id(64), operatorId: id(64).exactOptional() });

/** Where receipts go. */
export const printer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tcp'), host: id(255), port: whole(1, 65_535).default(9_100), ...paper }),
  z.strictObject({
    kind: z.literal('usb'),
    vendorId: whole(0, 0xffff),
    productId: whole(0, 0xffff),
    serial: line(126).nullable().default(null).describe('only needed to tell two printers of one model apart'),
    ...paper,
  }),
  z.strictObject({ kind: z.literal('queue'), name: line(255).describe('a raw print queue of the operating system'), ...paper }),
  z.strictObject({ kind: z.literal('device'), path: line(1_024).describe('a device file or COM port'), ...paper }),
  z.strictObject({ kind: z.literal('practice'), ...paper }),
  z.strictObject({ kind: z.literal('none') }),
]);

const FAMILIES = [
  'alipayplus-19',
  'cgcp',
  'alipay',
  'order-code',
  'wechat',
  'unionpay',
  'emvco',
  'url',
  'unknown',
] as const satisfies readonly RoutingRule['family'][];

const CHARGEABLE: ReadonlySet<string> = new Set<RoutingRule['family']>(['alipayplus-19', 'cgcp', 'alipay']);

const routingRule = z
  .strictObject({
    family: z.enum(FAMILIES),
    routingNumber: z
      .string()
      .regex(/^\d{3}$/)
      .exactOptional()
      .describe('three digits; only for the family cgcp'),
    action: z.enum(['charge', 'refuse']),
    advice: line(200).exactOptional().describe("the owner's words for a refused code"),
  })
  .refine((rule) => rule.action === 'refuse' || CHARGEABLE.has(rule.family), {
    path: ['action'],
    params: { code: 'not-chargeable' },
    error: 'only alipayplus-19, cgcp and alipay codes can be charged',
  })
  .refine((rule) => rule.routingNumber === undefined || rule.family === 'cgcp', {
    path: ['routingNumber'],
    params: { code: 'no-routing-number' },
    error: 'only cgcp codes have a routing number',
  });

/** Which codes go to Alipay+ and which are refused with the owner's advice; the first rule that fits decides. */
export const routing = z.array(routingRule).max(200);

/** What the scanner adds around a code. */
export const scanner = z.strictObject({
  prefix: z
    .string()
    .max(8)
    .regex(/^[\u0020-\u007e]*$/)
    .default(''),
  suffix: z.enum(SUFFIXES).default('enter').describe('what the scanner sends behind a code'),
  hasAim: z.boolean().default(false).describe('true when it sends AIM identifiers, such as ]C1, before a code'),
  wire: z
    .enum(WIRE_KINDS)
    .default('wedge')
    .describe('wedge: it types as a keyboard; hid: HID POS mode; serial: a serial port; usb: HID POS or CDC without a driver'),
  port: z
    .string()
    .min(1)
    .max(255)
    .nullable()
    .default(null)
    .describe('serial port, such as COM3 or /dev/ttyACM0; null takes the only USB one'),
  baudRate: z
    .union([z.literal(9_600), z.literal(19_200), z.literal(38_400), z.literal(57_600), z.literal(115_200)])
    .default(9_600)
    .describe('speed of a real serial line; USB scanners ignore it'),
});

/** How long a payment may take and how often it is asked about. */
export const limits = z
  .strictObject({
    paymentWindowMs: whole(10_000, 600_000).default(60_000).describe('after this an unpaid payment is cancelled'),
    pollEveryMs: whole(1_000, 30_000).default(3_000),
  })
  .refine((value) => value.pollEveryMs < value.paymentWindowMs, {
    path: ['pollEveryMs'],
    params: { code: 'limits-conflict' },
    error: 'must be shorter than paymentWindowMs',
  });

/** Who may give money back alone, and when the counter locks; the table of who may do what is core/people/roles.ts. */
export const people = z.strictObject({
  refundWithoutApprovalMinor: whole(...RULE_RANGES.refundWithoutApprovalMinor)
    .default(5_000)
    .describe('the most that a cashier gives back of one payment alone, minor units; 0 = never alone'),
  refundWithinHours: whole(...RULE_RANGES.refundWithinHours)
    .default(24)
    .describe('how old a payment may be that is given back alone'),
  refundsPerShift: whole(...RULE_RANGES.refundsPerShift)
    .default(10)
    .describe('how many a shift may see without a second person'),
  idleLockMinutes: whole(...RULE_RANGES.idleLockMinutes)
    .default(5)
    .describe('the counter locks after so long without a key or a scan; 0 = never'),
  approvalSeconds: whole(...RULE_RANGES.approvalSeconds)
    .default(120)
    .describe('how long a wish waits for its second person'),
  blindCount: z.boolean().default(false).describe('cashiers count before they see what the shift took'),
});

/** The rules of a shop that has set none. */
export const DEFAULT_PEOPLE = people.parse({});

/**
 * Bounds of registrations that Alipay+'s public pages leave open, or give as an example.
 * https://docs.alipayplus.com/alipayplus/alipayplus/registration_acq/overview
 */
export const registration = z.strictObject({
  updateGapMinutes: whole(0, 1_440)
    .default(30)
    .describe('an update of the same store is taken only so long after the one before'),
  askEveryMinutes: whole(1, 10_080).default(1_440).describe('how often Alipay+ is asked while a wallet has not decided'),
  decisionDays: whole(1, 365).default(7).describe('how long wallets normally take; only said to people'),
  papersMax: whole(0, 50).default(10).describe('papers that go with a registration'),
  paperKilobytesMax: whole(1, 16_384).default(2_048).describe('size of one paper'),
  fieldLengths: z
    .array(z.strictObject({ path: z.string().regex(/^[A-Za-z0-9.]{1,128}$/), max: whole(1, 4_096) }))
    .max(100)
    .default([])
    .describe('lengths by path, such as merchantInfo.merchantDisplayName, where they differ from those assumed'),
});

/**
 * Bounds of disputes: documented ones that Alipay+ may change, and those that its public pages leave open.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/initiate_retrieval
 */
export const disputes = z.strictObject({
  retrievalsMax: whole(1, 100).default(5).describe('documented: how often documents may be asked for one payment'),
  escalationsMax: whole(1, 100).default(2).describe('documented: how often money may be asked back for one payment'),
  windowDays: whole(1, 3_650).default(360).describe('documented: days after the payment'),
  secondEscalationDays: whole(1, 3_650)
    .default(25)
    .describe('documented: days from the end of the first escalation to the second'),
  retrievalAnswerDays: whole(1, 365).default(20).describe('documented: days to answer with documents'),
  escalationAnswerDays: whole(1, 365).default(20).describe('assumed: days to answer a claim of money'),
  warnDays: whole(0, 365).default(5).describe('days before a deadline from which on the counter warns'),
  attachmentsMax: whole(3, 50)
    .default(8)
    .describe('assumed: documents with one answer; receipt, timeline and ledger rows are three of them'),
  attachmentKilobytesMax: whole(16, 16_384).default(2_048).describe('assumed: size of one document'),
});

/** The same of a shop that has set none. */
export const DEFAULT_DISPUTES = disputes.parse({});

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** When this counter takes up a new version of Paydesk. */
export const updates = z.strictObject({
  isAutomatic: z
    .boolean()
    .default(true)
    .describe('put in by itself while the shop is closed; otherwise only when the owner says so'),
  tradingFrom: timeOfDay.default('06:00').describe('from this time of day on the PC nothing is put in by itself'),
  tradingTo: timeOfDay.default('23:00').describe('until this time; the same time twice means that the shop never closes'),
});

/** The same of a shop that has set none. */
export const DEFAULT_UPDATES = updates.parse({});

/** What Alipay+'s public pages leave open about customs. https://docs.alipayplus.com/alipayplus/alipayplus/customs_declaration_acq/overview */
export const customs = z.strictObject({
  askEveryMinutes: whole(1, 10_080).default(60).describe('how often Alipay+ is asked while customs has not answered'),
  failedStatuses: z
    .array(id(64))
    .max(20)
    .default(['FAILED'])
    .describe('statuses that mean customs refused; what they declared can be declared again'),
});

/** The same of a shop that has set none. */
export const DEFAULT_CUSTOMS = customs.parse({});

/** The bounds of a shop that has set none. */
export const DEFAULT_REGISTRATION = registration.parse({});

/** Where the daily copies of the ledger go. */
export const backups = z.strictObject({ folder: z.string().min(1).max(1_024) });

/** The part of the gateway's settings that a provisioning file and the settings file share. */
export const gatewayFields = {
  baseUrl: baseUrl.describe('gateway endpoint from the Developer Center, without a path'),
  pathPrefix: z
    .string()
    .max(128)
    .regex(/^(?:\/[A-Za-z0-9._~-]+)*$/)
    .default('/aps/api/v1')
    .describe('what stands before /payments/pay'),
  clientId: id(64)
    .regex(/^[\u0021-\u007e]+$/)
    .describe('Client ID from the Developer Center'),
  requestTimeoutMs: whole(1_000, 60_000).default(8_000),
  connectTimeoutMs: whole(500, 30_000).default(3_000),
};

/**
 * The part of the listener's settings that a provisioning file and the settings file share. Alipay+ calls
 * `pathPrefix/notifyPayment`: https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment
 */
export const notifyFields = {
  host: id(255).default('127.0.0.1').describe('address to listen on; anything but this machine needs tls'),
  port: whole(1, 65_535).describe('port to listen on'),
  pathPrefix: z
    .string()
    .max(128)
    .regex(/^(?:\/[A-Za-z0-9._~-]+)*$/)
    .default('/alipayplus')
    .describe('what stands before /notifyPayment in the path that arrives here'),
};

/** A key version as the Signature header carries it; older pages show 0, newer ones 1. */
export const keyVersion = whole(0, 999_999);
