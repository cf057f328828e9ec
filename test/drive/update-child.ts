import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { realDisk, type Disk } from '../../main/updates/disk.ts';
import type { GetFile } from '../../main/updates/description.ts';
import { filesOf } from '../../main/updates/stick.ts';
import { createUpdater } from '../../main/updates/updater.ts';
import { versionsIn } from '../../main/updates/versions.ts';

/**
 * One update from the first look to the new pointer by the shipped code, in a process that is to be killed: by itself at the n-th step,
 * or by whoever watches the steps that it prints.
 */
const {
  UPDATE_ADDRESS: address = '',
  UPDATE_KEY: publicKey = '',
  UPDATE_VERSIONS: folder = '',
  UPDATE_CUT: cut = '0',
} = process.env;

let steps = 0;
function step(name: string): void {
  steps += 1;
  process.stdout.write(`${name}\n`);
  if (steps === Number(cut)) process.kill(process.pid, 'SIGKILL');
}

const around =
  <Args extends readonly unknown[], Result>(name: string, act: (...args: Args) => Promise<Result>) =>
  async (...args: Args): Promise<Result> => {
    step(`before ${name}`);
    const result = await act(...args);
    step(`after ${name}`);
    return result;
  };

const disk: Disk = {
  ...realDisk,
  makeFolder: around('makeFolder', realDisk.makeFolder),
  copy: around('copy', realDisk.copy),
  digest: around('digest', realDisk.digest),
  write: around('write', realDisk.write),
  rename: around('rename', realDisk.rename),
  syncFolder: around('syncFolder', realDisk.syncFolder),
};

const server: GetFile = async (name) => {
  step(`ask ${name}`);
  return Buffer.from(await (await fetch(new URL(name, address))).arrayBuffer());
};

const updater = createUpdater({
  running: { version: '0.1.0', ledgerVersion: 3 },
  system: 'linux-x64',
  publicKey,
  server,
  stick: filesOf,
  download: async (_, { name }) => {
    const to = path.join(folder, '../cache', name);
    mkdirSync(path.dirname(to), { recursive: true });
    rmSync(to, { force: true });
    const { body } = await fetch(new URL(name, address));
    if (body === null) return { fault: 'unreachable' };
    for await (const part of body) {
      appendFileSync(to, part);
      step('fetch');
    }
    return { path: to };
  },
  place: versionsIn({ folder, base: '0.1.0', running: { version: '0.1.0', ledgerVersion: 3 }, notReady: null, disk }),
  installationId: () => Promise.resolve('one'),
  sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
  rules: () => ({ isAutomatic: true, tradingFrom: '08:00', tradingTo: '22:00' }),
  moment: () => ({ unsettled: 0, isCharging: false, minuteOfDay: 180 }),
  restart: () => {
    step('restart');
  },
  nowMs: Date.now,
  say: () => undefined,
  changed: () => undefined,
});

updater.look({ kind: 'server' }, false);
await updater.settled();
updater.tick();
await updater.settled();
