import type { Act, Customer, Plan, ShopPlan, Trap } from './plan.ts';
import type { Random } from './random.ts';

/**
 * Several misfortunes that meet at the first customer. Chance alone brings these together once in many thousand worlds, so a share of
 * the worlds is steered into one of them; everything else in such a world is as its seed made it.
 */
export function withMeeting(random: Random, plan: Plan): Plan {
  const [first, ...others] = plan.customers;
  if (first === undefined) return plan;
  const visitMs = plan.acts.find((act) => isVisit(act))?.atMs ?? 0;
  const { customer, acts, traps, shop, gateway } = random.pick(MEETINGS)(random, visitMs + SCAN_AFTER_MS);
  const visit: Act = { atMs: visitMs, do: 'serve', customer: 0, scanAfterMs: SCAN_AFTER_MS, confirms: true, by: 'scanner' };
  return {
    ...plan,
    shop: { ...plan.shop, ...shop, gateway: { ...plan.shop.gateway, ...gateway } },
    customers: [{ ...first, ...customer }, ...others],
    acts: [visit, ...plan.acts.filter((act) => !isVisit(act)), ...acts].toSorted((a, b) => a.atMs - b.atMs),
    // In front, because the first trap that fits strikes.
    traps: [...(traps ?? []), ...plan.traps],
  };
}

const isVisit = (act: Act): boolean => (act.do === 'serve' || act.do === 'scan-first') && act.customer === 0;

type Meeting = {
  readonly customer: Partial<Customer>;
  readonly acts: readonly Act[];
  readonly traps?: readonly Trap[];
  readonly shop?: Partial<Pick<ShopPlan, 'startsAtMs' | 'wallErrorMs'>>;
  readonly gateway?: Partial<ShopPlan['gateway']>;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SCAN_AFTER_MS = SECOND;

/** The charge is stored and its answer lost, the first questions find nothing, and the repeat is refused before it is read. */
const repeatRefused = (random: Random, _scanMs: number): Meeting => ({
  customer: {
    scenario: {
      pay: random.chance(0.5) ? { kind: 'approve' } : { kind: 'later', afterMs: random.int(2, 50) * SECOND, failCode: null },
      inquiry: { kind: 'code', code: 'ORDER_NOT_EXIST', times: random.int(1, 3) },
    },
  },
  acts: [],
  traps: [
    { on: 'request', api: 'pay', nth: 1, fault: { kind: 'answer-cut', at: random.int(0, 900), then: 'reset' } },
    { on: 'request', api: 'pay', nth: 'repeat', fault: { kind: 'request-garbled', at: random.int(300, 1_000) } },
  ],
  gateway: { signRefusals: true },
});

/** A paid payment is to be cancelled, it is too late for that, and the power goes before the refund that is owed is asked for. */
const refundOwed = (random: Random, scanMs: number): Meeting => ({
  customer: {
    scenario: {
      pay: { kind: 'later', afterMs: random.int(8, 40) * SECOND, failCode: null },
      cancel: { kind: 'code', code: 'CANCEL_WINDOW_EXCEED', times: null },
    },
  },
  acts: [{ atMs: scanMs + random.int(2, 30) * SECOND, do: 'cancel', payment: 0 }],
  traps: [{ on: 'mark', name: 'journal-refund-instead', nth: 1, kill: soonBack(random) }],
});

/** A refund is done and its answer lost with the power; the next run repeats it, and the repeat is refused before it is read. */
const refundRepeatRefused = (random: Random, scanMs: number): Meeting => ({
  customer: { scenario: { pay: { kind: 'approve' } } },
  acts: [
    {
      atMs: scanMs + random.int(12, 30) * SECOND,
      do: 'refund',
      payment: 0,
      part: random.pick(['all', 'some'] as const),
      times: 1,
    },
  ],
  traps: [
    { on: 'mark', name: 'after-refund', nth: 1, kill: soonBack(random) },
    { on: 'request', api: 'refund', nth: 'repeat', fault: { kind: 'request-garbled', at: random.int(300, 1_000) } },
  ],
  gateway: { signRefusals: true },
});

/** The paid answer waits for a disk that refuses; when the disk is well again the cashier is quicker than the rows that wait. */
const wishBeforeHeldAnswer = (random: Random, scanMs: number): Meeting => {
  const fromMs = scanMs + 2 * SECOND;
  const forMs = random.int(14, 25) * SECOND;
  return {
    customer: { scenario: { pay: { kind: 'later', afterMs: random.int(4, 9) * SECOND, failCode: null } } },
    acts: [
      { atMs: fromMs, do: 'disk', trouble: random.pick(['storage-full', 'storage-read-only', 'storage-failed'] as const), forMs },
      ...[20, 400, 900].map((afterMs): Act => ({
        atMs: fromMs + forMs + afterMs + random.int(0, 300),
        do: 'cancel',
        payment: 0,
      })),
    ],
  };
};

/** A refused connection is known after the way there, at most. */
const REFUSED_AFTER_MS = 400;

/** On a slow disk the cashier cancels between a charge that never left and the row of its repeat. */
const cancelBesideRepeat = (random: Random, scanMs: number): Meeting => {
  const syncMs = random.int(2_000, 6_000);
  return {
    customer: { scenario: { pay: { kind: 'approve' } } },
    acts: [
      { atMs: scanMs - 500, do: 'slow-disk', syncMs, forMs: 2 * MINUTE },
      { atMs: scanMs - 400, do: 'partition', connects: 'refused', keepsBytes: false, forMs: Math.round(syncMs * 2.5) },
      ...[0.15, 0.4, 0.7].map((share): Act => ({
        atMs: scanMs + syncMs + REFUSED_AFTER_MS + Math.round(syncMs * share),
        do: 'cancel',
        payment: 0,
      })),
    ],
  };
};

/** A payment of just before midnight is still being confirmed when, after a power cut, the time for cancels is over. */
const openOverTheCutOff = (random: Random, scanMs: number): Meeting => ({
  customer: {
    scenario: {
      pay: { kind: 'later', afterMs: random.int(20, 50) * SECOND, failCode: null },
      inquiry: { kind: 'in-process' },
    },
  },
  acts: [
    {
      atMs: scanMs + random.int(5, 40) * SECOND,
      do: 'kill',
      bytesArrive: true,
      rowKept: true,
      restartAfterMs: random.int(20, 50) * MINUTE,
    },
  ],
  // 23:58 in UTC+8, less the time until the scan; cancels close at 00:15.
  shop: {
    startsAtMs: Date.UTC(2026, random.int(0, 11), random.int(1, 28), 15, 58) - scanMs,
    wallErrorMs: random.int(-2_000, 2_000),
  },
});

/** After a power cut the disk answers slowly, and the cashier looks at and cancels what the start is still reading. */
const actsWhileStarting = (random: Random, scanMs: number): Meeting => {
  const killMs = scanMs + random.int(4, 20) * SECOND;
  const restartAfterMs = random.int(1, 5) * SECOND;
  const act = (what: 'cancel' | 'show', afterMs: number): Act => ({
    atMs: killMs + restartAfterMs + afterMs,
    do: what,
    payment: 0,
  });
  return {
    customer: { scenario: { pay: { kind: 'ask' } } },
    acts: [
      { atMs: killMs, do: 'kill', bytesArrive: true, rowKept: true, restartAfterMs },
      { atMs: killMs + 1, do: 'slow-disk', syncMs: random.int(500, 3_000), forMs: MINUTE },
      act('show', random.int(10, 900)),
      act('cancel', random.int(10, 2_500)),
      act('show', random.int(900, 4_000)),
      act('cancel', random.int(2_500, 7_000)),
    ],
  };
};

/** While a charge is still being written, the next customer's code is scanned. */
const twoCodesAtOnce = (random: Random, scanMs: number): Meeting => {
  const syncMs = random.int(1_000, 4_000);
  return {
    customer: { scenario: { pay: { kind: 'approve' } } },
    acts: [
      { atMs: scanMs - 500, do: 'slow-disk', syncMs, forMs: MINUTE },
      { atMs: scanMs + random.int(50, syncMs - 100), do: 'scan-again', customer: 1 },
    ],
  };
};

const soonBack = (random: Random) => ({
  bytesArrive: random.chance(0.5),
  rowKept: false,
  restartAfterMs: random.int(1, 90) * SECOND,
});

const MEETINGS = [
  repeatRefused,
  refundOwed,
  refundRepeatRefused,
  wishBeforeHeldAnswer,
  cancelBesideRepeat,
  openOverTheCutOff,
  actsWhileStarting,
  twoCodesAtOnce,
] as const;
