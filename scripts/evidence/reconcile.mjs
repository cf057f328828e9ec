/** Reports against the ledger: speed and memory beside sqlite3 doing the same join, and a month whose planted faults must all be found. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../prepare/prepare.mjs';

const ROWS = 1_000_000;
const RUNS = 3;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'report rows against ledger rows, beside sqlite3 in the same run; a month of planted differences (--rows N, --runs N)',
  run: async ({ given, say }) => {
    const rows = Number(given['rows'] ?? ROWS);
    const runs = Number(given['runs'] ?? RUNS);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-reconcile-'));
    try {
      const drive = await bundled();
      say('writing a month with planted differences');
      const month = JSON.parse(execFileSync(process.execPath, [drive, 'month', path.join(folder, 'month')], WHOLE));
      say(`writing ${rows} rows into reports and into a ledger`);
      const [reports, ledger] = [path.join(folder, 'large'), path.join(folder, 'ledger.sqlite')];
      execFileSync(process.execPath, [drive, 'make', reports, ledger, String(rows)], WHOLE);
      const measured = [];
      const floors = [];
      for (let run = 0; run < runs; run += 1) {
        measured.push(JSON.parse(execFileSync(process.execPath, [NURSERY, drive, 'run', reports, ledger], WHOLE)));
        floors.push(sqlite(folder, reports, ledger));
        say(
          `run ${run + 1}: Paydesk ${measured[run].seconds.toFixed(1)} s, sqlite3 ${floors[run]?.seconds?.toFixed(1) ?? 'not installed'} s`,
        );
      }
      return judge(month, measured, floors);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** @type {import('node:child_process').ExecFileSyncOptionsWithStringEncoding} */
const WHOLE = { encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'inherit'] };

/** As large as `main/worlds/reports-thread.ts` lets it be: a nursery has three parts of this size. */
const NURSERY = '--max-semi-space-size=4';

/** @param {any} month @param {any[]} measured @param {any[]} floors */
function judge(month, measured, floors) {
  const middle = median(measured);
  const floor = floors.includes(null) ? null : median(floors);
  const agree = floor === null || (floor.matched === middle.matched && floor.differences === middle.differences);
  const { planted, found, missed, falseAlarms } = month;
  for (const each of [...missed.slice(0, 5), ...falseAlarms.slice(0, 5)]) console.error(`reconcile: ${each}`);
  return {
    ok:
      found === planted && falseAlarms.length === 0 && middle.differences === 0 && middle.matched === middle.ledgerRows && agree,
    figures: {
      reportRows: middle.reportRows,
      ledgerRows: middle.ledgerRows,
      seconds: middle.seconds,
      ledgerReadSeconds: middle.ledgerSeconds,
      rssMb: middle.rssMb,
      planted,
      found,
      falseAlarms: falseAlarms.length,
      monthRows: month.rows,
      classesFound: Object.keys(month.counts).length,
    },
    floors: floor === null ? { sqlite3Seconds: null } : { sqlite3Seconds: floor.seconds, sqlite3Matched: floor.matched },
  };
}

/** The run in the middle. @param {any[]} runs */
const median = (runs) => [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)];

/** The same job in the database's own shell: import the reports, pick the facts out of the ledger's events, join both ways. */
function sqlite(/** @type {string} */ folder, /** @type {string} */ reports, /** @type {string} */ ledger) {
  const database = path.join(folder, 'floor.sqlite');
  fs.rmSync(database, { force: true });
  const files = fs.readdirSync(reports, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv'));
  const script = [
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;',
    `CREATE TABLE report (${COLUMNS.map((name) => `${name} TEXT`).join(', ')});`,
    '.mode csv',
    // Two lines of totals and the header of the details.
    ...files.map((name) => `.import --skip 3 "${path.join(reports, name)}" report`),
    `ATTACH 'file:${ledger}?mode=ro' AS ledger;`,
    LOCAL,
    'CREATE INDEX report_by_id ON report (transactionId); CREATE INDEX local_by_id ON local (alipay_id);',
    ".mode list\n.separator ' '",
    JOIN,
  ].join('\n');
  const startedMs = performance.now();
  try {
    const answer = execFileSync('sqlite3', ['-batch', database], { ...WHOLE, input: script, stdio: ['pipe', 'pipe', 'inherit'] });
    const [matched, differences] = answer.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
    return { seconds: (performance.now() - startedMs) / 1_000, matched, differences };
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'ENOENT') return null;
    throw cause;
  }
}

const COLUMNS =
  'clearingBatchId,transactionId,originalTransactionId,transactionRequestId,originalTransactionRequestId,transactionType,transactionTime,transactionAmountValue,transactionCurrency,settlementAmountValue,settlementCurrency,direction,pspId,pspName,referenceMerchantId,referenceStoreId,productCode'.split(
    ',',
  );

const LOCAL = `CREATE TABLE local AS
  SELECT p.payment_id AS alipay_id, p.payment_request_id AS request_id, 'PAYMENT' AS kind, p.amount_minor AS amount, p.currency AS currency,
    json_extract(e.body, '$.verdict.facts.settlementAmount.amountMinor') AS settlement, p.state AS state
  FROM ledger.payments p JOIN ledger.events e ON e.payment_request_id = p.payment_request_id AND e.type = 'payment-answered'
  UNION ALL
  SELECT json_extract(e.body, '$.verdict.refundId'), r.refund_request_id, 'REFUND', r.amount_minor, p.currency,
    json_extract(e.body, '$.verdict.settlementAmount.amountMinor'), r.state
  FROM ledger.events e JOIN ledger.refunds r ON r.refund_request_id = json_extract(e.body, '$.refundRequestId')
  JOIN ledger.payments p ON p.payment_request_id = r.payment_request_id WHERE e.type = 'refund-answered';`;

const JOIN = `SELECT
  (SELECT count(*) FROM local l JOIN report r ON r.transactionId = l.alipay_id AND r.transactionRequestId = l.request_id),
  (SELECT count(*) FROM local l JOIN report r ON r.transactionId = l.alipay_id WHERE r.transactionRequestId <> l.request_id
    OR r.transactionType <> l.kind OR CAST(r.transactionAmountValue AS INTEGER) <> l.amount OR r.transactionCurrency <> l.currency
    OR CAST(r.settlementAmountValue AS INTEGER) <> l.settlement OR l.state NOT IN ('paid', 'refunded'))
  + (SELECT count(*) FROM report r LEFT JOIN local l ON l.alipay_id = r.transactionId WHERE l.alipay_id IS NULL)
  + (SELECT count(*) FROM local l LEFT JOIN report r ON r.transactionId = l.alipay_id WHERE r.transactionId IS NULL);`;

/** Plain Node runs the shipped code, the reader of the ledger in a thread of its own as in the app. */
async function bundled() {
  const folder = path.join(projectRoot, 'node_modules/.cache/paydesk-reconcile');
  await bundle('main/ledger/pieces-worker.ts', path.join(folder, 'pieces-worker.mjs'));
  return bundle('test/drive/reconcile.ts', path.join(folder, 'drive.mjs'));
}

/** @param {string} entry @param {string} file */
async function bundle(entry, file) {
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: path.join(projectRoot, entry),
    cwd: projectRoot,
    platform: 'node',
    external: [/^node:/, '@photostructure/sqlite'],
    logLevel: 'silent',
  });
  try {
    await build.write({ file, format: 'esm' });
  } finally {
    await build.close();
  }
  return file;
}
