import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReportAccess } from '../../core/reconcile/setup.ts';
import { compactDay, dayOf, dayStartMs } from '../../core/reconcile/utc8.ts';
import { fetchReports, type RemoteFile } from '../../main/reports/sftp.ts';
import { startSftp, type RunningSftp } from '../../simulator/reports/sftp-server.ts';

const NOW_MS = Date.parse('2025-03-10T09:00:00+08:00');
const PASSWORD = 'seven-days';
const NAME = 'transactionItems_P_USD_B1_A1_000.csv';

let folder: string;
let server: RunningSftp;
let access: ReportAccess;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-sftp-'));
  const root = path.join(folder, 'server');
  mkdirSync(root);
  server = await startSftp({ host: '127.0.0.1', port: 0, root, user: 'acquirer', password: PASSWORD });
  access = {
    host: '127.0.0.1',
    port: server.port,
    user: 'acquirer',
    secret: 'password',
    hostKey: server.hostKey,
    root: '/v1',
    participantId: 'P',
  };
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (daysAgo: number, text: string, name = NAME): string => {
  const day = compactDay(dayOf(NOW_MS) - daysAgo);
  const place = path.join(folder, 'server/v1/settlements/clearing/P', day);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, name), text);
  return `${day}/${name}`;
};
const inbox = (): string => path.join(folder, 'inbox');
const fetchAll = (secret = PASSWORD, known: (remote: RemoteFile) => boolean = () => false) =>
  fetchReports(access, secret, inbox(), NOW_MS, known);

test('reports of the days that the server keeps are fetched byte for byte, and nothing else is', async () => {
  const label = put(0, 'a,b\n'.repeat(50_000));
  const old = put(6, 'old\n');
  put(0, 'notes', 'notes.txt');
  expect(await fetchAll()).toEqual({ files: [label, old], fault: null });
  expect(readFileSync(path.join(inbox(), label), 'utf8')).toBe('a,b\n'.repeat(50_000));
});

test('what is there already is not fetched again', async () => {
  const label = put(0, 'one\n');
  const asked: RemoteFile[] = [];
  const known = (remote: RemoteFile): boolean => asked.push(remote) > 0;
  expect(await fetchAll(PASSWORD, known)).toEqual({ files: [], fault: null });
  const { mtimeMs } = statSync(path.join(folder, 'server/v1/settlements/clearing/P', label));
  expect(asked).toEqual([
    { label, bytes: 4, path: expect.any(String) as string, modifiedMs: Math.floor(mtimeMs / 1_000) * 1_000 },
  ]);
});

test('a download that breaks off is continued where it stopped, and is not taken for a whole file', async () => {
  const text = '0123456789abcdef'.repeat(20_000);
  const label = put(0, text);
  server.breakOffAfter(100_000);
  const first = await fetchAll();
  expect(first.files).toEqual([]);
  expect(first.fault?.code).toBe('broken-off');
  expect(existsSync(path.join(inbox(), label))).toBe(false);
  const part = statSync(path.join(inbox(), `${label}.part`)).size;
  expect(part).toBeGreaterThan(0);
  expect(part).toBeLessThan(text.length);
  expect(await fetchAll()).toEqual({ files: [label], fault: null });
  expect(readFileSync(path.join(inbox(), label), 'utf8')).toBe(text);
});

test('a server with another host key is told with the key it showed, and gets no password', async () => {
  put(0, 'one\n');
  access = { ...access, hostKey: 'AAAA' };
  expect(await fetchAll()).toEqual({ files: [], fault: { code: 'host-key', detail: server.hostKey } });
});

test('a wrong password, a server that is not there: each has its own word, and nothing rejects', async () => {
  expect((await fetchAll('wrong')).fault?.code).toBe('denied');
  await server.close();
  expect((await fetchAll()).fault?.code).toBe('unreachable');
});

const serveKeyOf = async (publicKey: string): Promise<void> => {
  await server.close();
  const root = path.join(folder, 'server');
  server = await startSftp({ host: '127.0.0.1', port: 0, root, user: 'acquirer', password: PASSWORD, publicKey });
  access = { ...access, port: server.port, hostKey: server.hostKey, secret: 'key' };
};

/** The library's own maker drops a leading zero, so one key in 256 is none that it can read itself. */
function makeEd25519(): { readonly private: string; readonly public: string } {
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  const isReadable = [pair.private, pair.public].every((half) => !(ssh2.utils.parseKey(half) instanceof Error));
  return isReadable ? pair : makeEd25519();
}

test.each(['ed25519', 'rsa'] as const)('a private key (%s) lets in, and another key of the same kind does not', async (kind) => {
  const make = () => (kind === 'rsa' ? ssh2.utils.generateKeyPairSync('rsa', { bits: 2_048 }) : makeEd25519());
  const ours = make();
  await serveKeyOf(ours.public);
  const label = put(0, 'a,b\n'.repeat(1_000));
  expect(await fetchAll(ours.private)).toEqual({ files: [label], fault: null });
  expect(readFileSync(path.join(inbox(), label), 'utf8')).toBe('a,b\n'.repeat(1_000));
  expect((await fetchAll(make().private)).fault?.code).toBe('denied');
});

test('a key that cannot be used is told before anything is sent, and what is told does not hold it', async () => {
  const { private: text, public: half } = makeEd25519();
  const locked = ssh2.utils.generateKeyPairSync('ed25519', { passphrase: 'seven', cipher: 'aes256-cbc', rounds: 16 }).private;
  await serveKeyOf(half);
  await server.close();
  for (const secret of ['a password', half, locked, text.replaceAll('\n', ' '), text.slice(0, -40)]) {
    const { files, fault } = await fetchAll(secret);
    expect([files, fault?.code]).toEqual([[], 'bad-key']);
    expect(fault?.detail).not.toContain(secret.slice(40, 70) || 'a password');
  }
});

test('the due hour is 08:00 UTC+8 of the next day', async () => {
  const { dueMs } = await import('../../core/reconcile/calendar.ts');
  expect(dueMs(dayOf(NOW_MS)) - dayStartMs(dayOf(NOW_MS) + 1)).toBe(8 * 3_600_000);
});
