import * as z from 'zod';
import { STAGES } from '../health/stages.ts';

/** What the PC itself says; null where it was not asked yet or would not say. */
export const pcSchema = z.strictObject({ isOnline: z.boolean().nullable(), diskFreeMb: z.int().nullable() });

/** The stage that has lately been slow. */
export const slowSchema = z.strictObject({ stage: z.enum(STAGES), ms: z.number() });

const ms = z.number().nullable();

/** The page of health: how long each stage takes on this PC since Paydesk was started. */
export const healthPageSchema = z.strictObject({
  stages: z.array(
    z.strictObject({ stage: z.enum(STAGES), count: z.int(), lastMs: ms, p50Ms: ms, p99Ms: ms, limitMs: z.number() }),
  ),
});
