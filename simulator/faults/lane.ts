/** Does one thing after the other; what is added while something runs waits for its turn. */
export type Lane = {
  readonly add: (act: () => Promise<void> | void) => void;
  /** Resolves when nothing is left to do, what is added meanwhile included. */
  readonly idle: () => Promise<void>;
};

/** An act that fails ends itself and holds up nothing behind it. */
export function createLane(): Lane {
  let tail: Promise<void> = Promise.resolve();
  return {
    add: (act) => {
      tail = tail.then(act).catch(() => undefined);
    },
    idle: async () => {
      let seen: Promise<void> | null = null;
      while (seen !== tail) {
        seen = tail;
        await seen;
      }
    },
  };
}

/** Sleeps; nothing is left running because of it. */
export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
