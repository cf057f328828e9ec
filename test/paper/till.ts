import type { PrintEvent } from '../../core/journal/events.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import { owedPapers } from '../../main/counter/owed-papers.ts';
import { createReceiptDesk } from '../../main/counter/receipt-desk.ts';
import type { CounterSettings } from '../../main/counter/settings-view.ts';
import { createOutbox } from '../../main/printer/outbox.ts';
import { isFinal } from '../../main/printer/outbox-state.ts';
import { talkOf } from '../../main/printer/transports/talk-choice.ts';
import { createTwoWayPrinter, WIRE_LIMITS } from '../../main/printer/transports/two-way.ts';
import type { FailingPrinter } from '../../simulator/devices/failing-printer.ts';
import type { VirtualClock } from '../builders/virtual-clock.ts';
import type { Books } from './books.ts';
import { wireTo, type Sent } from './counter-wire.ts';
import { talkWith, wireWith, type Defect } from './defects.ts';
import type { Press } from './papers.ts';
import { createRun } from './run.ts';
import type { Setup } from './wires.ts';

/** What one run of Paydesk stands on. */
export type TillParts = {
  readonly clock: VirtualClock;
  readonly setup: Setup;
  readonly printer: FailingPrinter;
  readonly press: Press;
  readonly books: Books;
  readonly settings: CounterSettings;
  readonly defect: Defect | null;
  /** A paper's bytes are about to leave; `ahead` bytes of something else go before them. */
  readonly onSend: (sent: Sent, ahead: number) => void;
  /** A row is durable. */
  readonly onRow: (event: PrintEvent) => void;
};

/** One run of the shipped receipt desk, outbox and conversation. */
export type Till = {
  readonly heard: (record: PaymentRecord) => void;
  readonly again: (record: PaymentRecord) => boolean;
  /** Nothing is queued and no row is being written. */
  readonly isIdle: () => boolean;
  /** Power off: from now on nothing of this run happens any more. */
  readonly kill: () => void;
};

/** Starts Paydesk and lets it print what an earlier run left. */
export function startTill(parts: TillParts): Till {
  const { clock, setup, press, books, defect } = parts;
  const run = createRun(clock);
  const wire = wireTo(parts.printer, run, parts.onSend);
  let copies = 0;
  let writing = 0;
  let isStarted = false;
  const desk = createReceiptDesk({
    queue: () => outbox,
    encode: (layout, document) =>
      defect === 'copies-unmarked' && document.isCopy ? press.originalOf(document) : press.encode(layout, document),
    settings: () => parts.settings,
    wallMs: clock.wallMs,
    newJobId: () => `copy-${String(clock.monotonicMs())}-${String((copies += 1))}`,
    note: async (_id, event) => {
      writing += 1;
      await run.nap(1).done;
      books.write(event);
      writing -= 1;
      parts.onRow(event);
      return true;
    },
  });
  const transport = wireWith(
    talkOf({ dialect: setup.family, answers: 'always', hasTickets: setup.hasTickets }, (talk) =>
      createTwoWayPrinter({
        connect: wire.connect,
        talk: talkWith(talk, defect),
        clock: { monotonicMs: clock.monotonicMs, nap: run.nap },
        // As the test page has left it.
        answers: 'always',
        limits: WIRE_LIMITS,
        keepsAnswers: setup.cable.keepsAnswers,
      }),
    ),
    defect,
  );
  const outbox = createOutbox({
    transport: {
      ...transport,
      print: (job, ...rest) => {
        wire.carry(press.of(job));
        return transport.print(job, ...rest);
      },
    },
    clock: { nowMs: clock.wallMs, after: run.after },
    begin: desk.begin,
    onChange: desk.jobsChanged,
  });
  const owed = defect === 'forgets-owed' ? Promise.resolve([]) : owedPapers(books.ledger, clock.wallMs());
  void owed.then(desk.owed).then(() => {
    isStarted = true;
  });
  return {
    heard: desk.heard,
    again: desk.again,
    isIdle: () => isStarted && writing === 0 && outbox.snapshot().every(({ state }) => isFinal(state)),
    kill: () => {
      run.kill();
      wire.vanish();
    },
  };
}
