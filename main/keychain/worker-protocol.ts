import type { StoreFault } from './credential-store.ts';

/** What the keychain process is asked. Secrets travel in `secret` and in the reply's `value`, over this pipe and nowhere else. */
export type WorkerRequest = { readonly id: number; readonly service: string; readonly account: string } & (
  { readonly act: 'get' } | { readonly act: 'set'; readonly secret: string } | { readonly act: 'remove' }
);

/** What it answers: the text or null for `get`, null for `set`, true or false for `remove`, or a fault. */
export type WorkerReply =
  | { readonly id: number; readonly ok: true; readonly value: string | boolean | null }
  | { readonly id: number; readonly ok: false; readonly code: StoreFault };

const STORE_FAULTS = [
  'keychain-missing',
  'keychain-locked',
  'keychain-timeout',
  'keychain-denied',
  'keychain-broken',
] as const satisfies readonly StoreFault[];

const field = (message: unknown, name: string): unknown =>
  typeof message === 'object' && message !== null ? Reflect.get(message, name) : undefined;

/** Reads a request; null for anything else. */
export function readRequest(message: unknown): WorkerRequest | null {
  const [id, act, service, account, secret] = ['id', 'act', 'service', 'account', 'secret'].map((name) => field(message, name));
  if (typeof id !== 'number' || typeof service !== 'string' || typeof account !== 'string') return null;
  if (act === 'get' || act === 'remove') return { id, act, service, account };
  return act === 'set' && typeof secret === 'string' ? { id, act, service, account, secret } : null;
}

/** Reads a reply; null for anything else. */
export function readReply(message: unknown): WorkerReply | null {
  const [id, ok, value, code] = ['id', 'ok', 'value', 'code'].map((name) => field(message, name));
  if (typeof id !== 'number') return null;
  if (ok === true && (typeof value === 'string' || typeof value === 'boolean' || value === null)) return { id, ok, value };
  const known = STORE_FAULTS.find((one) => one === code);
  return ok === false && known !== undefined ? { id, ok, code: known } : null;
}
