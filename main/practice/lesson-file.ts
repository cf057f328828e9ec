import * as z from 'zod';
import { LESSONS } from '../../core/practice/lessons.ts';
import type { Progress } from '../../core/practice/progress.ts';
import { openKeptFile, type KeptFile } from '../kept/kept-file.ts';

const finished = z.strictObject({ times: z.int().min(1), lastAtMs: z.number() });

const kept = z.strictObject({
  version: z.literal(1),
  people: z.array(z.strictObject({ name: z.string().max(80), lessons: z.partialRecord(z.enum(LESSONS), finished) })).max(200),
});

/** Who has finished which lesson. It outlives the practice ledger, which begins anew at every start. */
export type LessonFile = KeptFile<{ readonly version: 1; readonly people: Progress }>;

/** Opens the file; one that cannot be read is put aside, and everybody begins anew. */
export const openLessonFile = (file: string): Promise<LessonFile> =>
  openKeptFile<ReturnType<LessonFile['read']>>(file, (value) => kept.safeParse(value).data ?? null, { version: 1, people: [] });
