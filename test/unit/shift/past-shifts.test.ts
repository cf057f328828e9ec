import { expect, it } from 'vitest';
import { money } from '../../../core/money/money.ts';
import type { Report } from '../../../core/shift/paper.ts';
import { HOUSE_ROWS } from '../../../main/counter/house-rows.ts';
import { PAST_ROWS, pastShifts } from '../../../main/counter/past-shifts.ts';
import { createShiftDesk, type ShiftDesk } from '../../../main/counter/shift-desk.ts';
import { openLedger, type LedgerFile } from '../../../main/ledger/ledger.ts';
import { QUIET_SHOP } from '../../books/shop-day.ts';
import { answered, LOST, PAID, submitted } from '../../builders/payments.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';
import { ownFolder } from '../ledger/folder.ts';

const { file, closing } = ownFolder();
const FLOAT = money('SGD', 15_000);

type Printed = { readonly report: Report; readonly copyOfMs: number | null };

/** The desk as a start makes it; ids go on over restarts. */
function deskOn(ledger: LedgerFile, printed: Printed[]): ShiftDesk {
  return createShiftDesk({
    ...QUIET_SHOP,
    rows: ledger.ofNoPayment(HOUSE_ROWS),
    ledger: {
      append: ledger.append,
      between: (from, until) => Promise.resolve(ledger.between(from, until)),
      entriesOf: ledger.entriesOf,
      head: () => Promise.resolve(ledger.head()),
      ofNoPayment: (wanted) => Promise.resolve(ledger.ofNoPayment(wanted)),
    },
    newId: () => `shift-${String(ledger.head().sequence)}`,
    print: (report, copyOfMs) => printed.push({ report, copyOfMs }) > 0,
  });
}

/** Six shifts, each with a payment, one of which is left in doubt and settled in the shift after. */
async function shop() {
  const ledger = closing(openLedger(file(), virtualClock()));
  const printed: Printed[] = [];
  const desk = deskOn(ledger, printed);
  let doubtful: string | null = null;
  for (let shift = 1; shift <= 6; shift += 1) {
    await desk.open(FLOAT);
    if (doubtful !== null) await ledger.append({ ...answered(PAID), paymentRequestId: doubtful });
    const { paymentRequestId, ...intent } = submitted();
    await ledger.append({ ...intent, paymentRequestId });
    doubtful = shift === 2 ? paymentRequestId : null;
    await ledger.append({ ...answered(doubtful === null ? PAID : LOST), paymentRequestId });
    await desk.close(FLOAT);
  }
  return { ledger, desk, printed };
}

it('every Z report can be printed again, after a restart and while another shift is running, and says what it said', async () => {
  const { ledger, printed } = await shop();
  const again: Printed[] = [];
  const desk = deskOn(ledger, again);
  await desk.open(FLOAT);
  const { past } = await desk.page();
  expect(past.map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
  for (const { number } of past) expect(await desk.print('z', number)).toEqual({ ok: true });
  expect(again.map(({ report }) => report)).toEqual(printed.map(({ report }) => report).toReversed());
  expect(again.every(({ copyOfMs }) => copyOfMs !== null)).toBe(true);
});

it('a shift that there never was, or that is still running, has no Z report', async () => {
  const { desk, printed } = await shop();
  await desk.open(FLOAT);
  const before = printed.length;
  for (const number of [0, 7, 8]) expect(await desk.print('z', number)).toEqual({ ok: false, fault: 'not-now' });
  expect(printed).toHaveLength(before);
});

it('where the rows begin in the middle, the shift that cannot say what it took over is left out', async () => {
  const { ledger } = await shop();
  const rows = ledger.ofNoPayment({ ...PAST_ROWS, 'shift-opened': 3, 'shift-closed': 3 });
  expect(pastShifts(rows).map(({ number }) => number)).toEqual([6, 5]);
});
