/** A sleep that someone else may end early. `done` never rejects. */
export type Nap = { readonly done: Promise<void>; readonly wake: () => void };

/** Time as the core sees it; handed in, so that a simulated world can turn it. */
export type Clock = {
  /** Epoch ms, for records and calendar rules; it may jump. */
  readonly wallMs: () => number;
  /** Ms since some start, for deadlines; it never goes back. */
  readonly monotonicMs: () => number;
  /** Starts a sleep of `ms`. */
  readonly nap: (ms: number) => Nap;
};
