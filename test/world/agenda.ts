/** Everything that is still to happen in a world, in the order of its moments; the only place where time passes. */
export type Agenda = {
  /** Milliseconds since the world began; the true time that no clock in it shows exactly. */
  readonly now: () => number;
  /** Runs an act after some time; answers how to forget it. Acts of one moment run in the order in which they were planned. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Moves to the next moment and runs its act; false when nothing is left. */
  readonly step: () => boolean;
  /** When the next act is due, null when nothing is left. */
  readonly nextAtMs: () => number | null;
};

type Entry = { readonly atMs: number; readonly order: number; run: (() => void) | null };

/** An empty agenda at moment 0. */
export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let nowMs = 0;
  let order = 0;
  const first = (): Entry | null => {
    for (let top = heap[0]; top !== undefined; top = heap[0]) {
      if (top.run !== null) return top;
      takeFirst(heap);
    }
    return null;
  };
  return {
    now: () => nowMs,
    after: (ms, run) => {
      const entry: Entry = { atMs: nowMs + Math.max(0, Math.ceil(ms)), order: (order += 1), run };
      put(heap, entry);
      return () => {
        entry.run = null;
      };
    },
    step: () => {
      const entry = first();
      if (entry === null) return false;
      takeFirst(heap);
      nowMs = entry.atMs;
      entry.run?.();
      return true;
    },
    nextAtMs: () => first()?.atMs ?? null,
  };
}

/**
 * Lets everything run that needs no time. Nothing in a world waits for the operating system, so one turn of the event loop ends with
 * every promise and every `nextTick` done.
 */
export const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const isBefore = (a: Entry, b: Entry): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

function put(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt];
    if (parent === undefined || !isBefore(entry, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = entry;
}

function takeFirst(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
    if (child === undefined || !isBefore(child, last)) break;
    heap[at] = child;
    at = child === left ? 2 * at + 1 : 2 * at + 2;
  }
  heap[at] = last;
}
