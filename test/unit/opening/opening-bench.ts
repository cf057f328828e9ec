import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { OpeningForm } from '../../../core/opening/form.ts';
import type { Vault } from '../../../main/keychain/vault-port.ts';
import { openOpeningFile } from '../../../main/opening/opening-file.ts';
import { createOpeningDesk } from '../../../main/worlds/opening-desk.ts';
import { describePrivateKey } from '../../../main/keychain/private-key.ts';
import { NO_POLICY, type Policy } from '../../../main/settings/policy/policy.ts';
import { rsa } from '../keychain/key-forms.ts';
import { GATEWAY_KEY, OWN, world } from '../settings/provisioning-world.ts';

/** Made once and taken by turns, because making keys is slow. */
const PAIRS = [OWN, rsa(2_048)] as const;

/** What somebody types who has everything at hand. */
export const TYPED: Partial<OpeningForm> = {
  shopName: 'Harbour Tea',
  counterName: 'Till 1',
  clientId: 'SANDBOX_1',
  merchantId: 'M-1',
  mcc: '5812',
  storeId: 'S-1',
  theirKey: GATEWAY_KEY,
};

/** A desk on a folder of its own, under an administrator's policy; `begin` is the same folder after the power came back. */
export async function openBench(vault?: Vault, policy: Policy = NO_POLICY) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-opening-'));
  const { parts, state, vault: kept } = world({}, { policy, ...(vault === undefined ? {} : { vault }) });
  const onDisk = path.join(folder, 'opening.json');
  const say = { isFree: true, restarts: 0, keys: 0 };
  const begin = async () => {
    const file = await openOpeningFile(onDisk);
    const desk = createOpeningDesk({
      file,
      store: parts.store,
      vault: kept,
      newKey: () => Promise.resolve(describePrivateKey(PAIRS[(say.keys++ % 2) as 0 | 1])),
      language: () => 'en',
      timeZone: () => 'Asia/Tokyo',
      isFree: () => say.isFree,
      restart: () => {
        say.restarts += 1;
      },
    });
    return { file, desk };
  };
  return { ...(await begin()), begin, state, say, folder, onDisk, vault: kept, store: parts.store };
}
