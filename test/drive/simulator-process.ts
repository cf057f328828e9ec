import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The gateway's own books of one payment, as `GET /ledger` tells them. */
export type BookedPayment = {
  readonly paymentRequestId: string;
  readonly status: string;
  readonly amount: { readonly currency: string; readonly value: string };
  readonly [field: string]: unknown;
};

/** A practice gateway in a process of its own, spoken to over HTTP alone, as a stranger would. */
export type GatewayProcess = {
  readonly gatewayUrl: string;
  readonly walletUrl: string;
  readonly clientId: string;
  readonly gatewayPublicKey: string;
  /** One-line base64 PKCS#8 of the pair that it made for its client. */
  readonly clientPrivateKey: string;
  readonly ledger: () => Promise<Record<string, unknown>>;
  readonly control: (what: string, body: unknown) => Promise<unknown>;
  /** Takes every ordered fault back. */
  readonly clearFaults: () => Promise<void>;
  readonly mintCode: (order?: Record<string, unknown>) => Promise<string>;
  readonly wallet: (paymentRequestId: string, act: string, body?: unknown) => Promise<number>;
  readonly stop: () => Promise<void>;
};

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Starts the built simulator with fresh keys; rejects when it ends before it is ready. */
export async function startGatewayProcess(args: readonly string[] = []): Promise<GatewayProcess> {
  const child = spawn(
    process.execPath,
    [path.join(projectRoot, 'out/main/simulator.js'), '--print-keys', '--stop-with-stdin', ...args],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ready = await firstLine(child);
  const text = (field: string): string => {
    const value = ready[field];
    if (typeof value !== 'string') throw new Error(`the ready line of the simulator has no ${field}`);
    return value;
  };
  const [gatewayUrl, walletUrl] = [text('gatewayUrl'), text('walletUrl').replace(/\/$/, '')];
  return {
    gatewayUrl,
    walletUrl,
    clientId: text('clientId'),
    gatewayPublicKey: text('gatewayPublicKey'),
    clientPrivateKey: text('clientPrivateKey'),
    ledger: () => json(`${gatewayUrl}/ledger`),
    control: (what, body) => json(`${gatewayUrl}/control/${what}`, body),
    clearFaults: async () => {
      await fetch(`${gatewayUrl}/control/faults`, { method: 'DELETE' });
    },
    mintCode: async (order = {}) => String((await json(`${walletUrl}/wallet/codes`, order))['code']),
    wallet: async (id, act, body = {}) => (await post(`${walletUrl}/wallet/payments/${id}/${act}`, body)).status,
    stop: () => stop(child),
  };
}

function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`the simulator ended with ${String(code)}`));
    });
    if (child.stdout === null) throw new Error('the simulator has no standard output');
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve(JSON.parse(line) as Record<string, unknown>);
    });
  });
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function json(url: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = body === undefined ? await fetch(url) : await post(url, body);
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  child.kill('SIGTERM');
  await ended;
}
