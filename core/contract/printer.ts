import * as z from 'zod';

const printable = (charactersMax: number) =>
  z
    .string()
    .min(1)
    .max(charactersMax)
    .regex(/^\P{Cc}+$/u);

/** Where a printer is: an address, a USB device, a queue of the operating system, a device file; `none` prints nothing. */
export const printerPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tcp'), host: printable(255).regex(/^\S+$/), port: z.int().min(1).max(65_535) }),
  z.strictObject({
    kind: z.literal('usb'),
    vendorId: z.int().min(0).max(0xffff),
    productId: z.int().min(0).max(0xffff),
    serial: printable(126).nullable(),
  }),
  z.strictObject({ kind: z.literal('queue'), name: printable(255) }),
  z.strictObject({ kind: z.literal('device'), path: printable(1_024) }),
  z.strictObject({ kind: z.literal('none') }),
]);

/** The character sets that main/printer can encode; the last five have two bytes a character. Compose would not compile without one. */
export const PRINTER_PAGES = [
  'pc437',
  'pc737',
  'pc852',
  'pc855',
  'pc857',
  'pc858',
  'pc860',
  'pc863',
  'pc865',
  'pc866',
  'wpc1250',
  'wpc1251',
  'wpc1252',
  'gb2312',
  'gb18030',
  'big5',
  'shift-jis',
  'ks-x-1001',
] as const;

/** What the settings page chooses: the place, the family, the paper, the character set to try, and what the printer answers. */
export const printerChoiceSchema = z.strictObject({
  place: printerPlaceSchema,
  driver: z.enum(['epson', 'star', 'custom', 'tanca', 'brother', 'daruma']),
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  codePage: z.enum(PRINTER_PAGES),
  answers: z.enum(['auto', 'always', 'status-only', 'never']),
});

/**
 * The printer in use; `choice` is null where it cannot be changed. `letters` is what the printer's own letters are used for:
 * `none` nothing, `plain` what every printer prints alike, `compared` all of the character set, because a person compared the test.
 */
export const printerStatusSchema = z.strictObject({
  choice: printerChoiceSchema.nullable(),
  letters: z.enum(['none', 'plain', 'compared']),
});

/** What a person saw on the printed test: each line in letters says and measures the same as the picture below it, or not. */
export const lettersComparedSchema = z.strictObject({ areSame: z.boolean() });

/** A printer that was found, with the reason why it cannot be used as it is. */
export const foundPrinterSchema = z.strictObject({
  place: printerPlaceSchema,
  name: z.string(),
  trouble: z.string().nullable(),
});

/** What became of a test page, in the words that receipts have too. */
export const printerTestSchema = z.strictObject({
  outcome: z.enum(['printed', 'sent', 'waiting', 'in-doubt']),
  reason: z.string().nullable(),
  isPaperLow: z.boolean(),
});

export type PrinterStatus = z.infer<typeof printerStatusSchema>;
export type PrinterChoice = z.infer<typeof printerChoiceSchema>;
export type FoundPrinterView = z.infer<typeof foundPrinterSchema>;
export type PrinterTest = z.infer<typeof printerTestSchema>;
