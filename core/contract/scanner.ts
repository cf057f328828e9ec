import * as z from 'zod';
import { SUFFIXES } from '../scan/framing.ts';
import type { GarbledReason } from '../scan/judge.ts';
import type { LearnProblem } from '../scan/learner.ts';
import { WIRE_KINDS } from '../scan/meter.ts';

/** How the scanner is set up, as the settings page shows and changes it. */
export const scannerSetupSchema = z.strictObject({
  prefix: z
    .string()
    .max(8)
    .regex(/^[\u0020-\u007e]*$/),
  suffix: z.enum(SUFFIXES),
  hasAim: z.boolean(),
  wire: z.enum(WIRE_KINDS),
  port: z.string().min(1).max(255).nullable(),
  baudRate: z.union([z.literal(9_600), z.literal(19_200), z.literal(38_400), z.literal(57_600), z.literal(115_200)]),
});

/** Why a scanner cannot be used directly, so that it goes on as a keyboard; the words stand in renderer/words. */
export const SCANNER_FAULTS = [
  'access-denied',
  'no-driver',
  'driver-owns-it',
  'busy',
  'unreadable',
  'no-such-port',
  'many-ports',
  'library-missing',
  'failed',
] as const;

const GARBLED = ['missing-key', 'mixed', 'too-long', 'unfinished'] as const satisfies readonly GarbledReason[];

const PROBLEMS = [
  'not-the-sheet',
  'same-symbol',
  'keys-missing',
  'too-slow',
  'prefix-unusable',
  'suffix-unusable',
  'prefix-differs',
  'suffix-differs',
  'aim-differs',
] as const satisfies readonly LearnProblem[];

const wireSchema = z.enum(WIRE_KINDS);

/** One scan of the health meter; never the code itself. */
const readingSchema = z.strictObject({
  atMs: z.number(),
  wire: wireSchema,
  refused: z.enum(GARBLED).nullable(),
  mask: z.string(),
  length: z.int(),
  msPerKey: z.number().nullable(),
  takenBack: z.int(),
});

/** The scanner's card on the settings page. */
export const scannerViewSchema = z.strictObject({
  setup: scannerSetupSchema,
  /** `keyboard`: it types; `searching`: its own wire was chosen and no device is there; `refused`: the system says no. */
  state: z.enum(['keyboard', 'searching', 'open', 'refused']),
  fault: z.enum(SCANNER_FAULTS).nullable(),
  /** The device in question; ids as four hex digits. */
  device: z.strictObject({ name: z.string(), vendorId: z.string().nullable(), productId: z.string().nullable() }).nullable(),
  /** Serial ports to choose from. */
  ports: z.array(z.strictObject({ path: z.string(), name: z.string() })),
  platform: z.enum(['linux', 'windows', 'mac']),
  meter: z.strictObject({
    read: z.int(),
    dropped: z.int(),
    corrected: z.int(),
    msPerKey: z.number().nullable(),
    last: z.array(readingSchema),
  }),
  /** The guided set-up; null while it does not listen. */
  learning: z
    .strictObject({
      scans: z.int(),
      problem: z.enum(PROBLEMS).nullable(),
      learnt: scannerSetupSchema.pick({ prefix: true, suffix: true, hasAim: true }).extend({ msPerKey: z.number() }).nullable(),
    })
    .nullable(),
});

export type ScannerSetup = z.infer<typeof scannerSetupSchema>;
export type ScannerFault = (typeof SCANNER_FAULTS)[number];
export type ScannerView = z.infer<typeof scannerViewSchema>;
