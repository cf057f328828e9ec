import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DifferenceClass } from '../../core/reconcile/differences.ts';
import { DAY_MS, dayStartMs, type Utc8Day } from '../../core/reconcile/utc8.ts';
import { dueMs } from '../../core/reconcile/calendar.ts';
import { dealPieces, openLedgerReader } from '../../main/ledger/local-pieces.ts';
import { readLocalRows } from '../../main/ledger/local-rows.ts';
import { openReportDesk } from '../../main/reports/desk.ts';
import { createMorning } from '../../main/worlds/report-mornings.ts';
import { clearingReports, compactDay, PLAIN_LAYOUT } from '../../simulator/reports/cycle.ts';
import { publish } from '../../simulator/reports/publish.ts';
import { startSftp, type RunningSftp } from '../../simulator/reports/sftp-server.ts';
import type { ReportRow } from '../../simulator/reports/row.ts';
import { dayRows, FIRST_DAY, PARTY } from '../builders/report-month.ts';
import { writeLedger } from '../drive/reconcile-make.ts';

type Desk = ReturnType<typeof openReportDesk>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PASSWORD = 'seven-days';

let folder: string;
let nowMs: number;
let desk: Desk;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-desk-'));
  nowMs = dueMs(FIRST_DAY) + 3 * HOUR_MS;
  desk = openReportDesk({
    storeFile: path.join(folder, 'reports.sqlite'),
    folder: path.join(folder, 'reports'),
    counterId: 'T1',
    nowMs: () => nowMs,
    ledgerFile: path.join(folder, 'ledger.sqlite'),
    rowsOf: async (ledgerFile, span, rounding, onRow) => {
      const pieces = dealPieces([openLedgerReader(ledgerFile, span)], 0);
      try {
        await readLocalRows(pieces, span, rounding, onRow);
      } finally {
        await pieces.close();
      }
    },
    firstSetup: {},
  });
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same rows as another counter would have made them. */
const ofCounter = (counter: string, rows: readonly ReportRow[]): readonly ReportRow[] =>
  rows.map((row) => ({
    ...row,
    transactionId: `${row.transactionId.slice(0, 20)}${counter.slice(1)}${row.transactionId.slice(21)}`,
    requestId: row.requestId.replace(/^T1-/, `${counter}-`),
    originalRequestId: row.originalRequestId.replace(/^T1-/, `${counter}-`),
  }));

const reportsOf = (root: string, day: Utc8Day, rows: readonly ReportRow[]): readonly string[] =>
  publish(
    root,
    clearingReports(PARTY, { day, batchId: `${compactDay(day)}001`, rows, fees: [] }, PLAIN_LAYOUT).map((report) => ({
      ...report,
      bytes: Buffer.from(report.text, 'utf8'),
    })),
  ).map((each) => path.join(root, each.path));

const ownLedger = (rows: readonly ReportRow[]): void => {
  writeLedger(path.join(folder, 'ledger.sqlite'), rows);
};

const countsOn = async (day: Utc8Day): Promise<Partial<Record<DifferenceClass, number>>> =>
  (await desk.view(day, day + 1)).days[0]?.counts ?? {};

test('a payment just before midnight that stands in the next cycle is matched, and told as a shift of its day and nothing more', async () => {
  const today = dayRows(FIRST_DAY, 40);
  const late = dayRows(FIRST_DAY, 41).at(-1);
  if (late === undefined) throw new Error('the day has a last row');
  const shifted = { ...late, atMs: dayStartMs(FIRST_DAY + 1) - 2_000 };
  const tomorrow = dayRows(FIRST_DAY + 1, 40);
  ownLedger([...today, shifted, ...tomorrow]);
  await desk.take([...reportsOf(folder, FIRST_DAY, today), ...reportsOf(folder, FIRST_DAY + 1, [shifted, ...tomorrow])]);
  nowMs += DAY_MS;
  await desk.run(FIRST_DAY, FIRST_DAY + 2);
  const { days, differences } = await desk.view(FIRST_DAY, FIRST_DAY + 1);
  expect(days[0]).toMatchObject({ counts: { DATE_SHIFT: 1 }, open: 0 });
  expect(
    differences.map(({ difference }) => [difference.class, difference.requestId, difference.ours, difference.theirs]),
  ).toEqual([['DATE_SHIFT', shifted.requestId, String(FIRST_DAY), String(FIRST_DAY + 1)]]);
  expect(await countsOn(FIRST_DAY + 1)).toEqual({});
});

test.each([
  ['nothing is said before the due hour', -1, undefined],
  ['nothing is said within the grace that the owner set', 119 * MINUTE_MS, undefined],
  ['it is late when the grace is over', 120 * MINUTE_MS, 'FILE_LATE'],
  ['it is late for a day', 120 * MINUTE_MS + DAY_MS - 1, 'FILE_LATE'],
  ['and missing afterwards', 120 * MINUTE_MS + DAY_MS, 'FILE_MISSING'],
] as const)('a report that does not come: %s', async (_, afterDueMs, name) => {
  ownLedger(dayRows(FIRST_DAY, 10));
  await desk.take(reportsOf(folder, FIRST_DAY, dayRows(FIRST_DAY, 10)));
  nowMs = dueMs(FIRST_DAY + 1) + afterDueMs;
  await desk.run(FIRST_DAY + 1, FIRST_DAY + 2);
  expect(await countsOn(FIRST_DAY + 1)).toEqual(name === undefined ? {} : { [name]: 3 });
  const { days } = await desk.view(FIRST_DAY + 1, FIRST_DAY + 2);
  expect(days[0]?.open).toBe(name === undefined ? 0 : 3);
});

describe('the ledger of another counter', () => {
  const ours = dayRows(FIRST_DAY, 40);
  const theirs = ofCounter('T2', dayRows(FIRST_DAY, 20));
  const bring = (name: string, rows: readonly ReportRow[]): string => {
    const place = path.join(folder, 'brought', name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeLedger(place, rows);
    return place;
  };

  test('its rows are told as those of another counter until it is brought, and are matched from then on', async () => {
    ownLedger(ours);
    await desk.take(reportsOf(folder, FIRST_DAY, [...ours, ...theirs]));
    expect(await countsOn(FIRST_DAY)).toEqual({ OTHER_COUNTER: 1 });
    const before = (await desk.view(FIRST_DAY, FIRST_DAY + 1)).days[0]?.figures[0];
    expect(before?.others.payments).toBe(20);

    expect(await desk.take([bring('T2.sqlite', theirs)])).toMatchObject({ taken: ['T2.sqlite'], refused: [] });
    expect(await countsOn(FIRST_DAY)).toEqual({});
    const after = (await desk.view(FIRST_DAY, FIRST_DAY + 1)).days[0]?.figures[0];
    expect([after?.sold.payments, after?.reported.payments, after?.others.payments]).toEqual([60, 60, 0]);
  });

  test('what it sold and the report lacks is a difference; an older copy of it under another name makes none', async () => {
    ownLedger(ours);
    await desk.take(reportsOf(folder, FIRST_DAY, [...ours, ...theirs.slice(1)]));
    await desk.take([bring('T2.sqlite', theirs), bring('T2-old.sqlite', theirs.slice(0, 10))]);
    const { differences } = await desk.view(FIRST_DAY, FIRST_DAY + 1);
    expect(differences.map(({ difference }) => [difference.class, difference.requestId])).toEqual([
      ['MISSING_IN_REPORT', theirs[0]?.requestId],
    ]);
  });

  test('rows of this counter in a copy count once, and a file that is no ledger is refused and kept nowhere', async () => {
    ownLedger(ours);
    await desk.take(reportsOf(folder, FIRST_DAY, [...ours, ...theirs]));
    const stranger = path.join(folder, 'notes.sqlite');
    writeFileSync(stranger, 'not a database, but long enough to look at it twice. '.repeat(20));
    const taken = await desk.take([stranger, bring('T1-copy.sqlite', [...ours, ...theirs])]);
    expect(taken).toMatchObject({ taken: ['T1-copy.sqlite'], refused: [{ name: 'notes.sqlite', why: 'unreadable' }] });
    expect(await countsOn(FIRST_DAY)).toEqual({});
    expect((await desk.view(FIRST_DAY, FIRST_DAY + 1)).days[0]?.figures[0]?.sold.payments).toBe(60);
  });
});

describe('the run of each morning', () => {
  let server: RunningSftp;
  let root: string;
  let notices: (string | null)[];
  let fetches: number;
  let morning: () => Promise<void>;

  beforeEach(async () => {
    root = path.join(folder, 'server');
    mkdirSync(root);
    server = await startSftp({ host: '127.0.0.1', port: 0, root, user: 'acquirer', password: PASSWORD });
    const { port, hostKey } = server;
    const access = { host: '127.0.0.1', port, user: 'acquirer', secret: 'password', hostKey, root: '/v1' } as const;
    await desk.saveSetup({ ...(await desk.setup()), access: { ...access, participantId: PARTY.participantId } });
    notices = [];
    fetches = 0;
    const fetch = async () => {
      fetches += 1;
      return desk.fetch(PASSWORD);
    };
    morning = createMorning({ isPractice: false, desk, fetch }, { wallMs: () => nowMs }, (code) => notices.push(code));
  });
  afterEach(() => server.close());

  const onServer = (day: Utc8Day, rows: readonly ReportRow[]): void => {
    reportsOf(path.join(root, 'v1'), day, rows);
  };
  const atMinutes = async (day: Utc8Day, afterDue: number): Promise<void> => {
    nowMs = dueMs(day) + afterDue * MINUTE_MS;
    await morning();
  };

  test('fetches and reconciles once, a quarter of an hour after the reports are due, and says nothing when all is well', async () => {
    const rows = dayRows(FIRST_DAY, 30);
    ownLedger(rows);
    onServer(FIRST_DAY - 1, []);
    onServer(FIRST_DAY, rows);
    await atMinutes(FIRST_DAY, 14);
    expect(fetches).toBe(0);
    await atMinutes(FIRST_DAY, 15);
    await atMinutes(FIRST_DAY, 25);
    expect([fetches, notices]).toEqual([1, [null]]);
    expect((await desk.view(FIRST_DAY, FIRST_DAY + 1)).days[0]?.figures[0]?.reported.payments).toBe(30);
  });

  test('tells quietly that there are differences, and takes a corrected report of the same length, after which there are none', async () => {
    const rows = dayRows(FIRST_DAY, 30);
    ownLedger(rows);
    onServer(FIRST_DAY - 1, []);
    onServer(FIRST_DAY, rows.slice(1));
    await atMinutes(FIRST_DAY, 15);
    expect(notices).toEqual(['differences']);
    onServer(FIRST_DAY, rows);
    onServer(FIRST_DAY + 1, []);
    await atMinutes(FIRST_DAY + 1, 15);
    expect(notices).toEqual(['differences', null]);
  });

  test('asks again for reports that are late, says so when the grace is over, and takes them when they come', async () => {
    const rows = dayRows(FIRST_DAY, 30);
    ownLedger(rows);
    onServer(FIRST_DAY - 1, []);
    await atMinutes(FIRST_DAY, 15);
    await atMinutes(FIRST_DAY, 25);
    expect([fetches, notices]).toEqual([2, [null, null]]);
    await atMinutes(FIRST_DAY, 125);
    expect(notices.at(-1)).toBe('differences');
    expect(await countsOn(FIRST_DAY)).toMatchObject({ FILE_LATE: 3 });
    onServer(FIRST_DAY, rows);
    await atMinutes(FIRST_DAY, 135);
    await atMinutes(FIRST_DAY, 145);
    expect([fetches, notices.at(-1)]).toEqual([4, null]);
  });

  test('what is there is not fetched again: neither the same bytes, nor what was written before ours came', async () => {
    ownLedger(dayRows(FIRST_DAY, 30));
    onServer(FIRST_DAY, dayRows(FIRST_DAY, 30));
    nowMs = dueMs(FIRST_DAY) + HOUR_MS;
    expect((await desk.fetch(PASSWORD)).taken).toHaveLength(3);
    expect(await desk.fetch(PASSWORD)).toMatchObject({ taken: [], known: expect.objectContaining({ length: 3 }) as string[] });
    const before = new Date(nowMs - MINUTE_MS);
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }))
      utimesSync(path.join(root, name), before, before);
    expect(await desk.fetch(PASSWORD)).toMatchObject({ taken: [], known: [] });
  });

  test('a server that is away is told and asked again; in Practice, and where no server is set up, there is no morning', async () => {
    ownLedger(dayRows(FIRST_DAY, 5));
    await server.close();
    await atMinutes(FIRST_DAY, 15);
    await atMinutes(FIRST_DAY, 25);
    expect([fetches, notices]).toEqual([2, ['fetch-failed', 'fetch-failed']]);
    const quiet: unknown[] = [];
    const told = (code: unknown) => quiet.push(code);
    const never = () => Promise.reject(new Error('nobody asks in Practice'));
    await createMorning({ isPractice: true, desk, fetch: never }, { wallMs: () => nowMs }, told)();
    await createMorning({ isPractice: false, desk, fetch: () => Promise.resolve(null) }, { wallMs: () => nowMs }, told)();
    expect(quiet).toEqual([]);
    await createMorning({ isPractice: false, desk, fetch: never }, { wallMs: () => nowMs }, told)();
    expect(quiet).toEqual(['fetch-failed']);
  });
});
