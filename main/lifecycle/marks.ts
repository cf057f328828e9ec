/** Named points between two effects, for measuring and for tests that stop the program exactly there. */
export type Marks = {
  readonly mark: (name: string) => void;
  /** A point that was passed a moment ago, on the monotonic clock; it never halts. */
  readonly at: (name: string, atMs: number) => void;
};

/** What a development build may be told through its environment; a packaged build is never told anything. */
export type MarkOrders = {
  /** Print every mark with its monotonic time on standard output. */
  readonly isPrinting: boolean;
  /** Print them in batches, so that printing does not disturb what is measured. */
  readonly isLater: boolean;
  /** Stop for ever at this mark, as if the plug had been pulled there, until the process is killed. */
  readonly haltAt: string | null;
};

/** Reads the orders; a packaged build ignores the environment. */
export const readMarkOrders = (env: Readonly<Record<string, string | undefined>>, isPackaged: boolean): MarkOrders =>
  isPackaged
    ? { isPrinting: false, isLater: false, haltAt: null }
    : {
        isPrinting: env['PAYDESK_MARKS'] === '1' || env['PAYDESK_MARKS'] === 'later',
        isLater: env['PAYDESK_MARKS'] === 'later',
        haltAt: env['PAYDESK_HALT_AT'] === '' ? null : (env['PAYDESK_HALT_AT'] ?? null),
      };

/** Makes the marks; without orders each is a function that does nothing. */
export function createMarks(
  orders: MarkOrders,
  monotonicMs: () => number,
  print: (line: string) => void,
  halt: () => void,
): Marks {
  const at = (name: string, atMs: number): void => {
    print(`mark ${name} ${atMs.toFixed(3)}`);
  };
  return {
    at: orders.isPrinting ? at : () => undefined,
    mark: (name) => {
      if (!orders.isPrinting && name !== orders.haltAt) return;
      at(name, monotonicMs());
      if (name === orders.haltAt) halt();
    },
  };
}

/** Blocks this thread for ever: no timer, no callback and no byte gets past it. */
export function haltForEver(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
