import { randomBytes } from 'node:crypto';
import type { CommandLine } from '../lifecycle/command-line.ts';
import { importPrivateKey } from '../keychain/private-key.ts';
import { importPublicKey } from '../keychain/public-key.ts';
import { importTlsKey } from '../notify/tls.ts';
import { keyVaultName } from '../keychain/key-ring.ts';
import { openSettings } from '../settings/electron-settings.ts';
import type { PolicyFound } from '../settings/policy/port.ts';
import { provision } from '../settings/provision.ts';
import { provisioningFiles } from '../settings/provisioning-files.ts';
import { judgedPolicy } from './policy-view.ts';
import { openVault } from './vault.ts';

/**
 * Sets up the counter when the command line asks for it. Returns the exit code that the process ends with, or null to go on:
 * after `--provision-only` always a code, after `--provision` only when it failed. The report is JSON on standard output.
 */
export async function provisionFirst(
  file: string,
  orders: CommandLine,
  dataDir: string,
  policy: PolicyFound,
): Promise<0 | 2 | 3 | null> {
  const vault = openVault();
  try {
    const { exit, report } = await provision(file, {
      files: provisioningFiles,
      keys: { privateKey: importPrivateKey, publicKey: importPublicKey, tls: importTlsKey },
      vault,
      store: openSettings(dataDir, judgedPolicy(policy)),
      newVaultName: (keyVersion) => keyVaultName(keyVersion, randomBytes(4).toString('hex')),
      newTlsVaultName: () => `notify-tls-${randomBytes(4).toString('hex')}`,
      nowIso: () => new Date().toISOString(),
      deleteFile: orders.deleteProvisionFile,
    });
    process.stdout.write(`${JSON.stringify(report)}\n`);
    if (report.ok) remind(report.filesHoldingSecrets);
    return orders.provisionOnly || exit !== 0 ? exit : null;
  } finally {
    await vault.close();
  }
}

function remind(files: readonly string[]): void {
  for (const file of files)
    process.stderr.write(`paydesk: ${file} still holds the private key; delete it, or use --delete-provision-file\n`);
}
