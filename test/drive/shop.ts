import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeProvisioning, type ShopWishes } from './provisioning.ts';
import { startGatewayProcess, type GatewayProcess } from './simulator-process.ts';

/** A gateway and a folder with a provisioning file for it, for measuring; `close` removes all of it. */
export type Shop = {
  readonly gateway: GatewayProcess;
  readonly folder: string;
  readonly dataDir: string;
  readonly provisioning: string;
  readonly close: () => Promise<void>;
};

/** Opens a shop of its own. */
export async function openShop(wishes: ShopWishes = {}): Promise<Shop> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-shop-'));
  const gateway = await startGatewayProcess();
  return {
    gateway,
    folder,
    dataDir: path.join(folder, 'data'),
    provisioning: writeProvisioning(folder, gateway, wishes),
    close: async () => {
      await gateway.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
