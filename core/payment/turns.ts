/** Runs acts one after another, in the order in which they were asked for; one that fails does not stop the next. */
export type Turns = <Value>(act: () => Promise<Value>) => Promise<Value>;

/** A queue of its own. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const result = last.then(act);
    last = result.catch(() => undefined);
    return result;
  };
}
