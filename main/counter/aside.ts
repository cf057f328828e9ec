/** The counter set aside for a moment, because a window of the system hears what is scanned in its place. */
export type Aside = {
  readonly isOn: () => boolean;
  /** Sets the counter aside while `act` lasts; rejects with a `CounterTradingError`, and `act` is not begun, while it trades. */
  readonly during: <Value>(act: () => Promise<Value>) => Promise<Value>;
};

/** No window of the system opens during trade; main/ipc tells the page by `fault`. */
class CounterTradingError extends Error {
  readonly fault = 'counter-trading';
  constructor() {
    super('a window of the system was not opened, because the counter trades');
    this.name = 'CounterTradingError';
  }
}

/** One act at a time, as there is one keyboard. */
export function createAside(isTrading: () => boolean, changed: () => void): Aside {
  let isOn = false;
  const turn = (next: boolean): void => {
    isOn = next;
    changed();
  };
  return {
    isOn: () => isOn,
    during: async (act) => {
      if (isOn || isTrading()) throw new CounterTradingError();
      turn(true);
      try {
        return await act();
      } finally {
        turn(false);
      }
    },
  };
}
