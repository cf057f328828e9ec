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
  /**
   * Stop for ever at this mark, as if the plug had been pulled there, until the process is killed. It is read at every mark, so
   * that a driver can set it in an app that is already running.
   */
  readonly haltAt: string | null;
};

/** Reads the orders; a packaged build ignores the environment. */
export const readMarkOrders = (env: Readonly<Record<string, string | undefined>>, isPackaged: boolean): MarkOrders =>
  isPackaged
    ? { isPrinting: false, isLater: false, haltAt: null }
    : {
        isPrinting: env['PAYDESK_MARKS'] === '1' || env['PAYDESK_MARKS'] === 'later',
        isLater: env['PAYDESK_MARKS'] === 'later',
        get haltAt() {
          return env['PAYDESK_HALT_AT'] === '' ? null : (env['PAYDESK_HALT_AT'] ?? null);
        },
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
      const isHalting = name === orders.haltAt;
      if (!orders.isPrinting && !isHalting) return;
      at(name, monotonicMs());
      if (!isHalting) return;
      print(`halted ${name}`);
      halt();
    },
  };
}

/** Blocks this thread for ever: no timer, no callback and no byte gets past it. */
export function haltForEver(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
