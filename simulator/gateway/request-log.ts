import { toUtc8Millis } from './iso-time.ts';
import { maskCode } from './wallets.ts';

/** One request as it was seen, answered or not. `body` is the parsed message with its payment code masked, null when it was no JSON object. */
export type SeenRequest = {
  readonly sequence: number;
  readonly at: string;
  readonly method: string;
  readonly uri: string;
  readonly keyVersion: string | null;
  readonly body: unknown;
  readonly bodyBytes: number;
  /** The resultCode that was answered, even when the answer never left. */
  readonly resultCode: string;
  /** Milliseconds the gateway took. */
  readonly tookMs: number;
  /** The fault or delivery that bent the answer. */
  readonly bent: string | null;
};

/** What is noted of a request. */
export type RequestNote = Omit<SeenRequest, 'sequence' | 'at' | 'body' | 'bodyBytes'> & {
  readonly atMs: number;
  readonly body: Uint8Array;
};

/** Keeps the requests of this run; the oldest go first when there are too many, and `total` still counts them. */
export type RequestLog = {
  readonly note: (request: RequestNote) => void;
  readonly total: () => number;
  readonly view: () => { readonly total: number; readonly requests: readonly SeenRequest[] };
};

/** How many requests are kept in full. */
const KEPT_MAX = 50_000;

/** A log that masks payment codes unless told to reveal them. */
export function openRequestLog(revealCodes: boolean): RequestLog {
  let kept: SeenRequest[] = [];
  let total = 0;
  return {
    note: ({ atMs, body, ...rest }) => {
      total += 1;
      kept.push({
        ...rest,
        sequence: total,
        at: toUtc8Millis(atMs),
        body: readable(body, revealCodes),
        bodyBytes: body.byteLength,
      });
      if (kept.length > KEPT_MAX + 1_000) kept = kept.slice(-KEPT_MAX);
    },
    total: () => total,
    view: () => ({ total, requests: kept.slice(-KEPT_MAX) }),
  };
}

/** Papers are megabytes of base64; their beginning is enough to tell them apart. */
const TEXT_MAX = 4_096;

const shortened = (value: unknown): unknown =>
  typeof value === 'string' && value.length > TEXT_MAX ? `${value.slice(0, 64)}…${String(value.length)}` : value;

function readable(body: Uint8Array, revealCodes: boolean): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body), (name, value: unknown) =>
      !revealCodes && name === 'paymentMethodId' ? maskCode(String(value)) : shortened(value),
    ) as unknown;
  } catch {
    return null;
  }
}
