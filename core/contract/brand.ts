import * as z from 'zod';
import { MET_WITH, OUTPUTS } from '../brand/checklist.ts';
import { MARK_BYTES_MAX, MARK_FAULTS, WALLET_MARKS_MAX } from '../brand/mark-rules.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One official file of the owner's, by its digest; `/brand/<sha256>` is where the pages find it. */
export const markSchema = z.strictObject({
  sha256,
  name: z.string().max(64),
  width: z.int().min(1),
  height: z.int().min(1),
});

/** The owner's brand kit, and what it is used for. */
export const brandSchema = z.strictObject({
  mark: markSchema.nullable(),
  wallets: z.array(markSchema).max(WALLET_MARKS_MAX),
  /** The mark's file is not what it was when it was taken in: the text form stands instead. */
  isMarkLost: z.boolean(),
  outputs: z.array(z.strictObject({ output: z.enum(OUTPUTS), metWith: z.enum(MET_WITH) })),
});

/** A file for the kit: a PNG as base64, drawn once where the owner's file was a vector drawing. */
export const keepMarkSchema = z.strictObject({
  slot: z.enum(['mark', 'wallet']),
  name: z.string().min(1).max(64),
  base64: z.string().max(Math.ceil((MARK_BYTES_MAX * 4) / 3) + 4),
});

/** What became of it. */
export const KEPT_MARK = ['kept', ...MARK_FAULTS] as const;

export const byMarkSchema = z.strictObject({ sha256 });

export type Mark = z.infer<typeof markSchema>;
export type BrandView = z.infer<typeof brandSchema>;

/** What the pages are told of the kit. */
export type BrandKitView = Pick<BrandView, 'mark' | 'wallets'>;
