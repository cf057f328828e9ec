/** The gateway's latest answers, whole and as they came, for being replayed; no request is ever kept. */
export type AnswerMemory = {
  readonly remember: (api: string, exchange: number, bytes: Buffer) => void;
  /** The latest answer to another exchange of this API; null when there is none. */
  readonly earlier: (api: string, exchange: number) => Buffer | null;
};

/** Longer answers are not remembered, repeated or swapped. */
export const KEPT_BYTES_MAX = 256 * 1024;
const KEPT_MAX = 32;

/** Starts empty. */
export function createAnswerMemory(): AnswerMemory {
  const kept: { readonly api: string; readonly exchange: number; readonly bytes: Buffer }[] = [];
  return {
    remember: (api, exchange, bytes) => {
      kept.push({ api, exchange, bytes });
      if (kept.length > KEPT_MAX) kept.shift();
    },
    earlier: (api, exchange) => kept.findLast((each) => each.api === api && each.exchange !== exchange)?.bytes ?? null,
  };
}

/** Where two answers meet to change places. */
export type Meeting = {
  /** Hands in one's own answer and resolves with the other's, or with one's own when nobody came in time. */
  readonly exchange: (own: Buffer, forMs: number) => Promise<Buffer>;
};

/** Starts with nobody there. */
export function createMeeting(): Meeting {
  let waiting: ((other: Buffer) => Buffer) | null = null;
  return {
    exchange: (own, forMs) => {
      if (waiting !== null) return Promise.resolve(waiting(own));
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting = null;
          resolve(own);
        }, forMs);
        waiting = (other) => {
          clearTimeout(timer);
          waiting = null;
          resolve(other);
          return own;
        };
      });
    },
  };
}
