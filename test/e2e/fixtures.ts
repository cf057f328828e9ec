import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test as base, type Page, type TestInfo } from '@playwright/test';
import { KEYS_ALONE } from '../../scripts/evidence-report/journey-verdict.mjs';
import { READY, startTcpDouble, type TcpDouble } from '../contract/printer-tcp-double.ts';
import { watchHands, type Touches } from '../drive/hands.ts';
import { writeProvisioning, type ShopWishes } from '../drive/provisioning.ts';
import { startGatewayProcess, type GatewayProcess } from '../drive/simulator-process.ts';
import { openPracticeWallet, type PracticeWallet } from '../drive/practice-wallet.ts';
import { launchTill, type Till } from '../drive/till.ts';

/** One payment as the gateway's own books have it. */
export type Booked = {
  readonly paymentRequestId: string;
  readonly status: string;
  readonly amount: { readonly currency: string; readonly value: string };
  readonly refundedMinor: number;
  readonly chargedMinor: number;
  readonly netMinor: number;
};

/** A shop of its own: gateway, printer, data folder, and Paydesk provisioned in front of them. */
export type CounterWorld = {
  till: Till;
  readonly gateway: GatewayProcess;
  readonly printer: TcpDouble;
  readonly dataDir: string;
  readonly payments: () => Promise<readonly Booked[]>;
  readonly onlyPayment: () => Promise<Booked>;
  /** Calls main through the page's own bridge. */
  readonly invoke: (channel: string, request: unknown) => Promise<unknown>;
  /** Starts Paydesk again on the same data folder. */
  readonly restart: (env?: NodeJS.ProcessEnv, args?: readonly string[]) => Promise<Till>;
};

/** Paydesk as it practises in the demo shop, beside its wallet. */
export type PracticeWorld = { readonly till: Till; readonly wallet: PracticeWallet; readonly dataDir: string };

type Fixtures = {
  /** The test goes its way with keys alone, and fails where anything else reached a page of the cashier's. */
  readonly keysOnly: boolean;
  /** For a till that a test starts by itself: has its page watched where `keysOnly` says so. */
  readonly onPage: (page: Page) => Promise<void>;
  readonly wishes: ShopWishes;
  readonly tillEnv: NodeJS.ProcessEnv;
  readonly counter: CounterWorld;
  readonly practice: PracticeWorld;
};

/** A test with a counter; `wishes` changes the shop, `tillEnv` the environment of its first start. */
export const test = base.extend<Fixtures>({
  wishes: [{}, { option: true }],
  tillEnv: [{}, { option: true }],
  keysOnly: [false, { option: true }],
  onPage: async ({ keysOnly }, use, info) => {
    const touches: Touches = [];
    await use((page) => (keysOnly ? watchHands(page, touches) : Promise.resolve()));
    expect(touches, 'what came from something else than a key').toEqual([]);
    // `npm run evidence -- journeys` counts by this note.
    if (keysOnly) info.annotations.push({ type: KEYS_ALONE });
  },
  counter: async ({ wishes, tillEnv, onPage }, use, info) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-e2e-'));
    const gateway = await startGatewayProcess();
    const printer = await startTcpDouble({ status: READY, gsR: 0 });
    const dataDir = path.join(folder, 'data');
    const provisioning = writeProvisioning(folder, gateway, { printerPort: printer.port, ...wishes });
    const world = await openWorld({ gateway, printer, dataDir, provisioning, tillEnv, onPage });
    await use(world);
    await endTill(world.till, info);
    await gateway.stop();
    await printer.close();
    sweep(folder);
  },
  practice: async ({ tillEnv, onPage }, use, info) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-e2e-'));
    const dataDir = path.join(folder, 'data');
    const till = await launchTill({ dataDir, args: ['--practice'], env: tillEnv, onPage });
    await use({ till, dataDir, wallet: await openPracticeWallet(till) });
    await endTill(till, info);
    sweep(folder);
  },
});

/** A process that was killed may still be letting go of its files. */
const sweep = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};

/** The requests that the gateway has seen for one API, by its name. */
export async function apiCalls(gateway: GatewayProcess, api: string): Promise<readonly Record<string, unknown>[]> {
  const requests = (await gateway.ledger())['requests'] as readonly Record<string, unknown>[];
  return requests.filter(({ uri }) => String(uri).endsWith(`/${api}`));
}

/** Keeps a picture of a page among those of this run, where people look at them and the documents take them from. */
export const picture = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });

const pictures = path.resolve(import.meta.dirname, '../../out/pictures');

async function endTill(till: Till, info: TestInfo): Promise<void> {
  if (info.status !== info.expectedStatus) {
    await till.keys.screenshot(info.outputPath('screen.png')).catch(() => undefined);
    await info.attach('output', { body: till.output() });
  }
  await till.close().catch(() => undefined);
}

export { expect } from '@playwright/test';

type Parts = Pick<CounterWorld, 'gateway' | 'printer' | 'dataDir'> & {
  readonly provisioning: string;
  readonly tillEnv: NodeJS.ProcessEnv;
  readonly onPage: (page: Page) => Promise<void>;
};

async function openWorld({ gateway, printer, dataDir, provisioning, tillEnv, onPage }: Parts): Promise<CounterWorld> {
  const payments = async () => booked(await gateway.ledger());
  const world: CounterWorld = {
    till: await launchTill({ dataDir, args: ['--provision', provisioning], env: tillEnv, onPage }),
    gateway,
    printer,
    dataDir,
    payments,
    onlyPayment: async () => {
      const [only, ...others] = await payments();
      if (only === undefined || others.length > 0)
        throw new Error(`expected one payment in the gateway's books, found ${String(others.length + (only ? 1 : 0))}`);
      return only;
    },
    invoke: (channel, request) =>
      world.till.page.evaluate(
        ([name, body]) =>
          (globalThis as unknown as { paydesk: { invoke: (name: unknown, body: unknown) => Promise<unknown> } }).paydesk.invoke(
            name,
            body,
          ),
        [channel, request] as const,
      ),
    restart: async (env = {}, args = []) => {
      world.till = await launchTill({ dataDir, env, args, onPage });
      return world.till;
    },
  };
  // The keychain is asked while the first picture is already shown; only then can anything be charged.
  await expect(world.till.page.getByTestId('health-gateway')).toHaveAttribute('data-tone', 'good');
  return world;
}

function booked(ledger: Record<string, unknown>): readonly Booked[] {
  return ledger['payments'] as readonly Booked[];
}

/** A sale by keys and scanner that is paid and printed, and the checkout free for the next one. */
export async function pay({ till, gateway }: CounterWorld, digits: string): Promise<void> {
  await till.keys.type(digits);
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(till.page.getByTestId('stage')).toContainText('Receipt printed');
  await till.keys.press('F12');
}
