import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Protocol } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CASHIER_SITE,
  customerSite,
  listServedFiles,
  resolveServed,
  serveApp,
  type ServedFile,
} from '../../../main/window/app-protocol.ts';

let folder = '';
let files: ReadonlyMap<string, ServedFile> = new Map();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paydesk-pages-'));
  const root = path.join(folder, 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.js'), 'secret');
  writeFileSync(path.join(folder, 'secret.html'), 'secret');
  writeFileSync(path.join(root, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(root, 'customer.html'), '<!doctype html>');
  writeFileSync(path.join(root, 'assets', 'index.js'), 'export {};');
  writeFileSync(path.join(root, 'assets', 'index.js.map'), '{}');
  writeFileSync(path.join(root, '.env'), 'SECRET=1');
  symlinkSync(path.join(folder, 'secret.js'), path.join(root, 'assets', 'link.js'));
  symlinkSync(folder, path.join(root, 'up'));
  files = await listServedFiles(root);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('SECURITY: what can be served', () => {
  it('are the bundled fonts and nothing else of their packages', () => {
    const served = (name: string) => resolveServed(`app://paydesk/fonts/${name}`, files);
    const sheet = served('noto-sans-sc/index.css');
    expect(sheet?.type).toBe('text/css; charset=utf-8');
    const named = [...readFileSync(sheet?.file ?? '', 'utf8').matchAll(/url\(\.\/(files\/[^)]+)\)/g)].map(
      ([, name]) => name ?? '',
    );
    expect(named.length).toBeGreaterThan(50);
    for (const name of named) expect(existsSync(served(`noto-sans-sc/${name}`)?.file ?? '')).toBe(true);
    for (const name of [
      'noto-sans-sc/package.json',
      'inter/index.css',
      'noto-sans-sc/files/../package.json',
      'noto-sans-sc/../inter/index.css',
    ])
      expect(served(name)).toBeNull();
  });

  it('is one page a host: the customer’s is not the cashier’s, and no other host has either', () => {
    const customer = customerSite((pathname) => (pathname === '/idle-picture' ? { file: '/idle.png', type: 'image/png' } : null));
    const at = (url: string, site = customer) => path.basename(resolveServed(url, files, site)?.file ?? 'nothing');
    expect(at('app://customer/')).toBe('customer.html');
    expect(at('app://customer/assets/index.js')).toBe('index.js');
    expect(at('app://customer/idle-picture?v=2')).toBe('idle.png');
    expect(at('app://paydesk/', CASHIER_SITE)).toBe('index.html');
    for (const url of [
      'app://customer/index.html',
      'app://paydesk/',
      'app://paydesk/customer.html',
      'app://customer:1/',
      'app://x/',
    ])
      expect(at(url)).toBe('nothing');
    for (const url of ['app://paydesk/customer.html', 'app://customer/', 'app://paydesk/idle-picture'])
      expect(at(url, CASHIER_SITE)).toBe('nothing');
  });

  it('is what lies in the folder, of known types, and no link out of it', () => {
    expect([...files.keys()].sort()).toEqual(['/assets/index.js', '/customer.html', '/index.html']);
  });

  it.each([
    'app://paydesk/../secret.js',
    'app://paydesk/assets/../../secret.js',
    'app://paydesk/%2e%2e/secret.js',
    'app://paydesk/..%2fsecret.js',
    'app://paydesk/assets/..%2f..%2fsecret.js',
    'app://paydesk/%2e%2e%2fsecret.html',
    'app://paydesk/..%5csecret.js',
    'app://paydesk/..\\secret.js',
    'app://paydesk//secret.js',
    'app://paydesk//index.html',
    'app://paydesk/./secret.js',
    'app://paydesk/assets/link.js',
    'app://paydesk/up/secret.js',
    'app://paydesk/.env',
    'app://paydesk/assets/index.js.map',
    'app://paydesk/assets/',
    'app://paydesk/assets',
    'app://paydesk/INDEX.HTML',
    'app://paydesk/index.html%00.js',
    'app://paydesk/index%2ehtml',
    'app://paydesk/index.html/',
    'app://paydesk/etc/passwd',
    'app://paydesk/C:/x.js',
    'app://evil/index.html',
    'app://paydesk.evil/index.html',
    'app://paydesk:80/index.html',
    'app://PAYDESK.evil/',
    'file:///index.html',
    'https://paydesk/index.html',
    'http://paydesk/',
    'app:index.html',
    'app:///index.html',
    '/index.html',
    'index.html',
    '',
    'app://paydesk/__proto__',
    'app://paydesk/constructor',
  ])('%s is not', (url) => {
    expect(resolveServed(url, files)).toBeNull();
  });

  it.each([
    ['app://paydesk/', 'index.html'],
    ['app://paydesk/?a=b#c', 'index.html'],
    ['app://paydesk/index.html', 'index.html'],
    ['app://paydesk/assets/index.js?v=1', 'index.js'],
    ['app://paydesk/assets/../index.html', 'index.html'],
  ])('%s is %s', (url, name) => {
    expect(path.basename(resolveServed(url, files)?.file ?? '')).toBe(name);
  });
});

describe('SECURITY: every answer', () => {
  type Handler = (request: { readonly method: string; readonly url: string }) => Promise<Response>;

  function served(): Handler {
    const handlers: Handler[] = [];
    const protocol = {
      handle: (_scheme: string, given: Handler) => {
        handlers.push(given);
      },
    };
    serveApp(protocol as unknown as Protocol, files);
    const [handler] = handlers;
    if (handler === undefined) throw new Error('nothing was registered');
    return handler;
  }

  it('carries the policy: nothing inline, no eval, no connections, no frames', async () => {
    const { headers, status } = await served()({ method: 'GET', url: 'app://paydesk/' });
    const policy = headers.get('content-security-policy') ?? '';
    expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'nosniff',
    ]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/);
  });

  it.each([
    ['POST', 'app://paydesk/'],
    ['HEAD', 'app://paydesk/'],
    ['GET', 'app://paydesk/nowhere.js'],
    ['GET', 'app://evil/'],
  ])('%s %s is not found, and says no more', async (method, url) => {
    const response = await served()({ method, url });
    expect([response.status, await response.text()]).toEqual([404, 'not found']);
  });
});
