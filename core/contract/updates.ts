import * as z from 'zod';
import { UPDATE_FAULTS } from '../update/machine.ts';

const version = z.string();
const fault = z.enum(UPDATE_FAULTS);

/** When the owner wants updates put in; times of day are the PC's, `HH:MM`. */
export const updateRulesSchema = z.strictObject({
  isAutomatic: z.boolean(),
  tradingFrom: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  tradingTo: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
});

/** Where a counter stands with its updates. */
export const updateViewSchema = z.strictObject({
  version,
  /**
   * How versions get onto this PC. `versions`: side by side; `installer`: by the system's own; `managed`: whoever installed the package
   * renews it; `unset`: this build has no maker's key and takes none.
   */
  place: z.enum(['versions', 'installer', 'managed', 'unset']),
  state: z.enum(['resting', 'looking', 'fetching', 'ready', 'installing']),
  /** What the last look found when there is nothing to do. */
  rest: z.enum(['never', 'same', 'not-yet', 'gone-back-from', ...UPDATE_FAULTS]).nullable(),
  /** The release in question, with its notes by language; plain text. */
  release: z.strictObject({ version, notes: z.record(z.string(), z.string()) }).nullable(),
  lookedAtMs: z.number().nullable(),
  /** What a version that is ready waits for; null: for the next moment. */
  hindrance: z.enum(['unsettled', 'charging', 'hours']).nullable(),
  rules: updateRulesSchema,
  canChangeRules: z.boolean(),
  previous: z.strictObject({ version, isReadable: z.boolean() }).nullable(),
  /** The version that never got ready to scan and was not started again. */
  notReady: version.nullable(),
  /** Why going back did not work. */
  fault: fault.nullable(),
});

/** What the health line says about updates. */
export const UPDATE_NEWS = ['ready', 'went-back'] as const;

export type UpdateView = z.infer<typeof updateViewSchema>;
export type UpdateRulesView = z.infer<typeof updateRulesSchema>;
