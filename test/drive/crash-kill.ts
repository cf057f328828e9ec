import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Divergence } from './crash-books.ts';
import type { Boundary } from './crash-boundaries.ts';
import { codeOf, doAct, faceAmong, numberOf, onStage, payByScan, prepareAct, serveNext, typeAmount } from './crash-cashier.ts';
import { awaited, knownStateMs } from './crash-known.ts';
import type { Kill } from './crash-plan.ts';
import type { CrashShop } from './crash-shop.ts';
import { elapsed, halted, startAndKill, startCrashTill, type CrashTill } from './crash-till.ts';

/** One run of the till by the start of its process, epoch ms. */
export type Launch = { readonly fromMs: number };

/** What the kills of one evidence run share. */
export type Series = {
  readonly shop: CrashShop;
  /** Stories by payment number, for what may be expected of each. */
  readonly stories: Map<number, string>;
  readonly launches: Launch[];
  readonly knownStatesMs: number[];
  /** Starts that the driver did not get hold of and made again. */
  repeatedStarts: number;
};

/** What came of one kill. `reached` is false when the app never came to the boundary and was killed elsewhere. */
export type Killed = { readonly reached: boolean; readonly faults: readonly Divergence[] };

/** How long the app may take to a boundary that is on its way. */
const REACH_MS = 9_000;

/** Starts the till, times how soon the last payment is known, takes a payment, acts, and pulls the plug as planned. */
export async function killOnce(series: Series, kill: Kill, number: number, newest: PaymentRecord | undefined): Promise<Killed> {
  const { shop, launches } = series;
  const fromMs = Date.now();
  if (startsOnly(kill)) {
    const { moment } = kill;
    const until = moment.kind === 'boundary' ? { mark: moment.boundary.name } : { afterMs: moment.delayMs };
    const reached = await startAndKill(shop.dataDir, until);
    launches.push({ fromMs });
    return { reached, faults: [] };
  }
  const till = await startCrashTill(shop.dataDir);
  series.repeatedStarts += till.attempts - 1;
  try {
    const faults = await timeKnownState(series, till, newest);
    await serveNext(till);
    return { reached: await payAndHalt(series, till, kill, number), faults };
  } finally {
    await till.kill();
    launches.push({ fromMs });
    await shop.cable.become('plain');
  }
}

/** True when this kill happens before anybody can pay. */
export const startsOnly = ({ moment }: Kill): boolean =>
  moment.kind === 'boundary' ? moment.boundary.armed === 'start' : moment.after === 'start';

/** Times the known state of the newest payment, where there is one that can be known. */
async function timeKnownState(
  { shop, stories, knownStatesMs }: Series,
  till: CrashTill,
  newest: PaymentRecord | undefined,
): Promise<readonly Divergence[]> {
  if (newest === undefined) return [];
  const { payments } = await shop.books();
  const expected = awaited(newest, payments, stories.get(numberOf(newest.amount.amountMinor)));
  if (expected === null) return [];
  const tookMs = await knownStateMs(till, expected);
  if (tookMs === null) return [{ paymentRequestId: newest.paymentRequestId, what: 'its known state never came on the screen' }];
  knownStatesMs.push(tookMs);
  return [];
}

/** True when the plug is to be pulled where the plan says. */
async function payAndHalt({ shop, stories }: Series, till: CrashTill, kill: Kill, number: number): Promise<boolean> {
  const { moment, story, act, cable } = kill;
  const isAtScan = moment.kind === 'boundary' ? moment.boundary.armed === 'scan' : moment.after === 'scan';
  stories.set(number, story);
  await shop.cable.become(cable);
  if (isAtScan) await arm(till, kill);
  if (act === 'typed-code') await typeAmount(till, number);
  else await payByScan(till, number, story);
  return isAtScan ? untilMoment(till, kill) : actAndHalt(till, kill, number);
}

async function actAndHalt(till: CrashTill, kill: Kill, number: number): Promise<boolean> {
  const { moment, story, act } = kill;
  const id = act === 'typed-code' ? '' : await paymentOnStage(till, moment.kind === 'boundary' ? moment.boundary : null);
  // A random act finds nothing to act on when the counter refused the scan.
  if (id === null) return moment.kind === 'random';
  await prepareAct(till, act);
  await arm(till, kill);
  void doAct(till, act, id, codeOf(number, story)).catch(() => undefined);
  return untilMoment(till, kill);
}

const arm = async (till: CrashTill, { moment }: Kill): Promise<void> => {
  if (moment.kind === 'boundary') await till.arm(moment.boundary.name);
};

/** Waits until the plug is to be pulled; false when the boundary was not met. */
const untilMoment = ({ output }: CrashTill, { moment }: Kill): Promise<boolean> =>
  moment.kind === 'boundary' ? halted(output, moment.boundary.name, REACH_MS) : elapsed(moment.delayMs);

const PAID_WAIT_MS = 3_000;
const SHOWN_WAIT_MS = 5_000;
const ANY_PAYMENT = ['asking', 'waiting', 'paid', 'not-paid', 'unknown', 'cancelling', 'cancelled'];

/** The payment that the cashier acts on: a paid one where the story pays at once, otherwise whatever is there. */
async function paymentOnStage(till: CrashTill, boundary: Boundary | null): Promise<string | null> {
  await faceAmong(till, ANY_PAYMENT, SHOWN_WAIT_MS);
  const isPaidSoon = boundary !== null && boundary.story !== '1003';
  await faceAmong(till, isPaidSoon ? ['paid'] : ['paid', 'waiting', 'not-paid'], isPaidSoon ? PAID_WAIT_MS : SETTLE_MS);
  return onStage(till);
}

/** A random act comes soon after the scan, whatever the answer. */
const SETTLE_MS = 600;
