import { onTestFinished } from 'vitest';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../../simulator/start.ts';
import { VECTOR_KEYS } from '../builders/signature-vectors.ts';
import { callWire, payMessage, type WireAnswer, type WireParty, type WireTwist } from '../builders/wire-client.ts';

/** What a page or a script gets back. */
export type JsonReply = { readonly status: number; readonly value: Readonly<Record<string, unknown>> };

/** A simulator on free ports, and the acquirer who calls it. */
export type SimulatorBench = {
  readonly simulator: RunningSimulator;
  readonly party: WireParty;
  /** The address of the wallet's interface, without a slash at its end. */
  readonly wallet: string;
  /** Pays with a fresh code; its last four digits are the magic suffix. */
  readonly pay: (paymentRequestId: string, twist?: WireTwist, ending?: string) => Promise<WireAnswer>;
  readonly control: (path: string, body?: unknown) => Promise<JsonReply>;
};

/** Starts one that is closed when the test ends, with the published test keys: fresh ones would take most of a test's time. */
export async function startBench(options: SimulatorOptions = {}): Promise<SimulatorBench> {
  const simulator = await startSimulator({
    gatewayPrivateKey: VECTOR_KEYS.gatewayPrivate,
    clientPublicKey: VECTOR_KEYS.acquirerPublic,
    ...options,
  });
  onTestFinished(simulator.close);
  const party = partyOf(simulator, VECTOR_KEYS.acquirerPrivate);
  return {
    simulator,
    party,
    wallet: `${simulator.walletUrl ?? ''}wallet`,
    pay: (id, twist = {}, ending = '5733') => callWire(party, 'pay', payMessage(id, nextCode(ending)), twist),
    control: (path, body) => json(`${simulator.gatewayUrl}/control/${path}`, body),
  };
}

/** The acquirer of that simulator, with its private key in one line of base64. */
export const partyOf = (running: RunningSimulator, privateKey: string): WireParty => ({
  baseUrl: running.gatewayUrl,
  clientId: running.clientId,
  privateKey,
  gatewayPublicKey: running.gatewayPublicKey,
});

let serial = 0;

/** A payment code nobody has shown yet. */
export const nextCode = (ending = '5733'): string => {
  serial += 1;
  return `28100602${String(serial).padStart(12, '0')}${ending}`;
};

/** Asks with GET, or posts the body when there is one. */
export const json = async (url: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<JsonReply> => {
  const reply = await fetch(
    url,
    body === undefined
      ? { headers }
      : { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
  );
  return { status: reply.status, value: (await reply.json()) as Readonly<Record<string, unknown>> };
};
