import type { ChainedEntry, ChainHead, JournalEvent } from '../../core/journal/events.ts';
import { money } from '../../core/money/money.ts';
import { HOUSE_ROWS } from '../../main/counter/house-rows.ts';
import { createShiftDesk, type ShiftDesk, type ShiftDeskPorts } from '../../main/counter/shift-desk.ts';
import type { LedgerQueries } from '../../main/ledger/queries.ts';

/** Writes a row now. */
export type Write = (event: JournalEvent) => ChainedEntry;

/** A counter whose shifts follow one another. */
export type ShopDay = {
  /** Closes the shift that is running, if one is, and opens the next. */
  readonly turn: () => Promise<void>;
  /** The head as each Z report printed it. */
  readonly printed: readonly ChainHead[];
};

const MAYA = { kind: 'cashier', name: 'Maya', personId: 'maya' } as const;
const LEE = { kind: 'cashier', name: 'Lee', personId: 'lee' } as const;
const FLOAT = money('SGD', 15_000);

/** A shop in which everybody may do everything. */
export const QUIET_SHOP: Omit<ShiftDeskPorts, 'rows' | 'ledger' | 'print'> = {
  staff: { may: () => 'yes', actor: () => MAYA, hasPeople: () => true },
  isBlind: () => false,
  utcOffsetMinutes: () => 480,
  wallMs: () => 0,
  newId: () => 'shift',
  began: () => undefined,
  changed: () => undefined,
};

/**
 * The counter's own shift desk on the rows of a ledger: nothing of a Z report is made up here. Every other shift is taken over by
 * somebody else before its end. `late` is called between the last row that a Z report counts and the row of the report itself, as a
 * payment may be answered just then.
 */
export function createShopDay(queries: LedgerQueries, write: Write, late: () => void): ShopDay {
  const printed: ChainHead[] = [];
  let actor: typeof MAYA | typeof LEE = MAYA;
  let ids = 0;
  const desk = createShiftDesk({
    rows: queries.ofNoPayment(HOUSE_ROWS),
    ledger: {
      append: (event) => {
        if (event.type === 'shift-closed') late();
        return Promise.resolve({ ok: true, entry: write(event) });
      },
      between: (from, until) => Promise.resolve(queries.between(from, until)),
      entriesOf: (id) => Promise.resolve(queries.entries(id)),
      head: () => Promise.resolve(queries.head()),
      ofNoPayment: (wanted) => Promise.resolve(queries.ofNoPayment(wanted)),
    },
    ...QUIET_SHOP,
    staff: { ...QUIET_SHOP.staff, actor: () => actor },
    newId: () => `shift-${String((ids += 1))}`,
    print: (report) => {
      if (report.kind === 'z') printed.push(report.head);
      return true;
    },
  });
  return {
    printed,
    turn: async () => {
      const running = desk.running();
      if (running !== null) {
        if (running.number % 2 === 0) {
          actor = actor === MAYA ? LEE : MAYA;
          await done(desk.takeOver(`${actor.name} goes on, number ${String(running.number)}`));
        }
        await done(desk.close(running.number % 3 === 0 ? null : FLOAT));
      }
      await done(desk.open(FLOAT));
    },
  };
}

async function done(wish: ReturnType<ShiftDesk['open']>): Promise<void> {
  const answer = await wish;
  if (!answer.ok) throw new Error(`the shift desk refused: ${answer.fault}`);
}
