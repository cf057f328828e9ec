import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STANDARD_KEYS, type KeyMap } from '../../../core/keys/key-map.ts';

// Outside Electron the package named electron only says where its binary is; told a folder, it does not look for one.
vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', tmpdir());
const { openKeyMap } = await import('../../../main/settings/electron-settings.ts');
afterAll(() => {
  vi.unstubAllEnvs();
});

let folder = '';
const opened = () => openKeyMap(folder);
const file = (): string => path.join(folder, 'keys.json');
const swapped: KeyMap = { ...STANDARD_KEYS, refund: 'F12', next: 'F3' };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paydesk-keys-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the keys that this PC keeps', () => {
  it('are the standard ones until somebody chooses, and nothing was lost', () => {
    expect([opened().read().map, opened().lost(), existsSync(file())]).toEqual([STANDARD_KEYS, [], false]);
  });

  it('hold over a restart', () => {
    expect(opened().write({ map: swapped })).toBe(true);
    expect([opened().read().map, opened().lost()]).toEqual([swapped, []]);
  });

  it.each([
    ['torn', '{"map":{"help":"F1"'],
    ['empty', ''],
    ['of another program', '{"map":["F1"]}'],
    ['with Esc for money', JSON.stringify({ map: { ...STANDARD_KEYS, cancel: 'Escape' } })],
    ['with a key for two', JSON.stringify({ map: { ...STANDARD_KEYS, cancel: 'F3' } })],
    ['without a command', JSON.stringify({ map: { ...STANDARD_KEYS, lock: undefined } })],
  ])('are the standard ones where the file is %s, it is said, and choosing again ends it', (_, text) => {
    writeFileSync(file(), text);
    const store = opened();
    expect([store.read().map, store.lost()]).toEqual([STANDARD_KEYS, ['map']]);
    expect(readFileSync(file(), 'utf8')).toBe(text);
    store.write({ map: swapped });
    expect([store.lost(), opened().read().map, opened().lost()]).toEqual([[], swapped, []]);
  });
});
