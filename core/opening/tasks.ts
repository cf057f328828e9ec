/** What makes a counter with settings ready for its first customer, in the order in which it is offered. */
export const OPENING_TASKS = ['pin', 'scanner', 'printer', 'customer', 'practice'] as const;

/** One of the tasks above. */
export type OpeningTask = (typeof OPENING_TASKS)[number];

/** `later`: somebody skipped it; it may be done at any time, and again as often as wanted. */
export type TaskState = 'open' | 'done' | 'later';

/** How far each task is. */
export type TaskStates = Readonly<Record<OpeningTask, TaskState>>;

/** Nothing is done yet. */
export const NO_TASK_DONE: TaskStates = { pin: 'open', scanner: 'open', printer: 'open', customer: 'open', practice: 'open' };

/** The tasks that nobody has done or skipped. */
export const openTasks = (states: TaskStates): readonly OpeningTask[] => OPENING_TASKS.filter((task) => states[task] === 'open');

/** What a practice payment looks like from here: how it stands and what the printer said of its slip. */
type Practised = { readonly face: string; readonly slip: { readonly outcome: string } | null };

/** True once a payment of the practice world was paid and its slip came out, as far as the printer can say so. */
export const hasPractised = (payments: readonly Practised[]): boolean =>
  payments.some(({ face, slip }) => face === 'paid' && (slip?.outcome === 'printed' || slip?.outcome === 'sent'));
