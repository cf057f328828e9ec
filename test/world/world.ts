import { createAgenda, settle, type Agenda } from './agenda.ts';
import { createChronicle, timeText, type Chronicle } from './chronicle.ts';
import { createDisk, type Disk } from './disk.ts';
import { openGateway, type WorldGateway } from './gateway.ts';
import { createHost, type Host } from './host.ts';
import { createFacts, type FactsBook } from './invariants/facts.ts';
import { createNetwork, type Network } from './network.ts';
import { createKillTraps } from './kill-traps.ts';
import type { Killing, Plan } from './plan.ts';
import { createNoticeWire, type Door, type NoticeWire } from './notices.ts';
import { createPress, type Press } from './press.ts';
import { createRandom } from './random.ts';
import { rowText } from './row-text.ts';
import { startTill, type Till } from './till.ts';
import { createWatch, type Watch } from './watch.ts';
import type { WireEnds } from './wire-end.ts';

/** A world while it happens: everything outside the program is a part of it, and the program itself runs in it. */
export type World = {
  readonly plan: Plan;
  readonly agenda: Agenda;
  readonly chronicle: Chronicle;
  readonly host: Host;
  readonly disk: Disk;
  readonly network: Network;
  readonly gateway: WorldGateway;
  readonly press: Press;
  readonly notices: NoticeWire;
  readonly facts: FactsBook;
  readonly watch: Watch;
  /** The program as it runs now; null while it does not. */
  readonly till: () => Till | null;
  /** True from when its user has told it to stop: there is no window any more. */
  readonly isStopping: () => boolean;
  /** Lets a customer be served now, or wait in the queue until the counter is there. */
  readonly whenOpen: (serve: () => void) => void;
  readonly hasQueue: () => boolean;
  /** The counter is there again. */
  readonly serveQueue: () => void;
  readonly note: (line: string) => void;
  /** Counts a fault or an act that really took effect. */
  readonly struck: (name: string) => void;
  readonly strikes: ReadonlyMap<string, number>;
  readonly start: () => void;
  /** Lets go of every connection: Node keeps an HTTP parser for each one that is not closed. */
  readonly close: () => Promise<void>;
  /** From here on nothing is wrong: the wire is whole, the disk takes rows, the printer prints, no trap springs. */
  readonly endFaults: () => void;
  readonly kill: (killing: Killing, words: string) => void;
  /** Ends the program as its user does, and starts it again later. */
  readonly stop: (restartAfterMs: number) => void;
};

/** How long an orderly stop may take before the window system ends the program. */
const STOP_DEADLINE_MS = 5_000;
/** The queue that has formed meanwhile is served one customer after another. */
const QUEUE_STEP_MS = 9_000;

/** Sets the world up at its first moment; the program does not run yet. */
export function openWorld(plan: Plan): World {
  const agenda = createAgenda();
  const chronicle = createChronicle(agenda.now);
  const { note } = chronicle;
  const strikes = new Map<string, number>();
  const struck = (name: string): void => {
    strikes.set(name, (strikes.get(name) ?? 0) + 1);
  };
  const host = createHost(agenda, plan.shop.startsAtMs, plan.shop.wallErrorMs, plan.shop.zoneMinutes);
  const gateway = openGateway({
    agenda,
    plan,
    trueEpochMs: plan.shop.startsAtMs,
    struck,
    connect: () => notices.connect(),
  });
  const ends: WireEnds = new Set();
  let current: Till | null = null;
  let forgetStart = (): void => undefined;
  let stopping: Till | null = null;
  const isStopping = (): boolean => stopping !== null && stopping === current;
  const facts = createFacts(plan, gateway.books, () => current);
  const watch = createWatch(facts, agenda.now, note, () => !isStopping());
  const traps = createKillTraps(plan, (killing, words) => {
    kill(killing, words);
  });
  const disk = createDisk({
    random: createRandom(plan.seed, 2),
    shop: plan.shop,
    note,
    onRow: (entry, isSynced) => {
      if (isSynced) {
        facts.addRow(entry, current?.run.number ?? 0);
        note(`row ${entry.sequence} is durable: ${rowText(entry)}`);
        watch.row(entry);
      }
      traps.row(isSynced);
    },
  });
  const network = createNetwork({
    agenda,
    random: createRandom(plan.seed, 3),
    plan,
    gateway: gateway.server,
    note,
    struck,
    ends,
    onRequest: (exchange) => {
      watch.request(exchange);
      facts.addExchange(exchange);
    },
  });
  const notices = createNoticeWire({
    agenda,
    random: createRandom(plan.seed, 5),
    plan,
    door: () => doorOf(current),
    isCut: network.isCut,
    note,
    struck,
    ends,
  });
  const press = createPress({
    agenda,
    kind: plan.shop.printer,
    note,
    struck,
    onPaper: (paper) => {
      facts.addPaper(paper);
      watch.paper(paper);
    },
  });
  gateway.runtime.onStep(watch.booksChanged);
  const endFaults = (): void => {
    note('from here on there are no faults');
    network.heal();
    notices.heal();
    traps.disarm();
    disk.refuse(null);
    disk.slow(null);
    press.trouble(null);
    gateway.runtime.clearFaults();
    gateway.runtime.endScenarios();
    gateway.runtime.send({ type: 'settings', settings: { requestsPerSecond: null } });
  };
  const random = createRandom(plan.seed, 4);
  const queue: (() => void)[] = [];
  const isOpen = (): boolean => current !== null && !isStopping() && !host.isAsleep();
  const serveQueue = (): void => {
    agenda.after(QUEUE_STEP_MS, () => {
      if (!isOpen()) return;
      queue.shift()?.();
      if (queue.length > 0) serveQueue();
    });
  };
  const whenOpen = (serve: () => void): void => {
    if (isOpen() && queue.length === 0) serve();
    else queue.push(serve);
  };
  const start = (): void => {
    if (current !== null) return;
    forgetStart();
    const run = host.start();
    note(`the program starts (run ${run.number})`);
    serveQueue();
    current = startTill({
      plan,
      host,
      run,
      disk,
      network,
      press,
      random,
      changed: watch.screenChanged,
      appended: (event, isDurable) => {
        watch.appended(run.number, event, isDurable);
      },
      mark: traps.mark,
      onExchange: (record) => {
        facts.endExchange(record.api, record.paymentRequestId ?? '', run.number);
        watch.log(record);
      },
      struck,
    });
  };
  const kill = ({ restartAfterMs, bytesArrive, rowKept }: Killing, words: string): void => {
    if (current === null) return;
    struck('kill');
    note(
      `${words}: the program is killed${host.isAsleep() ? ' in its sleep' : ''}; it starts again ${timeText(restartAfterMs)} later`,
    );
    end(bytesArrive, rowKept, restartAfterMs);
  };
  const end = (bytesArrive: boolean, rowKept: boolean, restartAfterMs: number): void => {
    host.kill();
    network.hostDied(bytesArrive);
    disk.crashed(rowKept);
    current = null;
    forgetStart = agenda.after(Math.max(1, restartAfterMs), start);
  };
  const stop = (restartAfterMs: number): void => {
    if (current === null || isStopping()) return;
    const told = current;
    stopping = told;
    struck('stop');
    note('the program is told to stop');
    let isOver = false;
    const over = (words: string): void => {
      if (isOver || current !== told) return;
      isOver = true;
      note(words);
      end(true, false, restartAfterMs);
    };
    void told.stop().then(() =>
      agenda.after(0, () => {
        over('the program has stopped');
      }),
    );
    agenda.after(STOP_DEADLINE_MS, () => {
      over('the program took too long to stop and is ended');
    });
  };
  return {
    plan,
    agenda,
    chronicle,
    host,
    disk,
    network,
    gateway,
    press,
    notices,
    facts,
    watch,
    till: () => current,
    isStopping,
    whenOpen,
    hasQueue: () => queue.length > 0,
    serveQueue,
    note,
    struck,
    strikes,
    start,
    close: async () => {
      host.kill();
      for (const end of ends) end.destroy();
      await settle();
    },
    endFaults,
    kill,
    stop,
  };
}

function doorOf(till: Till | null): Door | null {
  const server = till?.doorbell ?? null;
  return till === null || server === null ? null : { run: till.run, server };
}
