import type { ForkOptions, UtilityProcess } from 'electron';

/** How the practice reports are reached. */
export type PracticeReports = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly hostKey: string;
  readonly root: string;
};

/** What the practice gateway says once it is up. */
export type PracticeWorld = {
  readonly gatewayUrl: string;
  readonly walletUrl: string;
  readonly printerPort: number;
  readonly clientId: string;
  readonly acquirerId: string;
  /** The SFTP server with the practice reports. */
  readonly reports: PracticeReports;
  /** One-line base64 SPKI. */
  readonly gatewayPublicKey: string;
};

/** `utilityProcess.fork` of Electron, handed in so that this file loads anywhere. */
export type ForkPractice = (modulePath: string, args: string[], options: ForkOptions) => UtilityProcess;

/** A practice world that is running in a process of its own. */
export type PracticeProcess = { readonly world: PracticeWorld; readonly stop: () => void };

const READY_TIMEOUT_MS = 10_000;

/**
 * Starts the practice gateway, wallet and printer on loopback ports of their own; rejects with an Error in plain words when
 * they do not come up in ten seconds.
 */
export function startPractice(fork: ForkPractice, modulePath: string, clientPublicKey: string): Promise<PracticeProcess> {
  const child = fork(modulePath, ['--client-key', clientPublicKey, '--sftp-port', '0'], {
    serviceName: 'Paydesk practice',
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error('the practice gateway did not start in ten seconds'));
    }, READY_TIMEOUT_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the practice gateway ended with code ${String(code)}`));
    });
    child.on('message', (message: unknown) => {
      const world = readReady(message);
      if (world === null) return;
      clearTimeout(timer);
      resolve({ world, stop: () => child.kill() });
    });
  });
}

/** Reads the ready message; null for any other. */
export function readReady(message: unknown): PracticeWorld | null {
  if (typeof message !== 'object' || message === null) return null;
  const { ready, gatewayUrl, walletUrl, printerPort, clientId, acquirerId, gatewayPublicKey, reports } = message as Fields;
  const texts = { gatewayUrl, walletUrl, clientId, acquirerId, gatewayPublicKey };
  if (ready !== true || typeof printerPort !== 'number' || !areTexts(texts)) return null;
  const read = readReports(reports);
  return read === null ? null : { ...texts, printerPort, reports: read };
}

type Fields = Readonly<Record<string, unknown>>;

const areTexts = <Name extends string>(fields: Readonly<Record<Name, unknown>>): fields is Readonly<Record<Name, string>> =>
  Object.values(fields).every((field) => typeof field === 'string');

function readReports(value: unknown): PracticeReports | null {
  if (typeof value !== 'object' || value === null) return null;
  const { port, user, password, hostKey, root } = value as Fields;
  const texts = { user, password, hostKey, root };
  return typeof port === 'number' && areTexts(texts) ? { ...texts, port } : null;
}
