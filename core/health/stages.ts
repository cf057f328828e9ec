/** The stages of a payment, in their order. */
export const STAGES = ['scan', 'row', 'sign', 'gateway', 'record', 'screen', 'paper'] as const;

export type Stage = (typeof STAGES)[number];

/** How long a stage took: `count` times since Paydesk was started, the medians and 99th percentiles over the last ones kept. */
export type StageFigures = {
  readonly stage: Stage;
  readonly count: number;
  readonly lastMs: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Above this a stage counts as slow. */
  readonly limitMs: number;
};

/** Hears the points that a payment passes. */
export type StageMeter = {
  /** A point was passed at `atMs` of the monotonic clock; a name that is no point of a stage is nothing to it. */
  readonly at: (point: string, atMs: number) => void;
  readonly figures: () => readonly StageFigures[];
  /** The stage that has lately been slow, and its median; null while none is. */
  readonly slow: () => { readonly stage: Stage; readonly ms: number } | null;
};

type Row = { readonly from: readonly string[]; readonly to: readonly string[]; readonly limitMs: number };

const ASKED = ['pay', 'inquiryPayment', 'cancelPayment', 'refund'] as const;

/** The points where a stage begins and ends. Limits are well above what a slow till needs, so that a warning means something. */
const STAGE_TABLE: Readonly<Record<Stage, Row>> = {
  scan: { from: ['scan-last-key'], to: ['scan-accepted'], limitMs: 100 },
  row: { from: ['scan-accepted'], to: ['journal-payment-submitted'], limitMs: 200 },
  sign: { from: ['before-pay'], to: ['written-pay'], limitMs: 500 },
  gateway: { from: ASKED.map((api) => `written-${api}`), to: ASKED.map((api) => `read-${api}`), limitMs: 4_000 },
  record: { from: ['after-pay', 'after-inquiry'], to: ['journal-payment-answered'], limitMs: 200 },
  screen: { from: ['journal-payment-answered'], to: ['ipc-snapshot'], limitMs: 100 },
  paper: { from: ['paper-printing'], to: ['paper-printed'], limitMs: 8_000 },
};

/** How many durations of a stage are kept: a busy day at a counter, in a few kilobytes. */
const KEPT = 512;
/** How many of the last ones say whether a stage is slow now: one slow answer is no slow stage. */
const LATELY = 5;
/** What takes longer has lost its beginning, for example over a sleep of the PC. */
const LONGEST_MS = 120_000;

/** Starts with nothing measured; everything stays in memory. Where payments overlap, the newest beginning counts. */
export function createStageMeter(): StageMeter {
  const stages = STAGES.map((stage) => ({
    stage,
    ...STAGE_TABLE[stage],
    begunAtMs: null as number | null,
    count: 0,
    kept: [] as number[],
  }));
  const begins = byPoint(stages, ({ from }) => from);
  const ends = byPoint(stages, ({ to }) => to);
  return {
    at: (point, atMs) => {
      for (const stage of ends.get(point) ?? []) {
        if (stage.begunAtMs === null) continue;
        const tookMs = atMs - stage.begunAtMs;
        stage.begunAtMs = null;
        if (tookMs < 0 || tookMs > LONGEST_MS) continue;
        stage.count += 1;
        stage.kept.push(tookMs);
        if (stage.kept.length > KEPT) stage.kept.shift();
      }
      for (const stage of begins.get(point) ?? []) stage.begunAtMs = atMs;
    },
    figures: () =>
      stages.map(({ stage, count, kept, limitMs }) => ({
        stage,
        count,
        lastMs: kept.at(-1) ?? null,
        p50Ms: quantile(kept, 0.5),
        p99Ms: quantile(kept, 0.99),
        limitMs,
      })),
    slow: () => {
      const lately = stages.map(({ stage, kept, limitMs }) => ({
        stage,
        limitMs,
        ms: kept.length < LATELY ? 0 : (quantile(kept.slice(-LATELY), 0.5) ?? 0),
      }));
      const worst = lately
        .filter(({ ms, limitMs }) => ms > limitMs)
        .sort((one, other) => other.ms / other.limitMs - one.ms / one.limitMs)[0];
      return worst === undefined ? null : { stage: worst.stage, ms: worst.ms };
    },
  };
}

/** The smallest value that at least this share of them does not exceed; null of nothing. */
function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

function byPoint<Of extends Row>(
  stages: readonly Of[],
  points: (stage: Of) => readonly string[],
): ReadonlyMap<string, readonly Of[]> {
  const all = new Set(stages.flatMap(points));
  return new Map([...all].map((point) => [point, stages.filter((stage) => points(stage).includes(point))]));
}
