/** How one part's stop ended, when it did not end well. */
export type StopTrouble = { readonly name: string; readonly trouble: 'threw' | 'late' };

/** Whoever starts something registers its stop here; stops run in reverse order, each on a deadline. */
export type Scope = {
  readonly own: (name: string, stop: () => Promise<void> | void) => void;
  /** Stops everything once; a second call waits for the first. Never rejects. */
  readonly close: () => Promise<readonly StopTrouble[]>;
};

/** Makes a scope; `late` resolves when one part has had its time. */
export function createScope(late: () => Promise<'late'>): Scope {
  const stops: { readonly name: string; readonly stop: () => Promise<void> | void }[] = [];
  let closing: Promise<readonly StopTrouble[]> | null = null;
  const stopAll = async (): Promise<readonly StopTrouble[]> => {
    const troubles: StopTrouble[] = [];
    // Taken one by one, so that what is started while others stop is stopped as well.
    for (let last = stops.pop(); last !== undefined; last = stops.pop()) {
      const end = await Promise.race([ended(last.stop), late()]);
      if (end !== 'done') troubles.push({ name: last.name, trouble: end });
    }
    return troubles;
  };
  return {
    own: (name, stop) => {
      stops.push({ name, stop });
    },
    close: () => (closing ??= stopAll()),
  };
}

async function ended(stop: () => Promise<void> | void): Promise<'done' | 'threw'> {
  try {
    await stop();
    return 'done';
  } catch {
    return 'threw';
  }
}
