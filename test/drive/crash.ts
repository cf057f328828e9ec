import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PaymentRecord } from '../../core/payment/record.ts';
import { faultsAnytime, faultsWhenQuiet, repeatFaults, type Divergence } from './crash-books.ts';
import { BOUNDARIES, NEVER_ARRIVED } from './crash-boundaries.ts';
import { waitForQuiet } from './crash-cashier.ts';
import { createFindings, type Findings } from './crash-found.ts';
import { killOnce, startsOnly, type Series } from './crash-kill.ts';
import { createLateKills } from './crash-late.ts';
import { copyLedger, readLedger, type LeftBehind } from './crash-ledger.ts';
import { paperFaults, papersIn } from './crash-paper.ts';
import { createDice, planKills, type Dice, type Kill } from './crash-plan.ts';
import { openCrashShop, type CrashShop } from './crash-shop.ts';
import { startCrashTill } from './crash-till.ts';
import { percentile } from './marks.ts';

/** How often to pull the plug, the seed of the plan, the boundaries (none: all of them), and where books are kept that diverge. */
export type CrashWishes = {
  readonly kills: number;
  readonly seed: number;
  readonly at: readonly string[];
  readonly keepIn: string;
};

/**
 * Pulls the plug of the real app again and again, on one ledger that grows, and holds the till's books against the gateway's
 * after every kill and once more when everything is quiet.
 */
export async function measureCrashes({ kills, seed, at, keepIn }: CrashWishes, say: (line: string) => void) {
  const shop = await openCrashShop();
  const fromMs = Date.now();
  const run: Run = {
    series: { shop, stories: new Map(), launches: [], knownStatesMs: [], repeatedStarts: 0 },
    dice: createDice(seed),
    say,
    findings: createFindings(say),
    killed: [],
    payments: 0,
  };
  try {
    await pullPlugs(run, kills, planKills(kills, run.dice, at));
    const tookMs = Date.now() - fromMs;
    const last = await comeToRest(run);
    const isSound = run.findings.all().length === 0;
    if (!isSound) {
      await keepBooks(run, keepIn);
      say(`The same plan again: npm run evidence -- crash --kills ${String(kills)} --seed ${String(seed)}; books: ${keepIn}`);
    }
    return { ok: isSound, figures: { ...figuresOf(run, last), seed, secondsPerKill: tookMs / 1_000 / kills } };
  } finally {
    await shop.close();
  }
}

type Run = {
  readonly series: Series;
  readonly dice: Dice;
  readonly say: (line: string) => void;
  readonly findings: Findings;
  /** Names of the places where the plug was pulled. */
  readonly killed: string[];
  payments: number;
};

async function pullPlugs(run: Run, kills: number, plan: readonly Kill[]): Promise<void> {
  const queue = [...plan];
  const again = new Set<string>();
  const late = kills < LONG_RUN_KILLS ? null : createLateKills(run.series.shop.gateway, run.dice);
  const next = async (): Promise<Kill> => (await late?.due()) ?? queue.shift() ?? openFirst(run.dice);
  while (run.killed.length < kills) {
    const kill = await next();
    if (needsOpenPayment(kill) && run.killed.length < kills - 1) await pull(run, openFirst(run.dice));
    if ((await pull(run, kill)) || again.has(nameOf(kill))) continue;
    // A boundary that was missed gets one more try in the place of a random kill.
    again.add(nameOf(kill));
    queue.unshift(kill);
  }
  await late?.end();
}

/** From here on a run lasts long enough for a payment that never arrived to be given up. */
const LONG_RUN_KILLS = 200;

/** An inquiry at the start needs a payment that the run before left open. */
const needsOpenPayment = ({ moment }: Kill): boolean =>
  moment.kind === 'boundary' && moment.boundary.armed === 'start' && moment.boundary.name.endsWith('inquiry');

const openFirst = (dice: Dice): Kill => ({
  index: -1,
  moment: { kind: 'random', after: 'scan', delayMs: 100 + Math.round(dice() * 400) },
  story: '1003',
  act: 'none',
  cable: 'plain',
  meanwhile: 'nothing',
});

const SAY_EVERY = 20;

/** One kill and the look at what it left behind; true when the plug was pulled where the plan wanted it. */
async function pull(run: Run, kill: Kill): Promise<boolean> {
  const { series, findings, say } = run;
  const { dataDir, books } = series.shop;
  const name = nameOf(kill);
  const newest = run.killed.length === 0 ? undefined : readLedger(dataDir).payments.at(-1);
  if (!startsOnly(kill)) run.payments += 1;
  const { reached, faults } = await killOnce(series, kill, run.payments, newest).catch((cause: unknown) => ({
    reached: false,
    faults: [{ paymentRequestId: '', what: `the counter did not come back: ${String(cause)}` }],
  }));
  run.killed.push(reached ? name : `${name} missed`);
  if (!reached) say(`missed: ${name} ${JSON.stringify(kill)}`);
  const left = readLedger(dataDir);
  const both = { till: left.payments, gateway: await books() };
  const when = `after kill ${String(run.killed.length)} (${name}, ${JSON.stringify(kill)})`;
  findings.note([...faults, ...fileFaults(left), ...faultsAnytime(both.till, both.gateway)], when, both);
  await customerDecides(series.shop, kill);
  if (run.killed.length % SAY_EVERY === 0)
    say(`${String(run.killed.length)} kills, ${String(findings.all().length)} divergences`);
  return reached;
}

const fileFaults = ({ integrity }: LeftBehind): readonly Divergence[] =>
  integrity === 'ok' ? [] : [{ paymentRequestId: '', what: `the ledger file: ${integrity}` }];

/** While the till is dead the customer answers the wallet's question. */
async function customerDecides(shop: CrashShop, { meanwhile }: Kill): Promise<void> {
  if (meanwhile === 'nothing') return;
  const { payments } = await shop.books();
  const waiting = payments.findLast(({ status }) => status === 'waiting');
  if (waiting !== undefined) await shop.gateway.wallet(waiting.paymentRequestId, meanwhile);
}

const nameOf = ({ moment }: Kill): string => (moment.kind === 'boundary' ? moment.boundary.name : `random after ${moment.after}`);

const QUIET_MS = 120_000;

/** The last start: nobody pulls anything any more, and both books must become equal. */
async function comeToRest(run: Run): Promise<readonly PaymentRecord[]> {
  const { shop, launches } = run.series;
  const fromMs = Date.now();
  const till = await startCrashTill(shop.dataDir);
  const isQuiet = await waitForQuiet(till, QUIET_MS);
  await till.close();
  launches.push({ fromMs });
  const left = readLedger(shop.dataDir);
  const { payments } = left;
  const books = await shop.books();
  const faults = [
    ...faultsWhenQuiet(payments, books),
    ...repeatFaults(payments, books.requests, launches),
    ...paperFaults(payments, papersIn(shop.printer.paper())),
    ...fileFaults(left),
    ...(isQuiet ? [] : [{ paymentRequestId: '', what: 'something was still open, or not printed, after two minutes' }]),
  ];
  run.findings.note(faults, 'at the end', { till: payments, gateway: books });
  return payments;
}

/** Both books and the list of divergences, for whoever looks into them. */
async function keepBooks({ series: { shop }, findings }: Run, keepIn: string): Promise<void> {
  mkdirSync(keepIn, { recursive: true });
  copyLedger(shop.dataDir, keepIn);
  writeFileSync(path.join(keepIn, 'gateway.json'), JSON.stringify(await shop.books(), null, 1));
  writeFileSync(path.join(keepIn, 'divergences.json'), JSON.stringify(findings.all(), null, 1));
}

function figuresOf(run: Run, payments: readonly PaymentRecord[]): Record<string, number> {
  const { launches, knownStatesMs, repeatedStarts } = run.series;
  const count = (name: string): number => run.killed.filter((killed) => killed === name).length;
  const perBoundary = [...BOUNDARIES, NEVER_ARRIVED].map(({ name }) => [`kills at ${name}`, count(name)] as const);
  return {
    kills: run.killed.length,
    divergences: run.findings.all().length,
    knownStateP50Ms: percentile(knownStatesMs, 0.5),
    knownStateP95Ms: percentile(knownStatesMs, 0.95),
    knownStatesTimed: knownStatesMs.length,
    launches: launches.length,
    startsRepeated: repeatedStarts,
    payments: payments.length,
    refunds: payments.reduce((sum, { refunds }) => sum + refunds.length, 0),
    cancels: payments.filter(({ cancel }) => cancel !== null).length,
    boundaries: perBoundary.length,
    boundariesReached: perBoundary.filter(([, times]) => times > 0).length,
    killsMissed: run.killed.filter((name) => name.endsWith(' missed')).length,
    killsAtRandom: run.killed.filter((name) => name.startsWith('random')).length,
    ...Object.fromEntries(perBoundary),
  };
}
