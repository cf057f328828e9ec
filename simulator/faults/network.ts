/** What concerns every connection at once: nobody gets through, or nobody is let in. */
export type Network = {
  /** Resolves as soon as bytes may pass. */
  readonly open: () => Promise<void>;
  /** Nothing passes for this long, counted from now; a longer one that is under way stays. */
  readonly partition: (forMs: number) => void;
  /** Nobody listens for this long; with `drop` open connections are reset. */
  readonly refuse: (forMs: number, drop: boolean) => void;
  /** Ends whatever is under way. */
  readonly heal: () => void;
};

type Pause = { readonly start: (forMs: number) => void; readonly stop: () => void };

/** What a network acts on. */
export type NetworkParts = {
  readonly listen: () => void;
  /** Closes the door to new connections. */
  readonly deafen: () => void;
  /** Resets every open connection. */
  readonly drop: () => void;
};

/** Starts whole and open. */
export function createNetwork({ listen, deafen, drop }: NetworkParts): Network {
  let waiting: (() => void)[] = [];
  let isOpen = true;
  const partition = createPause(
    () => {
      isOpen = false;
    },
    () => {
      isOpen = true;
      for (const go of waiting.splice(0)) go();
      waiting = [];
    },
  );
  const refuse = createPause(deafen, listen);
  return {
    open: () =>
      isOpen
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
    partition: partition.start,
    refuse: (forMs, isDropping) => {
      refuse.start(forMs);
      if (isDropping) drop();
    },
    heal: () => {
      partition.stop();
      refuse.stop();
    },
  };
}

function createPause(begin: () => void, end: () => void): Pause {
  let timer: NodeJS.Timeout | null = null;
  let untilMs = 0;
  const stop = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    end();
  };
  return {
    stop,
    start: (forMs) => {
      const wantedMs = performance.now() + forMs;
      if (timer !== null && wantedMs <= untilMs) return;
      untilMs = wantedMs;
      if (timer === null) begin();
      else clearTimeout(timer);
      timer = setTimeout(stop, forMs);
    },
  };
}
