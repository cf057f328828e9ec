import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_POLICY } from '../../../main/settings/policy/policy.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import { settingsSchema, type Settings } from '../../../main/settings/schema.ts';
import { settingsStore, type OpenDocumentStore } from '../../../main/settings/store.ts';

// Outside Electron the package named electron only says where its binary is; told a folder, it does not look for one.
vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', tmpdir());
const { default: ElectronStore } = await import('electron-store');
const { openSettings } = await import('../../../main/settings/electron-settings.ts');
afterAll(() => {
  vi.unstubAllEnvs();
});

const openStore: OpenDocumentStore = (options) => new ElectronStore(options);
const NOW = '2026-01-02T03:04:05.678Z';
const OTHER: Settings = { ...PRACTICE_SETTINGS, counter: { counterId: 'T2', name: 'Till 2', number: 2 } };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paydesk-settings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const file = () => join(folder, 'settings.json');
const open = (openWith = openStore) => settingsStore({ folder, openStore: openWith, nowIso: () => NOW });
const asides = () => readdirSync(folder).filter((name) => name.startsWith('settings.corrupt-'));

/** An electron-store that fails in the given way at every write. */
const failing =
  (failure: (path: string) => void): OpenDocumentStore =>
  (options) => {
    const real = new ElectronStore(options);
    return {
      path: real.path,
      get store() {
        return real.store;
      },
      set store(_next) {
        failure(real.path);
      },
    };
  };
const systemError = (code: string) => Object.assign(new Error(code), { code });

describe('settings on disk', () => {
  it('the demo shop is valid settings', () => {
    expect(settingsSchema.safeParse(PRACTICE_SETTINGS).success).toBe(true);
  });

  it('a first start has neither settings nor a problem, and writes nothing', () => {
    expect([open().read(), open().problem(), readdirSync(folder)]).toEqual([null, null, []]);
  });

  it('what was written is read at the next start, by its owner only', () => {
    expect(open().write(OTHER)).toEqual({ ok: true });
    expect(open().read()).toEqual(OTHER);
    expect(process.platform === 'win32' ? 0o600 : statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('opens a data folder that does not exist yet', () => {
    const deep = join(folder, 'data', 'till-1');
    expect(openSettings(deep, NO_POLICY).write(OTHER)).toEqual({ ok: true });
    expect(openSettings(deep, NO_POLICY).read()).toEqual(OTHER);
  });

  it('one store sees what it wrote itself', () => {
    const store = open();
    store.write(PRACTICE_SETTINGS);
    store.write(OTHER);
    expect(store.read()).toEqual(OTHER);
  });
});

describe('a file that cannot be used is kept aside, reported and never reset', () => {
  it.each([
    ['cut short', '{"schemaVersion": 1, "mode":', 'settings-corrupt'],
    ['empty', '', 'settings-corrupt'],
    ['an empty object', '{}', 'settings-corrupt'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'settings-corrupt'],
    ['an array', '[1]', 'settings-corrupt'],
    ['over a megabyte', `{"a":"${'x'.repeat(1_048_576)}"}`, 'settings-corrupt'],
    ['SECURITY: a prototype key', '{"__proto__":{"isAdmin":true}}', 'settings-corrupt'],
    ['without a version', '{"mode":"live"}', 'settings-invalid'],
    ['with a wrong value', JSON.stringify({ ...OTHER, mode: 'lively' }), 'settings-invalid'],
    ['with an unknown key', JSON.stringify({ ...OTHER, secret: 'x' }), 'settings-invalid'],
    ['from a later Paydesk', JSON.stringify({ ...OTHER, schemaVersion: 99 }), 'settings-too-new'],
  ])('%s', (_case, content, code) => {
    writeFileSync(file(), content);
    const store = open();
    expect(store.read()).toBeNull();
    const aside = join(folder, 'settings.corrupt-20260102T030405678Z.json');
    expect(store.problem()).toMatchObject({ code, path: file(), keptAside: aside });
    expect([aside, file()].map((path) => readFileSync(path).equals(Buffer.from(content)))).toEqual([true, true]);
    // It is still a problem at the next start, and not copied again.
    expect(open().problem()?.code).toBe(code);
    expect(asides()).toHaveLength(1);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('new settings end the problem and leave the copy', () => {
    writeFileSync(file(), 'rubbish');
    const store = open();
    expect(store.write(OTHER)).toEqual({ ok: true });
    expect([store.problem(), store.read(), open().problem(), open().read()]).toEqual([null, OTHER, null, OTHER]);
    expect(readFileSync(join(folder, asides()[0] ?? ''), 'utf8')).toBe('rubbish');
  });

  it('names every fault with its path', () => {
    writeFileSync(file(), JSON.stringify({ ...OTHER, mode: 'live', counter: { counterId: '!', name: 'x', number: 1 } }));
    expect(open().problem()?.faults).toContainEqual({
      path: '$.counter.counterId',
      code: 'wrong-format',
      message: 'does not have the right form',
    });
  });

  it('a file that cannot even be read is reported, and moved before anything takes its place', () => {
    mkdirSync(file());
    const store = open();
    expect(store.problem()).toMatchObject({ code: 'settings-unreadable', keptAside: null });
    expect(store.write(OTHER)).toEqual({ ok: true });
    expect(statSync(join(folder, asides()[0] ?? '')).isDirectory()).toBe(true);
    expect(open().read()).toEqual(OTHER);
  });
});

describe('a write that fails is a code, and the settings before it stay', () => {
  it('settings that are not valid are not written', () => {
    const store = open();
    store.write(OTHER);
    const result = store.write({ ...OTHER, mode: 'live' });
    expect(result).toMatchObject({ ok: false, code: 'settings-invalid' });
    expect(open().read()).toEqual(OTHER);
  });

  it.each([
    ['ENOSPC', 'settings-disk-full'],
    ['EDQUOT', 'settings-disk-full'],
    ['EROFS', 'settings-read-only'],
    ['EACCES', 'settings-read-only'],
    ['EPERM', 'settings-read-only'],
    ['EIO', 'settings-write-failed'],
  ])('%s is %s', (errno, code) => {
    open().write(PRACTICE_SETTINGS);
    const store = open(
      failing(() => {
        throw systemError(errno);
      }),
    );
    expect(store.write(OTHER)).toEqual({ ok: false, code, faults: [] });
    expect([store.read(), open().read()]).toEqual([PRACTICE_SETTINGS, PRACTICE_SETTINGS]);
  });

  it('half a file on a full disk is noticed', () => {
    const store = open(
      failing((path) => {
        writeFileSync(path, '{"schemaVersion": 1, "mo');
      }),
    );
    expect(store.write(OTHER)).toEqual({ ok: false, code: 'settings-disk-full', faults: [] });
    expect([store.read(), existsSync(file())]).toEqual([null, false]);
  });

  it('half a file is replaced by the settings before it', () => {
    open().write(PRACTICE_SETTINGS);
    let writes = 0;
    const store = settingsStore({
      folder,
      nowIso: () => NOW,
      openStore: (options) => {
        const real = new ElectronStore(options);
        return {
          path: real.path,
          get store() {
            return real.store;
          },
          set store(next) {
            writes += 1;
            if (writes === 1) writeFileSync(real.path, '{"half');
            else real.store = next;
          },
        };
      },
    });
    expect(store.write(OTHER)).toMatchObject({ code: 'settings-disk-full' });
    expect(open().read()).toEqual(PRACTICE_SETTINGS);
  });

  it.skipIf(!existsSync('/proc/self'))('a folder that nobody can write to is a code', () => {
    const store = openSettings('/proc/self/fdinfo', NO_POLICY);
    expect(store.write(OTHER)).toMatchObject({ ok: false });
    expect(store.read()).toBeNull();
  });
});
