/** Deadlines come in as an effect, so that a simulated world can turn the time. `after` answers how to take the timer back. */
export type Timers = { readonly after: (ms: number, run: () => void) => () => void };

/** The machine's own timers. */
export const systemTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
