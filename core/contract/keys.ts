import * as z from 'zod';
import { FIXED_KEYS, FREE_KEYS, KEY_COMMANDS, keyConflicts, keysFor, type KeyCommand } from '../keys/key-map.ts';

const keyOf = (command: KeyCommand) => z.enum([...keysFor(command)]);

/** One key for each command, of those that it may have; two commands on one key are refused. */
export const keyMapSchema = z
  .strictObject(
    Object.fromEntries(KEY_COMMANDS.map((command) => [command, keyOf(command)])) as Record<KeyCommand, ReturnType<typeof keyOf>>,
  )
  .refine((map) => keyConflicts(map).length === 0, { error: 'a key has two commands' });

/** The keys in force. */
export const keysSchema = z.strictObject({
  map: keyMapSchema,
  /** What this PC had kept could not be read, so the standard keys are in force until somebody chooses again. */
  isFallback: z.boolean(),
});

const NAMED_KEYS = [...FREE_KEYS, ...Object.values(FIXED_KEYS)];

/** The strip to print: what stands on it, in the language of the screen. */
export const keyStripSchema = z.strictObject({
  title: z.string().min(1).max(120),
  language: z.string().regex(/^[A-Za-z-]{2,10}$/),
  direction: z.enum(['ltr', 'rtl']),
  rows: z.array(z.strictObject({ key: z.enum(NAMED_KEYS), label: z.string().min(1).max(120) })).max(NAMED_KEYS.length),
});

const nothing = z.strictObject({});

/** The calls of the page of keys. */
export const KEY_CHANNELS = {
  'keys.view': { req: nothing, res: keysSchema },
  /** Takes effect at once; two commands on one key are refused. */
  'keys.save': { req: keyMapSchema, res: nothing },
  /** Writes the strip as a PDF and says where. */
  'keys.strip': { req: keyStripSchema, res: z.strictObject({ file: z.string() }) },
} as const;
