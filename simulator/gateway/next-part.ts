import type { Journey } from './replay.ts';

const SOON_MS = 3_000;
/** Asked every three seconds, a payment stays in doubt for about half a minute, well within the minute after which it is cancelled. */
const DOUBTS = 8;

const PARTS: ReadonlyMap<string, Journey['part']> = new Map<string, Journey['part']>([
  ['paid-at-once', { pay: { kind: 'approve' } }],
  ['paid-after-a-while', { pay: { kind: 'later', afterMs: SOON_MS, failCode: null } }],
  [
    'in-doubt-then-paid',
    {
      pay: { kind: 'approve' },
      payAnswer: { kind: 'code', code: 'UNKNOWN_EXCEPTION', times: null },
      inquiry: { kind: 'code', code: 'UNKNOWN_EXCEPTION', times: DOUBTS },
      notify: 'never',
    },
  ],
]);

/** What the next payment can be told to do, whatever its code and amount say. */
export const NEXT_PARTS: readonly string[] = [...PARTS.keys()];

/** The journey of the next payment; none for null, which takes an order back; null for a name nobody knows. */
export function readNextPart(name: unknown): readonly Journey[] | null {
  if (name === null) return [];
  const part = typeof name === 'string' ? PARTS.get(name) : undefined;
  return part === undefined ? null : [{ amount: null, part }];
}
