/** Named points between two effects, for measuring and for tests that stop the program exactly there. */
export type Marks = { readonly mark: (name: string) => void };

/** What a development build may be told through its environment; a packaged build is never told anything. */
export type MarkOrders = {
  /** Print every mark with its monotonic time on standard output. */
  readonly isPrinting: boolean;
  /** Stop for ever at this mark, as if the plug had been pulled there, until the process is killed. */
  readonly haltAt: string | null;
};

/** Reads the orders; a packaged build ignores the environment. */
export const readMarkOrders = (env: Readonly<Record<string, string | undefined>>, isPackaged: boolean): MarkOrders =>
  isPackaged ? { isPrinting: false, haltAt: null } : { isPrinting: env['PAYDESK_MARKS'] === '1', haltAt: env['PAYDESK_HALT_AT'] === '' ? null : (env['PAYDESK_HALT_AT'] ?? null) };

/** Makes the marks; without orders each is a function that does nothing. */
export function createMarks(orders: MarkOrders, monotonicMs: () => number, print: (line: string) => void, halt: () => void): Marks {
  if (!orders.isPrinting && orders.haltAt === null) return { mark: () => undefined };
  return {
    mark: (name) => {
      if (orders.isPrinting || name === orders.haltAt) print(`mark ${name} ${monotonicMs().toFixed(3)}`);
      if (name === orders.haltAt) halt();
    },
  };
}

/** Blocks this thread for ever: no timer, no callback and no byte gets past it. */
export function haltForEver(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
