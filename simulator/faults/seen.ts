import type { Fault } from './fault.ts';

/** One request as the proxy recognised it: no header and no body of it is kept. */
export type SeenExchange = {
  /** Grows by one a request. */
  readonly number: number;
  readonly connection: number;
  /** The last part of the path, such as `pay`. */
  readonly api: string;
  /** Epoch ms when its head had come. */
  readonly atMs: number;
  readonly fault: Fault['name'] | null;
  /** Bytes that came from the client, and from the gateway, so far. */
  readonly requestBytes: number;
  readonly answerBytes: number;
};

/** An exchange under way. */
export type Exchange = { -readonly [Field in keyof SeenExchange]: SeenExchange[Field] } & {
  readonly plan: Fault | null;
  readonly method: string;
  /** The gateway's answer as far as it has come, as long as it is not too long to keep. */
  answer: Buffer[];
  readonly told: { request: boolean; answer: boolean };
};

/** The exchanges of one proxy; the oldest go first when there are too many. */
export type SeenLog = {
  readonly begin: (connection: number, startLine: string, strike: (api: string) => Fault | null) => Exchange;
  readonly view: () => readonly SeenExchange[];
};

const KEPT_MAX = 10_000;

/** Starts empty. */
export function createSeenLog(nowMs: () => number): SeenLog {
  const kept: Exchange[] = [];
  let number = 0;
  return {
    begin: (connection, startLine, strike) => {
      const [method = '', target = ''] = startLine.split(' ');
      const api = apiOf(target);
      const plan = strike(api);
      number += 1;
      const exchange: Exchange = {
        number,
        connection,
        api,
        atMs: nowMs(),
        fault: plan?.name ?? null,
        requestBytes: 0,
        answerBytes: 0,
        plan,
        method,
        answer: [],
        told: { request: false, answer: false },
      };
      kept.push(exchange);
      if (kept.length > KEPT_MAX) kept.shift();
      return exchange;
    },
    view: () => kept.map(({ plan: _plan, method: _method, answer: _answer, told: _told, ...seen }) => seen),
  };
}

const apiOf = (target: string): string => (target.split(/[?#]/)[0] ?? '').split('/').at(-1) ?? '';
