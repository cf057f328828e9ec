import type { ReportDesk } from '../../core/reconcile/desk-port.ts';

/** The names of the calls, for the line. */
export const DESK_CALLS = [
  'setup',
  'saveSetup',
  'take',
  'fetch',
  'run',
  'view',
  'explain',
  'pay',
  'preview',
] as const satisfies readonly (keyof ReportDesk)[];

/** Asks the thread to end itself: one that is ended from outside while it is inside SQLite takes the whole process with it. */
export const END = 'end';

/** One call over the line, and its answer. */
export type DeskCall = { readonly id: number; readonly name: keyof ReportDesk; readonly args: readonly unknown[] };
export type DeskAnswer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string };
