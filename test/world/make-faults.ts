import type { JournalFault } from '../../core/journal/port.ts';
import type { FaultName } from '../../simulator/gateway/faults.ts';
import type { ApiName } from '../../simulator/gateway/messages.ts';
import type { Doing, Killing, NoticeFault, PrinterTrouble, Trap, WireFault } from './plan.ts';
import type { Random } from './random.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The kinds of trouble a world can have; each world has a few of them, so that they meet in every combination. */
export type TroubleName = 'wire' | 'gateway' | 'kills' | 'disk' | 'clocks' | 'printer' | 'sleep' | 'partition';

/** What befalls the shop at a moment. */
export function makeTrouble(random: Random, name: Exclude<TroubleName, 'wire'>): Doing {
  switch (name) {
    case 'gateway':
      return makeGatewayTrouble(random);
    case 'kills':
      return random.chance(0.85)
        ? { do: 'kill', ...makeKilling(random) }
        : { do: 'stop', restartAfterMs: random.int(SECOND, 5 * MINUTE) };
    case 'disk':
      return makeDiskTrouble(random);
    case 'clocks':
      return makeClockTrouble(random);
    case 'printer':
      return {
        do: 'printer',
        trouble: random.pick<PrinterTrouble>(['paper-out', 'cover-open', 'refused', 'cut', 'stall']),
        forMs: random.int(5 * SECOND, 5 * MINUTE),
      };
    case 'sleep':
      return {
        do: 'sleep',
        monotonicStops: random.chance(0.5),
        forMs: random.weighted([
          [3, random.int(2 * SECOND, 90 * SECOND)],
          [2, random.int(2 * MINUTE, 40 * MINUTE)],
          [1, random.int(HOUR, 14 * HOUR)],
        ]),
      };
    case 'partition':
      return {
        do: 'partition',
        connects: random.pick(['refused', 'hang'] as const),
        keepsBytes: random.chance(0.4),
        forMs: random.weighted([
          [4, random.int(SECOND, 30 * SECOND)],
          [3, random.int(30 * SECOND, 10 * MINUTE)],
          [0.3, random.int(HOUR, 7 * HOUR)],
        ]),
      };
  }
}

/** How the power goes, and when it comes back: at once, after the queue has gone, or days later. */
export const makeKilling = (random: Random): Killing => ({
  bytesArrive: random.chance(0.6),
  rowKept: random.chance(0.5),
  restartAfterMs: random.weighted([
    [4, random.int(500, 8 * SECOND)],
    [3, random.int(10 * SECOND, 3 * MINUTE)],
    [2, random.int(4 * MINUTE, 2 * HOUR)],
    [1, random.int(5 * HOUR, 80 * HOUR)],
  ]),
});

/** The marks at which a program can be killed: every one that stands between two effects. */
const MARKS = [
  'journal-payment-submitted',
  'journal-payment-answered',
  'journal-cancel-requested',
  'journal-cancel-answered',
  'journal-refund-requested',
  'journal-refund-answered',
  'journal-slip',
  'before-pay',
  'after-pay',
  'before-inquiry',
  'after-inquiry',
  'before-cancel',
  'after-cancel',
  'before-refund',
  'after-refund',
  'signed',
] as const;

/** A kill at a step of the program. */
export const makeKillTrap = (random: Random): Trap =>
  random.chance(0.5)
    ? { on: 'mark', name: random.pick(MARKS), nth: random.int(1, 6), kill: makeKilling(random) }
    : { on: 'row', nth: random.int(1, 16), synced: random.chance(0.5), kill: makeKilling(random) };

/** A fault of one request, of its answer, or of one connection. */
export function makeWireTrap(random: Random): Trap {
  if (random.chance(0.15)) {
    return { on: 'connect', nth: random.int(1, 8), fault: random.pick(['refused', 'hangs', 'slow'] as const) };
  }
  const api = random.weighted<ApiName | null>([
    [3, 'pay'],
    [2, 'inquiryPayment'],
    [3, 'cancelPayment'],
    [2, 'refund'],
    [2, null],
  ]);
  return {
    on: 'request',
    api,
    nth:
      (api === 'pay' || api === 'refund') && random.chance(0.15)
        ? 'repeat'
        : random.int(1, api === null || api === 'inquiryPayment' ? 14 : 4),
    fault: makeWireFault(random),
  };
}

/** A fault of one notification. */
export const makeNoticeTrap = (random: Random): Trap => ({
  on: 'notice',
  nth: random.int(1, 4),
  fault: random.weighted<NoticeFault>([
    [1, { kind: 'notice-lost' }],
    [1, { kind: 'notice-cut', at: random.int(0, 1_000) }],
    [1, { kind: 'notice-garbled', at: random.int(0, 1_000) }],
    [2, { kind: 'notice-again', afterMs: lateness(random) }],
  ]),
});

/** How late something comes: within the time-out, just after it, or much later. */
const lateness = (random: Random): number =>
  random.weighted([
    [3, random.int(100, 9 * SECOND)],
    [3, random.int(9 * SECOND, 90 * SECOND)],
    [1, random.int(90 * SECOND, 20 * MINUTE)],
    [1, random.int(HOUR, 26 * HOUR)],
  ]);

const makeWireFault = (random: Random): WireFault =>
  random.weighted<WireFault>([
    [2, { kind: 'request-lost' }],
    [3, { kind: 'answer-lost' }],
    [1, { kind: 'half-open' }],
    [2, { kind: 'request-late', ms: lateness(random) }],
    [2, { kind: 'answer-late', ms: lateness(random) }],
    [3, { kind: 'request-doubled', afterMs: lateness(random) }],
    [2, { kind: 'request-cut', at: random.int(0, 1_000), then: random.pick(['reset', 'end', 'silence'] as const) }],
    [4, { kind: 'answer-cut', at: random.int(0, 1_000), then: random.pick(['reset', 'end', 'silence'] as const) }],
    [3, { kind: 'answer-garbled', at: random.int(0, 1_000) }],
    [
      3,
      {
        kind: 'answer-forged',
        says: random.pick(['paid', 'failed'] as const),
        signed: random.pick(['by-stranger', 'not'] as const),
      },
    ],
    [3, { kind: 'answer-mixed-up', wrong: random.pick(['currency', 'no-amount', 'id', 'client'] as const) }],
    [2, { kind: 'request-garbled', at: random.int(0, 1_000) }],
    [1, { kind: 'answer-unsigned' }],
    [1, { kind: 'answer-doubled' }],
    [1, { kind: 'answer-trickled', ms: random.int(500, 30_000) }],
    [3, { kind: 'answer-other-payment' }],
    [3, { kind: 'answer-old' }],
    [2, { kind: 'answer-other-api' }],
  ]);

const GATEWAY_FAULTS: readonly (readonly [number, FaultName])[] = [
  [3, 'drop-response'],
  [3, 'delay'],
  [3, 'close-before'],
  [3, 'close-after'],
  [3, 'http-500'],
  [2, 'garbage-body'],
  [2, 'bad-signature'],
  [2, 'unsigned'],
  [2, 'wrong-client-id'],
  [2, 'stale-response-time'],
  [2, 'redirect'],
  [0.3, 'huge-body'],
];

const makeGatewayTrouble = (random: Random): Doing =>
  random.chance(0.15)
    ? { do: 'rate-limit', perSecond: random.int(0, 1), forMs: random.int(5 * SECOND, 3 * MINUTE) }
    : {
        do: 'gateway-fault',
        name: random.weighted(GATEWAY_FAULTS),
        count: random.weighted([
          [4, 1],
          [3, random.int(2, 4)],
          [2, random.int(5, 40)],
        ]),
        api: random.pick<ApiName | null>([null, null, 'pay', 'inquiryPayment', 'cancelPayment', 'refund']),
        delayMs: lateness(random),
      };

const DISK_FAULTS: readonly JournalFault[] = [
  'storage-full',
  'storage-read-only',
  'storage-locked',
  'storage-failed',
  'storage-corrupt',
];

const makeDiskTrouble = (random: Random): Doing =>
  random.chance(0.4)
    ? { do: 'slow-disk', syncMs: random.int(200, 7 * SECOND), forMs: random.int(5 * SECOND, 4 * MINUTE) }
    : { do: 'disk', trouble: random.pick(DISK_FAULTS), forMs: random.int(SECOND, 6 * MINUTE) };

const makeClockTrouble = (random: Random): Doing =>
  random.weighted<Doing>([
    [4, { do: 'wall-jump', byMs: jump(random) }],
    [1, { do: 'zone', minutes: random.pick([-300, 0, 60, 120, 480, 540, 570]) }],
    [1, { do: 'gateway-clock', byMs: random.int(-90, 90) * SECOND }],
  ]);

const jump = (random: Random): number =>
  random.pick([-1, 1]) *
  random.weighted([
    [3, random.int(SECOND, 4 * MINUTE)],
    [2, random.int(4 * MINUTE, 3 * HOUR)],
    [1, random.int(3 * HOUR, 26 * HOUR)],
  ]);
