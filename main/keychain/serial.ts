/** Runs jobs one after the other, in the order in which they were given; a failed job does not stop the next. */
export function serial(): <Value>(job: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(job: () => Promise<Value>): Promise<Value> => {
    const mine = last.then(job);
    last = mine.catch(() => null);
    return mine;
  };
}
