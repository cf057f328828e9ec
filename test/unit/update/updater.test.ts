import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Moment, UpdateRules } from '../../../core/update/moment.ts';
import type { Release } from '../../../core/update/release.ts';
import type { GetFile } from '../../../main/updates/description.ts';
import { createUpdater, type Updater, type UpdaterParts } from '../../../main/updates/updater.ts';
import type { Place } from '../../../main/updates/place.ts';
import { release } from '../../builders/releases.ts';

const maker = generateKeyPairSync('ed25519');
const publicKey = maker.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

const signed =
  (of: Release): GetFile =>
  (name) => {
    const bytes = Buffer.from(JSON.stringify(of));
    if (name === 'release.json') return Promise.resolve(bytes);
    return Promise.resolve(Buffer.from(sign(null, bytes, maker.privateKey).toString('base64')));
  };

type World = { readonly updater: Updater; readonly did: string[]; moment: Moment; rules: UpdateRules };

function world(change: Partial<UpdaterParts> = {}, place: Partial<Place> = {}): World {
  const did: string[] = [];
  const made = {
    did,
    moment: { unsettled: 0, isCharging: false, minuteOfDay: 600 },
    rules: { isAutomatic: true, tradingFrom: '08:00', tradingTo: '22:00' },
  };
  const updater = createUpdater({
    running: { version: '0.1.0', ledgerVersion: 3 },
    system: 'linux-x64',
    publicKey,
    server: signed(release()),
    stick: () => signed(release()),
    download: () => Promise.resolve({ path: '/cache/new' }),
    place: {
      kind: 'versions',
      putIn: (path) => {
        did.push(`put in ${path}`);
        return Promise.resolve(null);
      },
      previous: () => Promise.resolve(null),
      goBack: () => Promise.resolve(null),
      goneBackFrom: () => Promise.resolve(null),
      notReady: null,
      tryAgain: () => Promise.resolve(null),
      reached: () => Promise.resolve(),
      ...place,
    },
    installationId: () => Promise.resolve('one'),
    sha256Hex: (text) => createHash('sha256').update(text).digest('hex'),
    rules: () => made.rules,
    moment: () => made.moment,
    restart: () => {
      did.push('restart');
    },
    nowMs: () => 1,
    say: () => undefined,
    changed: () => undefined,
    ...change,
  });
  return Object.assign(made, { updater });
}

const server = { kind: 'server' } as const;

async function looked(of: World, isAskedFor = false): Promise<string> {
  of.updater.look(server, isAskedFor);
  await of.updater.settled();
  const { state } = await of.updater.view();
  return state.kind === 'resting' ? state.rest : state.kind;
}

describe('the updates of a counter', () => {
  test('a new version is fetched quietly and waits for the evening', async () => {
    const shop = world();
    expect(await looked(shop)).toBe('ready');
    shop.updater.tick();
    await shop.updater.settled();
    expect(shop.did).toEqual([]);
    expect(shop.updater.news()).toBe('ready');
    shop.moment = { ...shop.moment, minuteOfDay: 1_380 };
    shop.updater.tick();
    await shop.updater.settled();
    expect(shop.did).toEqual(['put in /cache/new', 'restart']);
  });

  test('an owner need not wait for the evening, but waits for every payment', async () => {
    const shop = world();
    await looked(shop);
    shop.moment = { ...shop.moment, unsettled: 1 };
    expect(shop.updater.installNow()).toBe(false);
    expect(shop.did).toEqual([]);
    shop.moment = { ...shop.moment, unsettled: 0 };
    expect(shop.updater.installNow()).toBe(true);
    await shop.updater.settled();
    expect(shop.did).toEqual(['put in /cache/new', 'restart']);
  });

  test('going back waits for every payment too', async () => {
    const shop = world();
    shop.moment = { ...shop.moment, unsettled: 2 };
    expect(await shop.updater.goBack()).toBe(false);
    expect(await shop.updater.tryAgain()).toBe(false);
    shop.moment = { ...shop.moment, unsettled: 0 };
    expect(await shop.updater.goBack()).toBe(true);
    expect(shop.did).toEqual(['restart']);
  });

  test('a stick carries the same signature and needs no network', async () => {
    const none = (): Promise<never> => Promise.reject(new Error('no network'));
    const shop = world({ server: none, download: none });
    expect(await looked(shop)).toBe('unreachable');
    shop.updater.look({ kind: 'folder', folder: '/media/stick' }, true);
    await shop.updater.settled();
    expect((await shop.updater.view()).state).toMatchObject({
      kind: 'ready',
      path: '/media/stick/Paydesk-0.2.0-linux-x64.AppImage',
    });
    const forged = world({ stick: () => () => Promise.resolve(Buffer.from('{}')) });
    forged.updater.look({ kind: 'folder', folder: '/media/stick' }, true);
    await forged.updater.settled();
    expect((await forged.updater.view()).state).toEqual({ kind: 'resting', rest: 'signature-wrong' });
  });

  test('an older version is refused, also from a stick', async () => {
    const shop = world({ running: { version: '0.3.0', ledgerVersion: 3 } });
    expect(await looked(shop, true)).toBe('older');
  });

  test('a version that never got ready here is not put in again by itself', async () => {
    const shop = world({}, { notReady: '0.2.0' });
    expect(await looked(shop)).toBe('gone-back-from');
    expect(shop.updater.news()).toBe('went-back');
    expect(await looked(shop, true)).toBe('ready');
  });

  test('a version that cannot be put in is said, and nothing is started anew', async () => {
    const shop = world({}, { putIn: () => Promise.resolve('disk-full' as const) });
    await looked(shop);
    shop.updater.installNow();
    await shop.updater.settled();
    expect((await shop.updater.view()).state).toEqual({ kind: 'resting', rest: 'disk-full' });
    expect(shop.did).toEqual([]);
  });
});
