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

/** What the settings page chooses: the place, the family, the paper, and what the printer answers. */
export const printerChoiceSchema = z.strictObject({
  place: printerPlaceSchema,
  driver: z.enum(['epson', 'star', 'custom', 'tanca', 'brother', 'daruma']),
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  answers: z.enum(['auto', 'always', 'status-only', 'never']),
});

/** The printer in use; `choice` is null where it cannot be changed. */
export const printerStatusSchema = z.strictObject({ choice: printerChoiceSchema.nullable() });

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

export type PrinterChoice = z.infer<typeof printerChoiceSchema>;
export type FoundPrinterView = z.infer<typeof foundPrinterSchema>;
export type PrinterTest = z.infer<typeof printerTestSchema>;
