import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CHANNEL_NAMES } from '../../core/contract/channel-names.ts';
import { READY, startTcpDouble, type TcpDouble } from '../contract/printer-tcp-double.ts';
import { callAndCount, callWithOddities, malformedMessages } from './attack-messages.ts';
import { CHECKLIST } from './attack-checklist.ts';
import type { Scene } from './attack-scene.ts';
import { runPaydesk } from './run-electron.ts';
import { openShop, type Shop } from './shop.ts';
import type { BookedPayment } from './simulator-process.ts';
import { launchTill, type Till } from './till.ts';
import { openTrap } from './trap.ts';

const root = path.resolve(import.meta.dirname, '../..');
const BATCH = 2_000;

export type AttackOptions = { readonly messages: number; readonly seed: number };

type World = Scene & { readonly shop: Shop; readonly printer: TcpDouble };

/**
 * Attacks a running counter: every point of Electron's checklist, every channel with malformed messages, hostile second starts,
 * scans and printers. Afterwards the same counter must take a payment, and nothing else may have been charged.
 */
export async function attackPaydesk({ messages, seed }: AttackOptions, say: (line: string) => void) {
  const printer = await startTcpDouble({ status: READY, gsR: 0 });
  const shop = await openShop({ printerPort: printer.port });
  const trap = await openTrap();
  const till = await launchTill({ dataDir: shop.dataDir, args: ['--provision', shop.provisioning] });
  const world: World = { till, trap, shop, printer };
  try {
    await countCrashes(till);
    await closeFileWindows(till);
    const wrong: string[] = [];
    let attacked = 0;
    for (const point of CHECKLIST) {
      const isMarked = readFileSync(path.join(root, point.marked), 'utf8').includes('SECURITY');
      const found = [...(isMarked ? [] : [`${point.marked} does not mark it`]), ...(await point.attack(world))];
      wrong.push(...found.map((each) => `point ${String(point.number)} (${point.title}): ${each}`));
      if (found.length === 0) attacked += 1;
      say(`point ${String(point.number)}: ${point.title}: ${found.length === 0 ? 'held' : `BROKEN: ${found.join('; ')}`}`);
    }
    await till.page.reload();
    const fuzz = await fuzzEveryChannel(till, messages, seed);
    say(`${String(fuzz.sent)} malformed messages: ${String(fuzz.refused)} refused, ${String(fuzz.accepted.length)} accepted`);
    wrong.push(...fuzz.accepted, ...fuzz.strange.slice(0, 20));
    wrong.push(...(await hostileStarts(world)), ...(await hostileScans(world)), ...(await stillTakesPayments(world)));
    const crashes = await till.app.evaluate(() => (globalThis as unknown as { crashes: string[] }).crashes);
    for (const each of [...wrong, ...crashes]) say(each.slice(0, 300));
    return {
      ok: wrong.length === 0 && crashes.length === 0 && attacked === CHECKLIST.length,
      figures: {
        checklistPoints: CHECKLIST.length,
        attacked,
        ipcMessages: fuzz.sent,
        accepted: fuzz.accepted.length,
        crashes: crashes.length,
      },
    };
  } finally {
    await till.close();
    await trap.close();
    await shop.close();
    await printer.close();
  }
}

/** From here on, everything that dies or throws is noted. */
async function countCrashes({ app }: Till): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    const crashes: string[] = [];
    Object.assign(globalThis, { crashes });
    electron.on('render-process-gone', (_event, _contents, { reason }) => void crashes.push(`a page: ${reason}`));
    electron.on('child-process-gone', (_event, { type, reason, name }) => {
      // Paydesk itself ends the keychain's process when it rests.
      const isEnded = name === 'Paydesk keychain' && reason === 'killed';
      if (!isEnded) crashes.push(`${type}: ${reason}`);
    });
    process.on('uncaughtExceptionMonitor', ({ message }) => void crashes.push(`main: ${message}`));
    process.on('unhandledRejection', (cause) => void crashes.push(`main: ${String(cause)}`));
  });
}

/** A window of the system that asks for a file waits for a person; here one who wants none. */
async function closeFileWindows({ app }: Till): Promise<void> {
  await app.evaluate(({ dialog }) => {
    Object.assign(dialog, {
      showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
      showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    });
  });
}

type Fuzz = {
  readonly sent: number;
  readonly refused: number;
  readonly accepted: readonly string[];
  readonly strange: readonly string[];
};

async function fuzzEveryChannel({ page }: Till, count: number, seed: number): Promise<Fuzz> {
  const accepted: string[] = [];
  const strange: string[] = [];
  let [sent, refused] = [0, 0];
  for (let round = 0; sent < count; round += 1) {
    const batch = malformedMessages(Math.min(BATCH, count - sent), seed + round);
    const tally = await page.evaluate(callAndCount, batch);
    sent += batch.length;
    refused += tally.refused;
    accepted.push(...tally.accepted.map((at) => `accepted: ${JSON.stringify(batch[at])}`));
    strange.push(...tally.strange);
  }
  const odd = await page.evaluate(callWithOddities, CHANNEL_NAMES);
  return { sent: sent + odd.sent, refused, accepted, strange: [...strange, ...odd.wrong] };
}

/** What another program on the PC may start Paydesk with while it runs; the running counter hears of it and does nothing. */
const STARTS: readonly (readonly string[])[] = [
  ['--provision', '/etc/passwd'],
  ['--provision', '/etc/passwd', '--provision-only', '--delete-provision-file'],
  ['paydesk://pay?amount=1', 'javascript:alert(1)', 'file:///etc/passwd'],
  ['--practice'],
  ['\u0007\u001b]0;x', 'x'.repeat(60_000)],
];

async function hostileStarts({ till, shop }: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  const before = readFileSync(path.join(shop.dataDir, 'settings.json'), 'utf8');
  for (const args of STARTS) {
    const { code } = await runPaydesk(['--data', shop.dataDir, ...args]);
    if (code !== 0 && code !== 2)
      wrong.push(`a second start with ${JSON.stringify(args).slice(0, 80)} ended with ${String(code)}`);
  }
  if (readFileSync(path.join(shop.dataDir, 'settings.json'), 'utf8') !== before)
    wrong.push('a second start changed the settings');
  if ((await till.face()) !== 'amount') wrong.push(`after second starts the stage is ${String(await till.face())}`);
  if (till.app.windows().length !== 1) wrong.push('a second start opened a window');
  return wrong;
}

/** What a hostile barcode can hold; a wedge types it as any other. */
const SCANS = [
  "28'; DROP TABLE events;--",
  '${jndi:ldap://127.0.0.1/a}',
  '<script>pwned=1</script>',
  '%00%0d%0aX-Evil: 1',
  '2810060200000000001257330000000000000',
  '9'.repeat(600),
  '../../../../etc/passwd',
  '{"__proto__":{"x":1}}',
];

async function hostileScans({ till, shop }: World): Promise<readonly string[]> {
  await till.keys.focus();
  for (const scan of SCANS) await till.keys.scan(scan, 2);
  const payments = (await shop.gateway.ledger())['payments'] as readonly BookedPayment[];
  const { isPwned } = await till.page.evaluate(() => ({ isPwned: 'pwned' in globalThis || 'x' in Object.prototype }));
  return [...(payments.length > 0 ? ['a hostile barcode charged somebody'] : []), ...(isPwned ? ['a barcode ran as code'] : [])];
}

const SCANS_MAX = 4;

/** On a machine that is busy with the attacks a scan may come too slowly to be one; then it is refused whole and scanned once more. */
async function scanUntilPaid({ keys, page }: Till, code: string): Promise<void> {
  const paid = page.locator('[data-testid="stage"][data-face="paid"]');
  for (let scan = 1; scan < SCANS_MAX; scan += 1) {
    await keys.scan(code);
    const isPaid = await paid.waitFor({ timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    if (isPaid) return;
  }
  await keys.scan(code);
  await paid.waitFor({ timeout: 30_000 });
}

/** With a printer that talks nonsense before each answer, and without one: the counter goes on, and one payment is one payment. */
async function stillTakesPayments({ till, shop, printer }: World): Promise<readonly string[]> {
  printer.become({ status: READY, gsR: 0, push: Array.from({ length: 4_096 }, (_, at) => (at * 89) % 256) });
  await till.page.reload();
  await till.page.locator('body[data-ready="true"]').waitFor();
  await till.keys.focus();
  await till.keys.press('F12');
  await till.keys.type('150');
  await till.keys.press('Return');
  await scanUntilPaid(till, await shop.gateway.mintCode({ behaviour: 'approve' }));
  const payments = (await shop.gateway.ledger())['payments'] as readonly BookedPayment[];
  return payments.length === 1 && payments[0]?.amount.value === '150'
    ? []
    : [`the gateway's books hold ${JSON.stringify(payments.map(({ amount, status }) => ({ amount, status })))}`];
}
