import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lazyReportDesk } from '../../../main/worlds/reports-thread.ts';
import { FIRST_DAY } from '../../builders/report-month.ts';
import { DAYS, makeLarge } from '../../drive/reconcile-make.ts';
import { buildScript } from '../ledger/build-script.ts';

// The built thread finds its libraries from where it lies.
const cache = path.resolve(import.meta.dirname, '../../../node_modules/.cache');
mkdirSync(cache, { recursive: true });
const outDir = mkdtempSync(path.join(cache, 'paydesk-reports-thread-'));
const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-reports-thread-'));
const ledgerFile = path.join(folder, 'ledger.sqlite');
let script = '';

beforeAll(async () => {
  script = await buildScript('../../../main/worlds/reports-worker.ts', outDir);
  copyFileSync(await buildScript('../../../main/ledger/pieces-worker.ts', outDir), path.join(outDir, 'pieces-worker.js'));
  writeFileSync(path.join(outDir, 'package.json'), '{ "type": "module" }');
  makeLarge(path.join(folder, 'made'), ledgerFile, 30_000);
}, 30_000);
afterAll(() => {
  for (const each of [outDir, folder]) rmSync(each, { recursive: true, force: true });
});

const opened = () =>
  lazyReportDesk(script, {
    storeFile: path.join(folder, 'reports.sqlite'),
    folder: path.join(folder, 'reports'),
    counterId: 'T1',
    ledgerFile,
    firstSetup: {},
  });

it('a desk that is closed in the middle of a run ends its threads, keeps nothing of the run, and the next one starts over', async () => {
  const first = opened();
  await first.desk.setup();
  const run = first.desk.run(FIRST_DAY, FIRST_DAY + DAYS);
  const ended = expect(run).rejects.toThrow(/has ended/);
  await first.close();
  await ended;
  await expect(first.desk.setup()).rejects.toThrow('the report desk has ended');

  const second = opened();
  expect((await second.desk.view(FIRST_DAY, FIRST_DAY + DAYS)).days).toEqual([]);
  await second.desk.run(FIRST_DAY, FIRST_DAY + DAYS);
  const { days } = await second.desk.view(FIRST_DAY, FIRST_DAY + DAYS);
  expect(days).toHaveLength(DAYS);
  await second.close();
});

it('a desk that nobody asked anything closes at once', async () => {
  const { desk, close } = opened();
  await close();
  await expect(desk.setup()).rejects.toThrow('the report desk has ended');
});
