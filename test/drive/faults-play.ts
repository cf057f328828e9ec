import type { JournalEntry } from '../../core/journal/events.ts';
import type { FaultProxy } from '../../simulator/faults/proxy.ts';
import type { FirstByte } from '../../simulator/faults/relay.ts';
import type { RunningSimulator } from '../../simulator/start.ts';
import type { Truth } from './faults-axes.ts';
import { openBooks, type Books } from './faults-books.ts';
import type { Case } from './faults-cells.ts';
import type { CaseKeys } from './faults-keys.ts';
import { AMOUNTS, CONFIRMS_AFTER_MS, heldBackMs, limitsOf, orderOf, PACE, rulesOf } from './faults-pace.ts';
import { startRun, until, type Run } from './faults-till-run.ts';

/** How a case went. */
export type Played = {
  /** Broken promises in plain words; empty when all held. */
  readonly violations: readonly string[];
  /** Whether the plug was pulled, and whether the fault struck: a case may turn out not to come to it. */
  readonly killed: boolean;
  readonly struck: boolean;
  /** From the restart until the till could charge, and until nothing was open any more; null without a kill. */
  readonly readyMs: number | null;
  readonly knownMs: number | null;
};

/** What a case is played with. */
export type PlayParts = {
  readonly one: Case;
  /** The bundled till. */
  readonly file: string;
  readonly keys: CaseKeys;
  readonly ledgerFile: string;
  readonly simulator: RunningSimulator;
  readonly proxy: FaultProxy;
  readonly note: (line: string) => void;
};

/** One case on its stage. */
export type Play = {
  readonly run: () => Promise<Played>;
  readonly onFirstByte: (moment: FirstByte) => Promise<void> | void;
  readonly close: () => Promise<void>;
};

type Codes = { readonly main: string; readonly next: string };

type Stage = PlayParts & {
  readonly books: Books;
  readonly codes: Codes;
  readonly broken: string[];
  /** Codes whose customer confirms after a moment. */
  readonly confirming: Set<string>;
  /** The first run, and the one after the kill. */
  readonly runs: Run[];
  isArmed: boolean;
  armedAtMs: number;
  /** How many requests had been sent by then. */
  sentBefore: number;
  isKilled: boolean;
};

/** Far beyond what a case takes on an idle machine, because a busy one must not look like a broken till. */
const READY_WITHIN_MS = 60_000;
const QUIET_WITHIN_MS = 60_000;

/** Nothing starts before `run`. */
export function createPlay(parts: PlayParts): Play {
  const { simulator, one } = parts;
  const codes: Codes = { main: mint(simulator, one.truth), next: mint(simulator, 'paid') };
  const books = openBooks(simulator.ledger, {
    cancelsPaid: one.act === 'cancel-paid' || one.act === 'cancel-open',
    salesMax: 1 + (one.act === 'next' ? 1 : 0) + (one.fault.name === 'replay' ? 1 : 0),
    codes: Object.values(codes),
  });
  const stage: Stage = {
    ...parts,
    codes,
    books,
    broken: [],
    confirming: new Set(),
    runs: [],
    isArmed: false,
    armedAtMs: 0,
    sentBefore: 0,
    isKilled: false,
  };
  if (one.truth === 'later') stage.confirming.add(codes.main);
  return {
    run: () => play(stage),
    onFirstByte: (moment) => onFirstByte(stage, moment),
    close: async () => {
      for (const run of stage.runs) await run.till.kill();
    },
  };
}

const BEHAVIOURS: Readonly<Record<Truth, string>> = {
  paid: 'approve',
  declined: '2003',
  later: 'ask',
  expired: 'never',
  race: '3003',
};

const mint = (simulator: RunningSimulator, truth: Truth): string =>
  simulator.wallet.mintCode({ behaviour: BEHAVIOURS[truth] }).code;

async function play(stage: Stage): Promise<Played> {
  const { one, simulator, books, broken, runs } = stage;
  const leave = customer(simulator, stage.confirming);
  try {
    const first = await begin(stage);
    // Its greeting is over: neither fault nor kill may take it for the question about a payment.
    await until(() => first.count('first-byte-inquiryPayment') > 0, READY_WITHIN_MS);
    if (one.fault.name === 'replay') await sellEarlier(stage, first);
    arm(stage, first);
    first.till.order({ do: 'sale', amountMinor: AMOUNTS.main, code: stage.codes.main });
    await quiet(stage, first, () => stage.isKilled);
    const after = stage.isKilled ? await restart(stage, first) : { readyMs: null, knownMs: null };
    // What the network still holds back must not come after the books were compared.
    await until(() => false, heldBackMs(one) - (performance.now() - lastStrikeMs(stage)));
    for (const run of runs) await run.till.kill();
    broken.push(...lostRows(books.compare(stage.ledgerFile), runs));
    return { violations: [...broken, ...books.violations], killed: stage.isKilled, struck: hasStruck(stage), ...after };
  } finally {
    leave();
  }
}

async function begin(stage: Stage): Promise<Run> {
  const { simulator, proxy, one } = stage;
  const config = {
    ...PACE,
    limits: limitsOf(one),
    ledgerFile: stage.ledgerFile,
    gatewayUrl: proxy.url,
    clientId: simulator.clientId,
    gatewayPublicKey: simulator.gatewayPublicKey,
    privateKey: stage.keys.acquirerPrivate,
    rules: rulesOf(one, stage.codes),
  };
  const run: Run = startRun(stage.file, config, {
    onHalted: () => void pullPlug(stage, run),
    onPayment: stage.books.shown,
    note: stage.note,
  });
  stage.runs.push(run);
  const isReady = run.till.ready.then(() => true);
  if (await Promise.race([isReady, until(run.hasFallen, READY_WITHIN_MS).then(() => false)])) return run;
  throw new Error(`the till did not start: ${run.till.complaints()}`);
}

/** From here on the fault waits for its call, and the kill for its moment. */
function arm(stage: Stage, run: Run): void {
  const order = orderOf(stage.one);
  if (order !== null) stage.proxy.order(order);
  const { at } = stage.one.kill;
  if (at?.kind === 'mark') run.till.order({ do: 'halt-at', mark: at.mark });
  stage.isArmed = true;
  stage.armedAtMs = performance.now();
  stage.sentBefore = stage.proxy.seen().length;
}

/** Kills the first run, once, and never the one that follows. */
async function pullPlug(stage: Stage, run: Run | undefined): Promise<void> {
  if (!stage.isArmed || stage.isKilled || run === undefined || stage.runs.length > 1) return;
  stage.isKilled = true;
  stage.note(`KILL at ${stage.one.kill.name}`);
  await run.till.kill();
}

function onFirstByte(stage: Stage, { direction, exchange }: FirstByte): Promise<void> | void {
  const { at } = stage.one.kill;
  if (exchange.number <= stage.sentBefore) return;
  if (at?.kind === 'wire' && at.api === exchange.api && at.direction === direction) return pullPlug(stage, stage.runs[0]);
}

/** A run ends when nothing is open any more, or when it is cut short; anything else is a broken promise. */
async function quiet(stage: Stage, run: Run, isCut: () => boolean): Promise<void> {
  const isQuiet = (): boolean => run.payment(AMOUNTS.main)?.isSettled === true && run.isIdle();
  const isOver = await until(() => isQuiet() || isCut() || run.hasFallen(), QUIET_WITHIN_MS);
  if (run.hasFallen()) stage.broken.push('the till ended by itself');
  if (!isOver) stage.broken.push(`not quiet within ${String(QUIET_WITHIN_MS)} ms`);
}

async function restart(stage: Stage, first: Run): Promise<Pick<Played, 'readyMs' | 'knownMs'>> {
  await first.till.kill();
  const startedMs = performance.now();
  const run = await begin(stage);
  const readyMs = performance.now() - startedMs;
  await quiet(stage, run, () => false);
  if (hasPaidAgain(stage, run)) stage.broken.push('pay was sent after the restart');
  return { readyMs, knownMs: performance.now() - startedMs };
}

/** A run sends `pay` for what it scanned itself, once and once more after each row that says so; nothing else. */
function hasPaidAgain({ proxy, one }: Stage, run: Run): boolean {
  const scanned = run.count('journal-payment-submitted');
  const repeats = run.count('journal-pay-repeated');
  if (run.count('before-pay') > scanned + repeats || (scanned === 0 && repeats > 0)) return true;
  const isSilent = one.act !== 'next' && proxy.seen().some(({ api, atMs }) => api === 'pay' && atMs > run.spokeAtMs());
  return isSilent;
}

/** A row that was acknowledged is there, whatever happened afterwards. */
function lostRows(entries: readonly JournalEntry[], runs: readonly Run[]): readonly string[] {
  const types = new Set(runs.flatMap((run) => run.marks().filter((mark) => mark.startsWith('journal-'))));
  return [...types].flatMap((mark) => {
    const acknowledged = runs.reduce((sum, run) => sum + run.count(mark), 0);
    const kept = entries.filter(({ event }) => `journal-${event.type}` === mark).length;
    return kept >= acknowledged ? [] : [`${mark}: ${String(acknowledged)} acknowledged, ${String(kept)} kept`];
  });
}

/** An order that is used up has struck; one that strikes several times has struck when the first of them did. */
function hasStruck({ proxy, one }: Stage): boolean {
  const order = orderOf(one);
  if (order === null || order.on.kind === 'now') return true;
  return proxy.seen().some(({ fault }) => fault !== null);
}

/** When the fault began to strike for the last time, on the monotonic clock. */
function lastStrikeMs({ proxy, armedAtMs }: Stage): number {
  const last = proxy.seen().findLast(({ fault }) => fault !== null);
  return last === undefined ? armedAtMs : performance.now() - (Date.now() - last.atMs);
}

/** An honest sale before the one that matters, so that the network has an answer to replay. */
async function sellEarlier(stage: Stage, run: Run): Promise<void> {
  const code = mint(stage.simulator, stage.one.api === 'pay' ? 'paid' : 'later');
  if (stage.one.api !== 'pay') stage.confirming.add(code);
  run.till.order({ do: 'sale', amountMinor: AMOUNTS.earlier, code });
  const isSettled = await until(() => run.payment(AMOUNTS.earlier)?.isSettled === true, QUIET_WITHIN_MS);
  if (!isSettled) stage.broken.push('the earlier sale was not settled');
}

/** A customer who takes a moment to confirm; answers how to send the customer home. */
function customer(simulator: RunningSimulator, confirming: ReadonlySet<string>): () => void {
  const sinceMs = new Map<string, number>();
  const timer = setInterval(() => {
    for (const { paymentRequestId: id, status, code } of simulator.ledger().payments) {
      if (status !== 'waiting' || !confirming.has(code)) continue;
      const seenMs = sinceMs.get(id) ?? performance.now();
      sinceMs.set(id, seenMs);
      if (performance.now() - seenMs > CONFIRMS_AFTER_MS) simulator.wallet.approve(id);
    }
  }, 25);
  return () => {
    clearInterval(timer);
  };
}
