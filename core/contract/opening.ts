import * as z from 'zod';
import type { FaultPlace } from '../opening/fault-field.ts';
import { FIELD_LENGTH_MAX, OPENING_FIELDS, OPENING_STEPS, type OpeningField, type OpeningPlace } from '../opening/form.ts';
import { OPENING_TASKS } from '../opening/tasks.ts';

const FIELDS = OPENING_FIELDS as [OpeningField, ...OpeningField[]];

const placeSchema = z.enum([...OPENING_STEPS, ...OPENING_TASKS] as [OpeningPlace, ...OpeningPlace[]]);

const formSchema = z.record(z.enum(FIELDS), z.string().max(FIELD_LENGTH_MAX));

const taskSchema = z.enum(OPENING_TASKS);

const taskStateSchema = z.enum(['open', 'done', 'later']);

/** A key whose halves are apart: this one is shown to whoever asks. */
const publicKeySchema = z.strictObject({
  publicKey: z.string(),
  fingerprint: z.string(),
  bits: z.int(),
  /** The same as a QR code: rows of `1` and `0`, dark and light. */
  qr: z.array(z.string()),
});

/** What is filled in, and where somebody is. */
export const openingSaveSchema = z.strictObject({ place: placeSchema, form: formSchema });

/** What is wrong, at which field; `code` is one of docs/provisioning.md, never a text of a schema. */
const faultSchema = z.strictObject({
  field: z.enum([...FIELDS, 'ownKey'] as [FaultPlace, ...FaultPlace[]]).nullable(),
  code: z.string(),
});

/** The guided set-up as main knows it. */
export const openingSchema = z.strictObject({
  place: placeSchema,
  form: formSchema,
  /** True once there are settings; `isLive` once they charge real money, and then keys are changed on the settings page. */
  isSetUp: z.boolean(),
  isLive: z.boolean(),
  ownKey: publicKeySchema.nullable(),
  /** Alipay+'s key, when what was pasted is one. */
  theirKey: z.strictObject({ fingerprint: z.string(), bits: z.int() }).nullable(),
  faults: z.array(faultSchema),
  choices: z.strictObject({
    regions: z.array(z.strictObject({ region: z.string(), name: z.string(), currency: z.string(), timeZone: z.string() })),
    currencies: z.array(z.string()),
    timeZones: z.array(z.string()),
  }),
  tasks: z.array(z.strictObject({ task: taskSchema, state: taskStateSchema })),
  /** What an administrator's policy holds, by the paths of the settings: docs/fleet.md. */
  locked: z.array(z.string()),
});

/** Only what a person decides; `done` is found out. */
export const openingTaskSchema = z.strictObject({ task: taskSchema, state: z.enum(['open', 'later']) });

/** Between the shop's own counter and practice in its name. */
export const openingGoSchema = z.strictObject({ to: z.enum(['own', 'practice']) });

/** The set-up's part of every picture; null where nobody is to be asked. */
export const openingNoteSchema = z.strictObject({
  /** The page opens by itself: on a first start, and behind each step that starts the counter anew. */
  isFirst: z.boolean(),
  isSetUp: z.boolean(),
  left: z.array(taskSchema),
  /** A practice payment of the set-up is being made; `hasPractised` once it was paid and its slip came. */
  isPractising: z.boolean(),
  hasPractised: z.boolean(),
});

export type OpeningView = z.infer<typeof openingSchema>;
export type OpeningNote = z.infer<typeof openingNoteSchema>;
