import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { ComposeOptions } from '../../../main/compose.ts';

const said = vi.hoisted(() => ({ steps: [] as string[], answer: (): void => undefined, exit: null as number | null }));

vi.mock('electron', () => ({
  app: {
    commandLine: { hasSwitch: () => false },
    isPackaged: false,
    getVersion: () => '0.1.0',
    getPath: () => '/nowhere',
    setPath: () => undefined,
    requestSingleInstanceLock: () => true,
    whenReady: () => {
      said.steps.push('electron is asked');
      return Promise.resolve();
    },
    on: () => undefined,
    once: () => undefined,
    exit: (code: number) => {
      said.exit = code;
    },
  },
  dialog: { showErrorBox: () => undefined },
  protocol: { registerSchemesAsPrivileged: () => undefined },
}));
vi.mock('../../../main/settings/policy/system-policy.ts', () => ({
  systemPolicy: () => {
    said.steps.push('policy is asked');
    return new Promise((resolve) => {
      said.answer = () => {
        said.steps.push('policy answers');
        resolve({ kind: 'none' });
      };
    });
  },
}));
vi.mock('../../../main/window/app-protocol.ts', () => ({ listServedFiles: () => Promise.resolve(new Map()) }));
vi.mock('../../../main/window/cashier-window.ts', () => ({
  openCashierWindow: () => {
    said.steps.push('window loads');
    return {};
  },
  livingContents: () => null,
}));
vi.mock('../../../main/ipc/register.ts', () => ({ openDoor: () => () => undefined }));
vi.mock('../../../main/worlds/vault.ts', () => {
  const vault = () => ({ close: () => Promise.resolve() });
  return { openVault: vault, openVaultEarly: vault };
});
vi.mock('../../../main/compose.ts', () => ({
  compose: async ({ policy }: ComposeOptions) => {
    said.steps.push('counter is composed');
    await policy;
    said.steps.push('settings are read');
    return { answer: () => Promise.resolve(null), begin: () => Promise.resolve(said.steps.push('ready')) };
  },
}));

it('the window and the counter are loaded while a slow policy is still being read, which was asked before everything else', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-begin-'));
  const [argv, write] = [process.argv, process.stderr.write.bind(process.stderr)];
  onTestFinished(() => {
    process.argv = argv;
    process.stderr.write = write;
    rmSync(folder, { recursive: true, force: true });
  });
  process.argv = ['electron', '--data', path.join(folder, 'data')];
  await import('../../../main/begin.ts');
  await vi.waitFor(() => {
    expect(said.steps).toContain('counter is composed');
  });
  expect(said.steps).toEqual(['policy is asked', 'electron is asked', 'window loads', 'counter is composed']);
  said.answer();
  await vi.waitFor(() => {
    expect(said.steps).toContain('ready');
  });
  expect(said.steps.slice(4)).toEqual(['policy answers', 'settings are read', 'ready']);
  expect(said.exit).toBeNull();
  expect(existsSync(path.join(folder, 'data'))).toBe(true);
});
