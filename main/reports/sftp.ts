import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import ssh2 from 'ssh2';
import Client from 'ssh2-sftp-client';
import { RETENTION_DAYS } from '../../core/reconcile/calendar.ts';
import type { FetchFault } from '../../core/reconcile/desk-port.ts';
import { parseReportName, reportDirectory } from '../../core/reconcile/report-name.ts';
import type { ReportAccess } from '../../core/reconcile/setup.ts';
import { dayOf } from '../../core/reconcile/utc8.ts';

/** What a fetch brought. Paths are below the folder that was given. */
export type Fetched = { readonly files: readonly string[]; readonly fault: FetchFault | null };

/** A file as the server lists it; `modifiedMs` is by the server's clock. */
export type RemoteFile = { readonly label: string; readonly bytes: number; readonly modifiedMs: number };

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Fetches every report of the last seven days that is not in `folder` yet, for the server keeps them no longer. A file that broke off
 * is continued where it stopped; one is only called fetched when it is as long as the server says. Never rejects.
 */
export async function fetchReports(
  access: ReportAccess,
  secret: string,
  folder: string,
  nowMs: number,
  isKnown: (remote: RemoteFile) => boolean,
): Promise<Fetched> {
  const badKey = access.secret === 'key' ? keyFault(secret) : null;
  if (badKey !== null) return { files: [], fault: badKey };
  const client = new Client();
  const files: string[] = [];
  const seen = { hostKey: '' };
  try {
    await client.connect({
      // Every request is smaller than a packet; held back for more, each of some forty would wait for the other's acknowledgement.
      sock: connect({ host: access.host, port: access.port, noDelay: true }),
      username: access.user,
      ...(access.secret === 'password' ? { password: secret } : { privateKey: secret }),
      readyTimeout: CONNECT_TIMEOUT_MS,
      retries: 0,
      hostVerifier: (key: Buffer) => {
        seen.hostKey = createHash('sha256').update(key).digest('base64').replaceAll('=', '');
        return seen.hostKey === access.hostKey;
      },
    });
    for (const remote of await listed(client, access, nowMs)) {
      if (isKnown(remote)) continue;
      await fetchOne(client, remote, path.join(folder, remote.label));
      files.push(remote.label);
    }
    return { files, fault: null };
  } catch (cause) {
    return { files, fault: faultOf(cause, access, seen.hostKey, files.length > 0) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

type Remote = RemoteFile & { readonly path: string };

/** A directory that is not there is a day without reports, which the calendar tells of by itself. */
async function listed(client: Client, { root, participantId }: ReportAccess, nowMs: number): Promise<readonly Remote[]> {
  const today = dayOf(nowMs);
  const directories = Array.from({ length: RETENTION_DAYS + 2 }, (_, at) => today + 1 - at).flatMap((day) =>
    (['transactions', 'settlement'] as const).map((kind) => reportDirectory(root, kind, participantId, day)),
  );
  const found: Remote[] = [];
  for (const directory of directories) {
    if ((await client.exists(directory)) !== 'd') continue;
    const day = path.posix.basename(directory);
    for (const { name, size, type, modifyTime } of await client.list(directory))
      if (type !== 'd' && parseReportName(name) !== null)
        found.push({ path: `${directory}/${name}`, label: `${day}/${name}`, bytes: size, modifiedMs: modifyTime });
  }
  return found;
}

async function fetchOne(client: Client, remote: Remote, target: string): Promise<void> {
  mkdirSync(path.dirname(target), { recursive: true });
  const part = `${target}.part`;
  const there = statSync(part, { throwIfNoEntry: false })?.size ?? 0;
  if (there > remote.bytes) rmSync(part);
  const start = there > remote.bytes ? 0 : there;
  if (start < remote.bytes || remote.bytes === 0)
    // The library's own `get` may be content before the file is even opened.
    await pipeline(client.createReadStream(remote.path, { start }), createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }));
  if (statSync(part).size !== remote.bytes) throw new Error('the file is shorter than the server says');
  renameSync(part, target);
}

/** The library would take an unusable key for a line that broke off; its words about one never hold the key. */
function keyFault(secret: string): FetchFault | null {
  const key = ssh2.utils.parseKey(secret);
  if (key instanceof Error) return { code: 'bad-key', detail: key.message };
  return key.isPrivateKey() ? null : { code: 'bad-key', detail: 'this is the public half of a key' };
}

function faultOf(cause: unknown, access: ReportAccess, shownKey: string, isPartWay: boolean): FetchFault {
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (shownKey !== '' && shownKey !== access.hostKey) return { code: 'host-key', detail: shownKey };
  if (/authentication/i.test(detail)) return { code: 'denied', detail };
  return { code: isPartWay || shownKey !== '' ? 'broken-off' : 'unreachable', detail };
}
