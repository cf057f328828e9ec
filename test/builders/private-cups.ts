import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A CUPS of its own, on a socket file in a folder of its own. */
export type PrivateCups = {
  readonly socketPath: string;
  /** Makes a raw queue to a device, such as `socket://127.0.0.1:9100`. */
  readonly addQueue: (name: string, deviceUri: string) => void;
  readonly run: (tool: 'lpadmin' | 'lpstat' | 'cupsdisable' | 'cupsenable' | 'cupsreject', ...args: string[]) => string;
  readonly close: () => Promise<void>;
};

const CUPSD = '/usr/sbin/cupsd';

/** Why there can be none here; null when there can. cupsd changes its user, so it must be started as root. */
export function whyNoCups(): string | null {
  if (!existsSync(CUPSD)) return 'needs cupsd (Debian: cups, cups-client)';
  return process.getuid?.() === 0 ? null : 'needs to be root to start cupsd';
}

/** Starts it and waits until it listens. */
export async function openPrivateCups(): Promise<PrivateCups> {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-cups-'));
  // Its filters and backends run as another user.
  chmodSync(folder, 0o755);
  const socketPath = path.join(folder, 'cups.sock');
  const child = start(folder, socketPath);
  await waitFor(() => existsSync(socketPath) && answers(socketPath));
  const run: PrivateCups['run'] = (tool, ...args) => runTool(tool, args, socketPath);
  return {
    socketPath,
    run,
    addQueue: (name, deviceUri) => {
      run('lpadmin', '-p', name, '-E', '-v', deviceUri, '-m', 'raw', '-o', 'printer-error-policy=retry-current-job');
    },
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function start(folder: string, socketPath: string): ChildProcess {
  for (const name of ['root', 'spool', 'spool/tmp', 'cache', 'state']) mkdirSync(path.join(folder, name), { recursive: true });
  const at = (name: string): string => path.join(folder, name);
  writeFileSync(
    at('cups-files.conf'),
    [
      `ServerRoot ${at('root')}`,
      'DataDir /usr/share/cups',
      'ServerBin /usr/lib/cups',
      `RequestRoot ${at('spool')}`,
      `TempDir ${at('spool/tmp')}`,
      `CacheDir ${at('cache')}`,
      `StateDir ${at('state')}`,
      `ErrorLog ${at('error.log')}`,
      `AccessLog ${at('access.log')}`,
      `PageLog ${at('page.log')}`,
      'SystemGroup root lpadmin',
    ].join('\n'),
  );
  writeFileSync(at('cupsd.conf'), configOf(socketPath));
  return spawn(CUPSD, ['-f', '-c', at('cupsd.conf'), '-s', at('cups-files.conf')], { stdio: 'ignore' });
}

/** The policy of a fresh installation: whoever sent a job may cancel it. */
const configOf = (socketPath: string): string => `Listen ${socketPath}
LogLevel warn
Browsing No
WebInterface No
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit Create-Job Print-Job Print-URI Validate-Job>
    Order deny,allow
  </Limit>
  <Limit Send-Document Hold-Job Release-Job Cancel-My-Jobs Close-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit Cancel-Job CUPS-Authenticate-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`;

function runTool(tool: string, args: readonly string[], socketPath: string): string {
  return execFileSync(tool, args, {
    env: { ...process.env, CUPS_SERVER: socketPath, LC_ALL: 'C' },
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

function answers(socketPath: string): boolean {
  try {
    return runTool('lpstat', ['-r'], socketPath).includes('is running');
  } catch {
    return false;
  }
}

async function waitFor(isSo: () => boolean): Promise<void> {
  const untilMs = Date.now() + 15_000;
  while (!isSo()) {
    if (Date.now() > untilMs) throw new Error('cupsd did not come up');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
