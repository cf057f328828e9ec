import * as z from 'zod';
import type { Channel } from './channel-names.ts';
import { brandSchema, byMarkSchema, keepMarkSchema, KEPT_MARK } from './brand.ts';
import { customerChoiceSchema, customerViewSchema, PICTURE_OUTCOMES } from './customer.ts';
import { displaySchema } from './display.ts';
import { chosenFileSchema, FILE_KINDS } from './files.ts';
import { healthPageSchema } from './health.ts';
import { KEY_CHANNELS } from './keys.ts';
import { moneySchema } from './money.ts';
import { customsSchema, declaredSchema, declareSchema } from './customs.ts';
import { answerDisputeSchema, CLAIMED, disputesSchema, enterDisputeSchema, GIVEN } from './disputes.ts';
import { beginLessonSchema, lessonsPageSchema } from './lessons.ts';
import { notifySchema } from './notify.ts';
import { openingGoSchema, openingSaveSchema, openingSchema, openingTaskSchema } from './opening.ts';
import {
  askRegistrationSchema,
  attachSchema,
  byDraftSchema,
  detachSchema,
  registrationSchema,
  saveDraftSchema,
  submittedSchema,
} from './registration.ts';
import {
  foundPrinterSchema,
  lettersComparedSchema,
  printerChoiceSchema,
  printerStatusSchema,
  printerTestSchema,
} from './printer.ts';
import { scannerSetupSchema, scannerViewSchema } from './scanner.ts';
import {
  columnMapSchema,
  inquiredSchema,
  previewSchema,
  reportKindSchema,
  reportSetupSchema,
  reportSpanSchema,
  spanViewSchema,
  takenSchema,
} from './reports.ts';
import { BOOK_CHANNELS } from './books.ts';
import { beyondSchema, peopleSchema, rulesSchema } from './people.ts';
import { shiftPageSchema } from './shift.ts';
import { updateRulesSchema, updateViewSchema } from './updates.ts';
import { ROLES, type Role } from '../people/roles.ts';
import { paymentDetailSchema, paymentViewSchema, snapshotSchema } from './views.ts';

const paymentRequestId = z.string().min(1).max(64);
const nothing = z.strictObject({});
const byPayment = z.strictObject({ paymentRequestId });
const personId = z.string().min(1).max(64);
const byPerson = z.strictObject({ personId });
const who = { name: z.string().max(80), role: z.enum(ROLES as [Role, ...Role[]]) };

/** Where a page of a search ends. */
const searchCursorSchema = z.strictObject({ atMs: z.int(), sequence: z.int() });

/** A key of the on-screen numpad; the real keys never pass through the page. */
export const padKeySchema = z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '00', 'back', 'clear', 'enter']);

/**
 * Every call a page can make: request and reply, both checked in main. There is no call that returns a secret, a payment
 * code or a key, and none that says how a payment ended.
 */
export const CHANNELS = {
  'app.snapshot': { req: nothing, res: snapshotSchema },
  /** Who takes typed keys: the checkout (`counter`) or a text field or dialog of the page (`page`). */
  'app.keys': { req: z.strictObject({ owner: z.enum(['counter', 'page']) }), res: nothing },
  'app.open-wallet': { req: nothing, res: nothing },
  /** Main asks for a file and hands over what is in it, never where it lies; null when the person closed that window. */
  'files.choose': {
    req: z.strictObject({ what: z.enum(FILE_KINDS) }),
    res: z.strictObject({ file: chosenFileSchema.nullable() }),
  },
  'health.page': { req: nothing, res: healthPageSchema },
  /** Writes the incident file and says where; null when the disk refused it. */
  'health.incident': { req: nothing, res: z.strictObject({ file: z.string().nullable() }) },
  'updates.view': { req: nothing, res: updateViewSchema },
  'updates.look': { req: nothing, res: nothing },
  /** Asks for a folder, such as a USB stick, in the system's own dialog. */
  'updates.from-folder': { req: nothing, res: nothing },
  /** Puts in what is ready now; refused with `not-now` while a payment is not settled. */
  'updates.install': { req: nothing, res: nothing },
  'updates.go-back': { req: nothing, res: nothing },
  'updates.try-again': { req: nothing, res: nothing },
  'updates.save': { req: updateRulesSchema, res: nothing },
  /** Language and look of the screens; they change with the next snapshot, which follows at once. */
  'display.save': { req: displaySchema, res: nothing },
  'brand.view': { req: nothing, res: brandSchema },
  'brand.keep': { req: keepMarkSchema, res: z.strictObject({ outcome: z.enum(KEPT_MARK) }) },
  'brand.drop': { req: byMarkSchema, res: nothing },
  ...KEY_CHANNELS,
  'customer.view': { req: nothing, res: customerViewSchema },
  /** Takes effect at once: the customer's window comes, moves or goes. */
  'customer.save': { req: customerChoiceSchema, res: nothing },
  /** Main asks for the file and checks it; the page never sees a path. */
  'customer.picture': { req: nothing, res: z.strictObject({ outcome: z.enum(PICTURE_OUTCOMES) }) },
  'customer.drop-picture': { req: nothing, res: nothing },
  'sale.key': { req: z.strictObject({ key: padKeySchema }), res: nothing },
  'sale.note': { req: z.strictObject({ note: z.string().max(200) }), res: nothing },
  /** Type the customer's code by hand: main takes the digits, the page only ever gets the mask. */
  'code.open': { req: nothing, res: nothing },
  'code.close': { req: nothing, res: nothing },
  'payment.cancel': { req: byPayment, res: nothing },
  'payment.keep-checking': { req: byPayment, res: nothing },
  /** Serve the next customer: an unsettled payment moves to the tray, a settled one to the list. */
  'payment.next': { req: nothing, res: nothing },
  /** Brings a payment of the tray or the list back onto the stage. */
  'payment.show': { req: byPayment, res: nothing },
  'payment.detail': { req: byPayment, res: paymentDetailSchema },
  'refund.start': {
    req: z.strictObject({ paymentRequestId, amount: moneySchema, reason: z.string().max(256).nullable() }),
    res: z.strictObject({ refundRequestId: z.string() }),
  },
  /** Whether a second person would have to agree, and why. */
  'refund.needs': {
    req: z.strictObject({ paymentRequestId, amount: moneySchema }),
    res: z.strictObject({ reasons: beyondSchema, isSecondPersonNeeded: z.boolean(), isReasonNeeded: z.boolean() }),
  },
  'receipt.print': { req: byPayment, res: nothing },
  /** The strip as the printer would get it: a PNG in base64, its size in dots, and the same as text for those who hear it. */
  'receipt.preview': {
    req: byPayment,
    res: z.strictObject({ png: z.string(), width: z.int(), height: z.int(), text: z.string(), isCopy: z.boolean() }),
  },
  /** Writes the receipt as a PDF and says where. */
  'receipt.pdf': { req: byPayment, res: z.strictObject({ file: z.string() }) },
  'history.search': {
    /** `zone`: whose days and times of day are meant. */
    req: z.strictObject({ text: z.string().max(200), zone: z.enum(['shop', 'utc8']), before: searchCursorSchema.nullable() }),
    /** `next` null = there are no more; otherwise more may follow, even behind an empty page. */
    res: z.strictObject({ rows: z.array(paymentViewSchema), next: searchCursorSchema.nullable() }),
  },
  'setup.status': {
    req: nothing,
    res: z.strictObject({
      baseUrl: z.string().nullable(),
      clientId: z.string().nullable(),
      keyVersion: z.int().nullable(),
      publicKey: z.string().nullable(),
      publicKeyFingerprint: z.string().nullable(),
      gatewayKeyFingerprint: z.string().nullable(),
      nextKey: z.strictObject({ keyVersion: z.int(), publicKey: z.string(), fingerprint: z.string() }).nullable(),
      notify: notifySchema,
      /** What an administrator's policy holds, by path of the settings such as `printer`, and whether something is wrong with it. */
      policy: z.strictObject({ locked: z.array(z.string()), isFaulty: z.boolean() }),
    }),
  },
  /** Makes a key pair; the private key goes to the OS keychain, only the public key comes back through `setup.status`. */
  'setup.make-key': { req: z.strictObject({ bits: z.union([z.literal(2048), z.literal(3072), z.literal(4096)]) }), res: nothing },
  /** Secrets go in and never come out. `content` is text, or base64 of a PKCS#12 file. */
  'setup.import-key': {
    req: z.strictObject({
      format: z.enum(['text', 'pkcs12']),
      content: z.string().max(65_536),
      passphrase: z.string().max(256).nullable(),
    }),
    res: nothing,
  },
  'setup.activate-key': { req: z.strictObject({ keyVersion: z.int() }), res: nothing },
  'setup.save-gateway-key': { req: z.strictObject({ publicKey: z.string().max(16_384) }), res: nothing },
  'opening.view': { req: nothing, res: openingSchema },
  /** Keeps what is filled in and where somebody is, durably, and says what is wrong with it so far. */
  'opening.save': { req: openingSaveSchema, res: openingSchema },
  /** Makes a key pair for a counter without one; the private half goes straight to the OS keychain. */
  'opening.make-key': { req: nothing, res: openingSchema },
  /** Main asks where the public key goes; false when the person closed that window. */
  'opening.save-key': { req: nothing, res: z.strictObject({ isSaved: z.boolean() }) },
  /** Turns the form into settings. Without faults the counter starts anew and the page is loaded again. */
  'opening.apply': { req: nothing, res: openingSchema },
  'opening.task': { req: openingTaskSchema, res: openingSchema },
  /** To practice in the shop's own name and back; the page is loaded again when the counter starts anew for it. */
  'opening.go': { req: openingGoSchema, res: z.strictObject({ isStartedAnew: z.boolean() }) },
  'lessons.view': { req: nothing, res: lessonsPageSchema },
  /** Practice mode alone: the practice gateway is asked for its part, and the next payment is the lesson's. Refused with `not-now` elsewhere. */
  'lessons.begin': { req: beginLessonSchema, res: nothing },
  /** No payment changes by it. */
  'lessons.leave': { req: nothing, res: nothing },
  /** The practice printer gets paper again, where a lesson asks for it. */
  'lessons.new-roll': { req: nothing, res: nothing },
  'scanner.view': { req: nothing, res: scannerViewSchema },
  /** Takes effect at once, without a restart. */
  'scanner.save': { req: scannerSetupSchema, res: nothing },
  /** While on, every key is the guided set-up's and no page's. */
  'scanner.learn': { req: z.strictObject({ isOn: z.boolean() }), res: nothing },
  'scanner.keep-learnt': { req: nothing, res: nothing },
  /** Opens the printed set-up sheet in the system's viewer, to be printed from there. */
  'scanner.sheet': { req: nothing, res: nothing },
  'printer.status': { req: nothing, res: printerStatusSchema },
  /** What this machine can print on. Nothing is looked for in the network. */
  'printer.discover': { req: nothing, res: z.strictObject({ found: z.array(foundPrinterSchema) }) },
  /** Takes effect at once; papers that wait go to the new printer. */
  'printer.choose': { req: printerChoiceSchema, res: nothing },
  /** Prints a page and names the fault if there is one. */
  'printer.test': { req: nothing, res: printerTestSchema },
  /** After a test page that came out: from now on, or no longer, the printer's own letters are used. */
  'printer.compared': { req: lettersComparedSchema, res: nothing },
  'reports.view': { req: reportSpanSchema, res: spanViewSchema },
  /** Holds the kept reports of these days against the ledger once more. */
  'reports.run': { req: reportSpanSchema, res: nothing },
  'reports.fetch': { req: nothing, res: takenSchema },
  /** Main asks for files or a folder; null when the person closed that window. */
  'reports.import': { req: z.strictObject({ what: z.enum(['files', 'folder']) }), res: takenSchema.nullable() },
  /** A file that was dropped on the page, as base64. */
  'reports.drop': {
    req: z.strictObject({ name: z.string().min(1).max(255), base64: z.string().max(64 << 20) }),
    res: takenSchema,
  },
  'reports.explain': {
    req: z.strictObject({
      key: z.string().min(1).max(512),
      reason: z.string().min(1).max(500),
      person: z.string().min(1).max(64),
    }),
    res: nothing,
  },
  /** What the bank paid for a settlement, as a person enters it. */
  'reports.pay': {
    req: z.strictObject({
      set: z.string().max(200),
      settlementBatchId: z.string().max(64),
      amountMinor: z.int(),
      paidOn: reportSpanSchema.shape.from,
      person: z.string().min(1).max(64),
    }),
    res: nothing,
  },
  /** Asks Alipay+ about one payment; nothing is written, for only the counter's own questions settle a payment. */
  'reports.inquire': { req: byPayment, res: inquiredSchema },
  /** Main asks where the file goes; false when the person closed that window. */
  'reports.save': {
    req: z.strictObject({ span: reportSpanSchema, what: z.enum(['differences', 'support', 'figures']) }),
    res: z.strictObject({ saved: z.boolean() }),
  },
  /** The page as it is shown, by the system's own window for printing. */
  'reports.print': { req: nothing, res: nothing },
  'reports.setup': {
    req: nothing,
    res: z.strictObject({ setup: reportSetupSchema, secret: z.enum(['present', 'absent', 'unknown']), isPractice: z.boolean() }),
  },
  /** The password or private key goes into the keychain and never comes out; null keeps the one that is there. */
  'reports.save-setup': {
    req: z.strictObject({ setup: reportSetupSchema, secret: z.string().max(19_200).nullable() }),
    res: nothing,
  },
  'reports.preview': { req: z.strictObject({ kind: reportKindSchema, map: columnMapSchema }), res: previewSchema.nullable() },
  /** Practice mode alone: the practice gateway makes today's reports, with or without faults in them, and they are fetched. */
  'reports.practice': { req: z.strictObject({ withFaults: z.boolean() }), res: takenSchema },
  'disputes.list': { req: nothing, res: disputesSchema },
  'disputes.enter': { req: enterDisputeSchema, res: z.strictObject({ claimed: z.enum(CLAIMED) }) },
  'disputes.answer': { req: answerDisputeSchema, res: z.strictObject({ given: z.enum(GIVEN) }) },
  'registration.view': { req: nothing, res: registrationSchema },
  /** Begins a form with what the settings know of this shop. */
  'registration.begin': { req: nothing, res: byDraftSchema },
  'registration.save': { req: saveDraftSchema, res: nothing },
  'registration.drop': { req: byDraftSchema, res: nothing },
  /** A paper of the merchant's as base64; it goes in and never comes out. */
  'registration.attach': { req: attachSchema, res: nothing },
  'registration.detach': { req: detachSchema, res: nothing },
  'registration.submit': { req: byDraftSchema, res: submittedSchema },
  /** Asks Alipay+ about one merchant and store now; false when it gave no answer that counts. */
  'registration.ask': { req: askRegistrationSchema, res: z.strictObject({ isAnswered: z.boolean() }) },
  'customs.of': { req: byPayment, res: customsSchema },
  'customs.declare': { req: declareSchema, res: declaredSchema },
  /** Sends again what has no answer, and asks how far customs is with all that it has not finished. */
  'customs.ask': { req: nothing, res: nothing },
  /** Keys of the on-screen pad for the open question; real keys never pass through the page. */
  'staff.key': { req: z.strictObject({ key: padKeySchema }), res: nothing },
  'staff.back': { req: nothing, res: nothing },
  'staff.by-phone': { req: nothing, res: nothing },
  /** Locks the counter, which is also how the next person takes over the keyboard. */
  'staff.lock': { req: nothing, res: nothing },
  'people.list': { req: nothing, res: peopleSchema },
  'people.add': { req: z.strictObject(who), res: nothing },
  'people.change': { req: z.strictObject({ personId, ...who }), res: nothing },
  'people.remove': { req: byPerson, res: nothing },
  /** Puts other rules in force; refused with `not-now` where the settings cannot be changed. */
  'people.rules': { req: rulesSchema, res: nothing },
  'people.renew': { req: z.strictObject({ personId, kind: z.enum(['pin', 'badge']) }), res: nothing },
  'people.drop': { req: z.strictObject({ personId, kind: z.enum(['badge', 'phone']) }), res: nothing },
  /** Makes a phone's key and saves the phone's page where the owner says; the page itself never sees the key. */
  'people.phone': { req: byPerson, res: z.strictObject({ isSaved: z.boolean() }) },
  ...BOOK_CHANNELS,
  'shift.page': { req: nothing, res: shiftPageSchema },
  'shift.open': { req: z.strictObject({ float: moneySchema }), res: nothing },
  'shift.take-over': { req: z.strictObject({ reason: z.string().max(200) }), res: nothing },
  'shift.close': { req: z.strictObject({ counted: moneySchema.nullable() }), res: nothing },
  /** Prints the X report of the shift that is running, or a Z report again: of the shift with this number, or null for the last. */
  'shift.print': { req: z.strictObject({ report: z.enum(['x', 'z']), number: z.int().nullable() }), res: nothing },
} as const satisfies Readonly<Record<Channel, { readonly req: z.ZodType; readonly res: z.ZodType }>>;

/** What a call takes. */
export type Req<C extends Channel> = z.infer<(typeof CHANNELS)[C]['req']>;

/** What a call gives back when it is not refused. */
export type Res<C extends Channel> = z.infer<(typeof CHANNELS)[C]['res']>;
