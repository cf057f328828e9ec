import * as z from 'zod';
import {
  FIELD_LENGTH_MAX,
  OPENING_FIELDS,
  OPENING_STEPS,
  type OpeningField,
  type OpeningPlace,
} from '../../core/opening/form.ts';
import { NO_TASK_DONE, OPENING_TASKS } from '../../core/opening/tasks.ts';
import { openKeptFile, type KeptFile } from '../kept/kept-file.ts';

const state = z.enum(['open', 'done', 'later']);

const kept = z.strictObject({
  version: z.literal(1),
  place: z.enum([...OPENING_STEPS, ...OPENING_TASKS] as [OpeningPlace, ...OpeningPlace[]]),
  /** Null until somebody has typed something, and again once it has become settings. */
  form: z.record(z.enum(OPENING_FIELDS as [OpeningField, ...OpeningField[]]), z.string().max(FIELD_LENGTH_MAX)).nullable(),
  /** The key pair that was made for this form; the private half is in the vault under this name. */
  ownKey: z.strictObject({ vaultName: z.string(), publicKey: z.string(), fingerprint: z.string(), bits: z.int() }).nullable(),
  tasks: z.strictObject({
    pin: state,
    scanner: state,
    printer: state,
    // A counter that was set up before this task existed is not called unfinished for it.
    customer: state.default('later'),
    practice: state,
  }),
  /** True once the form became settings, which is when the tasks begin. */
  isApplied: z.boolean(),
});

/** How far the guided set-up is. Nothing in it is secret. */
export type OpeningKept = Readonly<z.infer<typeof kept>>;

/** The guided set-up's place on the disk: durable with every change, so that a power cut loses no step. */
export type OpeningFile = KeptFile<OpeningKept>;

/** Nobody has begun. */
export const NOT_BEGUN: OpeningKept = {
  version: 1,
  place: 'language',
  form: null,
  ownKey: null,
  tasks: NO_TASK_DONE,
  isApplied: false,
};

/** Opens `file`; one that cannot be read is put aside, because it may hold somebody's typing, and the set-up begins anew. */
export const openOpeningFile = (file: string): Promise<OpeningFile> =>
  openKeptFile<OpeningKept>(file, (value) => kept.safeParse(value).data ?? null, NOT_BEGUN);
