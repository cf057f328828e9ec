import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { READY, startTcpDouble, type TcpDouble } from '../contract/printer-tcp-double.ts';
import { writeProvisioning, type ShopWishes } from '../drive/provisioning.ts';
import { startGatewayProcess, type GatewayProcess } from '../drive/simulator-process.ts';
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
  readonly restart: (env?: NodeJS.ProcessEnv) => Promise<Till>;
};

type Fixtures = { readonly wishes: ShopWishes; readonly tillEnv: NodeJS.ProcessEnv; readonly counter: CounterWorld };

/** A test with a counter; `wishes` changes the shop, `tillEnv` the environment of its first start. */
export const test = base.extend<Fixtures>({
  wishes: [{}, { option: true }],
  tillEnv: [{}, { option: true }],
  counter: async ({ wishes, tillEnv }, use, info) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-e2e-'));
    const gateway = await startGatewayProcess();
    const printer = await startTcpDouble({ status: READY, gsR: 0 });
    const dataDir = path.join(folder, 'data');
    const provisioning = writeProvisioning(folder, gateway, { printerPort: printer.port, ...wishes });
    const world = await openWorld({ gateway, printer, dataDir, provisioning, tillEnv });
    await use(world);
    if (info.status !== info.expectedStatus) {
      await world.till.keys.screenshot(info.outputPath('screen.png')).catch(() => undefined);
      await info.attach('output', { body: world.till.output() });
    }
    await world.till.close().catch(() => undefined);
    await gateway.stop();
    await printer.close();
  },
});

export { expect } from '@playwright/test';

type Parts = Pick<CounterWorld, 'gateway' | 'printer' | 'dataDir'> & { readonly provisioning: string; readonly tillEnv: NodeJS.ProcessEnv };

async function openWorld({ gateway, printer, dataDir, provisioning, tillEnv }: Parts): Promise<CounterWorld> {
  const payments = async () => booked(await gateway.ledger());
  const world: CounterWorld = {
    till: await launchTill({ dataDir, args: ['--provision', provisioning], env: tillEnv }),
    gateway, printer, dataDir, payments,
    onlyPayment: async () => {
      const [only, ...others] = await payments();
      if (only === undefined || others.length > 0) throw new Error(`expected one payment in the gateway's books, found ${String(others.length + (only ? 1 : 0))}`);
      return only;
    },
    invoke: (channel, request) => world.till.page.evaluate(
      ([name, body]) => (globalThis as unknown as { paydesk: { invoke: (name: unknown, body: unknown) => Promise<unknown> } }).paydesk.invoke(name, body),
      [channel, request] as const,
    ),
    restart: async (env = {}) => {
      world.till = await launchTill({ dataDir, env });
      return world.till;
    },
  };
  return world;
}

function booked(ledger: Record<string, unknown>): readonly Booked[] {
  return ledger['payments'] as readonly Booked[];
}
