import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HAND_MS, pushButton } from '../drive/people.ts';
import { writeProvisioning } from '../drive/provisioning.ts';
import { runPaydesk } from '../drive/run-electron.ts';
import { startGatewayProcess } from '../drive/simulator-process.ts';
import { apiCalls, expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

type Report = {
  readonly ok: boolean;
  readonly faults?: readonly { readonly path: string; readonly code: string }[];
  readonly [field: string]: unknown;
};

test('--provision-only ends with 0, 2 or 3 and says why in one JSON object', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-e2e-'));
  const gateway = await startGatewayProcess();
  const good = writeProvisioning(folder, gateway);
  const bad = path.join(folder, 'bad.json');
  const { gateway: given, ...rest } = JSON.parse(readFileSync(good, 'utf8')) as { readonly gateway: object };
  writeFileSync(
    bad,
    JSON.stringify({ ...rest, gateway: { ...given, clientId: undefined, baseUrl: 'http://192.0.2.1' }, colour: 'red' }),
  );
  await gateway.stop();
  const run = async (name: string, file: string, env: NodeJS.ProcessEnv = process.env) => {
    const dataDir = path.join(folder, name);
    const { code, stdout } = await runPaydesk(['--data', dataDir, '--provision', file, '--provision-only'], env);
    return { code, report: JSON.parse(stdout) as Report, hasSettings: existsSync(path.join(dataDir, 'settings.json')) };
  };

  expect(await run('good', good)).toMatchObject({
    code: 0,
    hasSettings: true,
    report: { ok: true, counterId: 'T2', keyVersion: 1, fileDeleted: false, filesHoldingSecrets: [good] },
  });
  const looked = await runPaydesk(['--data', path.join(folder, 'good'), '--health']);
  expect([looked.code, JSON.parse(looked.stdout)]).toMatchObject([
    4,
    { ready: false, problems: ['gateway-unreachable'], signingKey: 'ok', settings: { state: 'live', counterId: 'T2' } },
  ]);
  const faulty = await run('faulty', bad);
  expect(faulty).toMatchObject({ code: 2, hasSettings: false, report: { ok: false } });
  expect(faulty.report.faults?.map(({ path: at }) => at).sort()).toEqual(['$.colour', '$.gateway.baseUrl', '$.gateway.clientId']);
  const noKeychain = { ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path.join(folder, 'no-such-bus')}` };
  expect(await run('no-keychain', good, noKeychain)).toMatchObject({
    code: 3,
    hasSettings: false,
    report: { ok: false, faults: [{ path: '$', code: 'keychain-missing' }] },
  });
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('settings that cannot be read block the counter in plain words; it never becomes a practice counter', async ({
  counter,
}) => {
  await counter.till.close();
  const settings = path.join(counter.dataDir, 'settings.json');
  writeFileSync(settings, readFileSync(settings, 'utf8').slice(0, 200));
  const { page, keys } = await counter.restart();
  const notice = page.getByTestId('notice');
  await expect(notice).toContainText('The settings file cannot be read');
  await expect(notice).toContainText('Charging is off.');
  const kept = readdirSync(counter.dataDir).filter((name) => name.startsWith('settings.corrupt-'));
  expect(kept).toHaveLength(1);
  await expect(notice).toContainText(`A copy is kept at ${path.join(counter.dataDir, kept[0] ?? '')}`);
  await expect(page.getByTestId('practice')).toHaveCount(0);
  await picture(page, 'settings-kept-aside');

  await keys.type('500');
  await keys.press('Return');
  await keys.scan('281006020000000000000000');
  await expect(notice).toContainText('Charging is off: the settings cannot be read');
  await picture(page, 'charging-is-off');
  expect(await apiCalls(counter.gateway, 'pay')).toEqual([]);
  expect(readFileSync(settings, 'utf8')).toHaveLength(200);
  await keys.press('Escape', 'F9');
  await expect(page.getByTestId('setup')).toContainText('cannot be read, so charging is off');
  await expect(page.getByTestId('setup-make-key')).toHaveCount(0);
  await picture(page, 'settings-blocked');
});

test('a key that Alipay+ does not know stops the counter in words, and the money in question is never guessed', async ({
  counter,
}) => {
  const { till, gateway } = counter;
  const { page, keys } = till;
  await keys.press('F9');
  await pushButton(till, 'setup-import-key');
  await page.getByTestId('import-key-text').waitFor();
  await keys.type('bm90IGEga2V5', HAND_MS);
  await pushButton(till, 'import-key-yes');
  await expect(page.getByTestId('refusal')).toContainText('That is not a key Paydesk can read');
  await picture(page, 'import-wrong-key');
  await keys.press('Escape');
  await expect(page.getByTestId('refusal')).toHaveCount(0);

  await pushButton(till, 'setup-make-key');
  await page.getByTestId('make-key-dialog').waitFor();
  await pushButton(till, 'make-key-yes');
  const next = page.getByTestId('setup-next-key');
  await expect(next).toHaveValue(/^MII/, { timeout: 20_000 });
  expect(await next.inputValue()).not.toBe(await page.getByTestId('setup-public-key').inputValue());
  await picture(page, 'next-key');
  await pushButton(till, 'setup-activate-key');
  await pushButton(till, 'confirm-yes');
  await expect(page.getByTestId('health-gateway')).toHaveAttribute('data-tone', 'bad');
  await picture(page, 'key-not-known-settings');
  await keys.press('Escape');

  await keys.type('4200');
  await keys.press('Return');
  await keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(page.getByTestId('stage')).toHaveAttribute('data-face', 'unknown');
  await expect(page.getByTestId('health-gateway')).toHaveText('Alipay+ seems not to accept this key');
  await picture(page, 'key-not-known');
  expect(await counter.payments()).toEqual([]);
});

test('a running counter is never taken for a provisioned one, and its health is looked at from beside it', async ({
  counter,
}) => {
  const args = ['--data', counter.dataDir, '--provision', '/nowhere/counter.json', '--provision-only'];
  const { code, stdout } = await runPaydesk(args);
  expect([code, JSON.parse(stdout)]).toMatchObject([2, { ok: false, faults: [{ code: 'already-running' }] }]);
  const looked = await runPaydesk(['--data', counter.dataDir, '--health']);
  expect([looked.code, JSON.parse(looked.stdout)]).toMatchObject([
    0,
    { ready: true, problems: [], signingKey: 'ok', gateway: { reachable: true, proxy: null }, ledger: { openPayments: 0 } },
  ]);
  expect(readFileSync(path.join(counter.dataDir, 'logs', 'paydesk.log'), 'utf8')).toContain('starts on');
});
