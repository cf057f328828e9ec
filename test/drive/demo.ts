import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { launchTill, type Till } from './till.ts';

const outDir = path.resolve(import.meta.dirname, '../../out/demo');

type Stage = { readonly till: Till; readonly walletUrl: string; readonly shot: (name: string) => Promise<void> };

/** Plays three customers against the practice gateway with real keys; prints what happened and the paper; true when all went well. */
export async function runDemo(): Promise<boolean> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'paydesk-demo-'));
  const till = await launchTill({ dataDir, args: ['--practice'] });
  try {
    const stage = await setUp(till);
    if (process.getuid?.() === 0) say('Running as root, so Electron was started with --no-sandbox.');
    say('Paydesk is open in Practice mode.');
    await takePayment(stage);
    await takeAndCancel(stage);
    await takeAndRefund(stage);
    await printPaper(stage);
    say(`Pictures are in ${path.relative(process.cwd(), outDir)}/.`);
    return true;
  } catch (cause) {
    say(`The demonstration stopped: ${cause instanceof Error ? cause.message : String(cause)}`);
    await till.keys.screenshot(path.join(outDir, 'stopped.png')).catch(() => undefined);
    return false;
  } finally {
    await till.close().catch(() => undefined);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function setUp(till: Till): Promise<Stage> {
  const walletUrl = await till.page.evaluate(async () => {
    const { paydesk } = globalThis as unknown as {
      paydesk: { invoke: (name: string, body: object) => Promise<{ value: { practice: { walletUrl: string } } }> };
    };
    return (await paydesk.invoke('app.snapshot', {})).value.practice.walletUrl;
  });
  let count = 0;
  const shot = async (name: string): Promise<void> => {
    count += 1;
    await till.page.screenshot({ path: path.join(outDir, `${String(count).padStart(2, '0')}-${name}.png`) });
  };
  return { till, walletUrl: walletUrl.replace(/\/$/, ''), shot };
}

async function takePayment(stage: Stage): Promise<void> {
  const { till, shot } = stage;
  await till.keys.type('4250');
  await shot('amount');
  await till.keys.press('Return');
  await till.keys.scan(await mint(stage, 'ask'));
  await face(till, 'waiting');
  await shot('waiting');
  const wallet = await walletPage(till);
  await wallet.screenshot({ path: path.join(outDir, 'wallet-asks.png') });
  await wallet.getByRole('button', { name: 'Approve' }).click();
  await face(till, 'paid');
  await till.page.getByText('Receipt printed').waitFor();
  await shot('paid');
  say('42.50 SGD: scanned, the customer approved in the wallet, Paid. The receipt was printed.');
}

async function takeAndCancel(stage: Stage): Promise<void> {
  const { till, shot } = stage;
  await till.keys.press('Return');
  await pay(stage, '990');
  await till.keys.press('F4');
  await till.page.getByTestId('confirm-yes').waitFor();
  await shot('cancel-asks-once');
  await till.page.getByTestId('confirm-yes').click();
  await face(till, 'cancelled');
  await shot('cancelled');
  say('9.90 SGD: Paid, then cancelled the same day; Alipay+ confirmed that the money goes back.');
}

async function takeAndRefund(stage: Stage): Promise<void> {
  const { till, shot } = stage;
  await till.keys.press('Return');
  await pay(stage, '1800');
  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').fill('5.00');
  await till.page.getByTestId('refund-reason').fill('one item returned');
  await shot('refund');
  await till.page.getByTestId('refund-submit').click();
  await till.page.getByTestId('payment-page').getByText('Refunded').first().waitFor();
  await shot('refunded');
  say('18.00 SGD: Paid, then 5.00 SGD refunded; 13.00 SGD are left.');
}

async function pay(stage: Stage, digits: string): Promise<void> {
  await stage.till.keys.type(digits);
  await stage.till.keys.press('Return');
  await stage.till.keys.scan(await mint(stage, 'approve'));
  await face(stage.till, 'paid');
}

const FACE_TIMEOUT_MS = 15_000;

const face = (till: Till, name: string): Promise<void> =>
  till.page.locator(`[data-testid="stage"][data-face="${name}"]`).waitFor({ timeout: FACE_TIMEOUT_MS });

async function walletPage(till: Till): Promise<Page> {
  const isWallet = (page: Page) => page.url().startsWith('http://127.0.0.1');
  return till.app.windows().find(isWallet) ?? till.app.waitForEvent('window', isWallet);
}

async function mint({ walletUrl }: Stage, behaviour: string): Promise<string> {
  const response = await fetch(`${walletUrl}/wallet/codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ behaviour }),
  });
  return ((await response.json()) as { readonly code: string }).code;
}

type PaperRow = { readonly kind: string; readonly text?: string; readonly spans?: readonly { readonly text: string }[] };

async function printPaper({ walletUrl }: Stage): Promise<void> {
  const view = (await (await fetch(`${walletUrl}/wallet/state`)).json()) as {
    readonly printer: { readonly rows: readonly PaperRow[] } | null;
  };
  say('What the practice printer printed:');
  for (const row of view.printer?.rows ?? []) process.stdout.write(`  | ${paperLine(row)}\n`);
}

function paperLine(row: PaperRow): string {
  if (row.kind === 'cut') return '- - - - - - - - - - - - - - - - - - - - -';
  return row.spans?.map(({ text }) => text).join('') ?? `[${row.text ?? row.kind}]`;
}

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
