import fc from 'fast-check';
import { CHANNEL_NAMES, type Channel } from '../../core/contract/channel-names.ts';
import { CHANNELS } from '../../core/contract/channels.ts';

/** One call as a page that was taken over would make it. */
export type Message = { readonly channel: string; readonly body: unknown };

const STRANGERS = [
  'app.quit',
  'paydesk:app.snapshot',
  '__proto__',
  'constructor',
  'toString',
  '',
  'app.snapshot ',
  '../app.keys',
];

/** Fields that real requests have, so that the fuzz gets past the first check and at the second. */
const field = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  fc.constantFrom(
    '',
    '0'.repeat(200),
    '\u0000',
    '\r\nx: y',
    '../../etc/passwd',
    '__proto__',
    '=1+1',
    '\ud800',
    1e308,
    -1,
    0.5,
    2 ** 53,
  ),
);

const body = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(
    fc.constantFrom(
      ...['paymentRequestId', 'amount', 'amountMinor', 'currency', 'key', 'text', 'reason', 'owner', 'bits', 'format', 'content'],
      ...['passphrase', 'keyVersion', 'publicKey', 'beforeSequence', '__proto__', 'constructor', 'prototype', 'toString', 'then'],
    ),
    field,
    { maxKeys: 6 },
  ),
);

/**
 * Messages of which none is a request that its channel knows: every channel gets its share, strangers' names among them. The same
 * seed gives the same messages.
 */
export function malformedMessages(count: number, seed: number): readonly Message[] {
  const names: readonly string[] = [...CHANNEL_NAMES, ...STRANGERS];
  const bodies = fc.sample(body, { numRuns: Math.ceil(count * 1.3), seed });
  return bodies
    .map((each, at): Message => ({ channel: names[at % names.length] ?? '', body: each }))
    .filter(({ channel, body: each }) => !isKnown(channel, each))
    .slice(0, count);
}

/** True when the channel would take it as it arrives: a field called `__proto__` is lost between the worlds of a page. */
function isKnown(channel: string, each: unknown): boolean {
  return Object.hasOwn(CHANNELS, channel) && CHANNELS[channel as Channel].req.safeParse(arriving(each)).success;
}

function arriving(each: unknown): unknown {
  if (Array.isArray(each)) return each.map(arriving);
  if (typeof each !== 'object' || each === null) return each;
  return Object.fromEntries(
    Object.entries(each).flatMap(([key, value]) => (key === '__proto__' ? [] : [[key, arriving(value)]])),
  );
}

/** How the calls of one batch ended. */
export type Tally = { readonly refused: number; readonly accepted: readonly number[]; readonly strange: readonly string[] };

/** Sent into the page as it stands: makes the calls and counts how they end. Runs there, so it uses nothing of this file. */
export async function callAndCount(calls: readonly Message[]): Promise<Tally> {
  type Said = { readonly ok?: unknown; readonly code?: unknown; readonly traceId?: unknown };
  const { paydesk } = globalThis as unknown as { paydesk: { invoke: (channel: string, body: unknown) => Promise<Said> } };
  const accepted: number[] = [];
  const strange: string[] = [];
  let refused = 0;
  await Promise.all(
    calls.map(async ({ channel, body: each }, at) => {
      try {
        const said = await paydesk.invoke(channel, each);
        if (said.ok === true) accepted.push(at);
        else if (said.ok === false && said.code === 'bad-request' && typeof said.traceId === 'string') refused += 1;
        else strange.push(`${channel}: ${JSON.stringify(said)}`);
      } catch (cause) {
        strange.push(`${channel}: ${String(cause)}`);
      }
    }),
  );
  return { refused, accepted, strange };
}

/**
 * What JSON cannot carry and a structured clone can, and what not even that can: into each channel. Runs in the page. A call may
 * end in a refusal or fail to leave the page; anything else is told.
 */
export async function callWithOddities(
  channels: readonly string[],
): Promise<{ readonly sent: number; readonly wrong: readonly string[] }> {
  type Said = { readonly ok?: unknown; readonly code?: unknown };
  const { paydesk } = globalThis as unknown as { paydesk: { invoke: (channel: string, body: unknown) => Promise<Said> } };
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  let deep: unknown = 1;
  for (let level = 0; level < 2_000; level += 1) deep = [deep];
  const oddities: readonly unknown[] = [
    ...[undefined, null, Number.NaN, Number.POSITIVE_INFINITY, 10n ** 400n, new Date(8.64e15), /(a+)+$/, new Error('x')],
    ...[
      new Map([['ok', true]]),
      new Set([1]),
      new ArrayBuffer(1 << 20),
      new Uint8Array(1 << 20),
      circle,
      deep,
      'x'.repeat(1 << 23),
    ],
    ...[() => 1, Symbol('x'), new Proxy({}, {}), globalThis, document, Promise.resolve({}), new WeakMap()],
    ...[Array.from({ length: 100_000 }, () => 0), { then: 1 }, { toJSON: 1 }, { length: 2 ** 32 }],
  ];
  // An object without any field is the right request for a call that takes none.
  const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  const judge = (said: Said, oddity: unknown): string | null => {
    if (said.ok === false) return said.code === 'internal' ? 'broke on' : null;
    return isEmpty(oddity) ? null : 'took';
  };
  const wrong: string[] = [];
  const calls = channels.flatMap((channel) => oddities.map((oddity, at) => ({ channel, oddity, at })));
  for (const { channel, oddity, at } of calls) {
    const said = await Promise.resolve()
      .then(() => paydesk.invoke(channel, oddity))
      .catch((): Said => ({ ok: false, code: 'did not leave the page' }));
    const how = judge(said, oddity);
    if (how !== null) wrong.push(`${channel} ${how} oddity ${String(at)}`);
  }
  return { sent: calls.length, wrong };
}
