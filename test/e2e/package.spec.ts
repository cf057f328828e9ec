import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { makePackages } from '../../scripts/package.mjs';
import { obtainElectron } from '../../scripts/obtain-electron.mjs';
import { startKeyringSession } from '../../scripts/process/keyring-session.mjs';
import { startXvfb } from '../../scripts/process/xvfb.mjs';
import { developmentLaunch, tryPackages } from '../drive/packaged.ts';
import { unprivileged } from '../drive/unprivileged.ts';

test.skip(process.platform !== 'linux', 'packages are driven by X keys, which only Linux has');

test('the package, started by somebody without rights, takes a payment and cannot be looked into', async () => {
  test.setTimeout(300_000);
  const out = mkdtempSync(path.join(os.tmpdir(), 'paydesk-packed-'));
  const runtime = await obtainElectron({ quiet: true });
  const made = await makePackages({ runtime, out, formats: ['dir'], foreign: false, say: () => undefined });
  expect(made.faults).toEqual([]);
  const person = unprivileged();
  const display = await startXvfb();
  const keyring = await startKeyringSession(person.env({ ...process.env, ...display.env }), person.owner);
  const own = { DISPLAY: process.env['DISPLAY'], XAUTHORITY: process.env['XAUTHORITY'] };
  Object.assign(process.env, display.env);
  try {
    const files = made.packed.map(({ unpacked }) => unpacked);
    person.give(out);
    const tried = await tryPackages(
      {
        ...{ files, person, env: keyring.env, starts: 0, restMs: 0, pictures: path.resolve('out/pictures/packaged') },
        development: developmentLaunch(runtime.executable),
      },
      () => undefined,
    );
    expect(tried.faults).toEqual([]);
    expect(tried.counts).toEqual({ launched: 1, paid: 1 });
  } finally {
    Object.assign(process.env, own);
    await keyring.stop();
    await display.stop();
    person.close();
    rmSync(out, { recursive: true, force: true });
  }
});
