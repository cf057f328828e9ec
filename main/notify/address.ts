import type { NotifyFault } from '../../core/contract/notify.ts';
import { OWN_ADDRESS, type NotifyPlan } from './plan.ts';

/** Where it listens, as people read it; what stands before the API's name. */
export function addressOf({ host, pathPrefix }: NotifyPlan, port: number, isSecure: boolean): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${isSecure ? 'https' : 'http'}://${name}:${String(port)}${pathPrefix}`;
}

/** The path in front of the API's name as Alipay+ calls and signs it. */
export function publicPath({ publicUrl, pathPrefix }: NotifyPlan): string {
  if (publicUrl === null || publicUrl === OWN_ADDRESS) return pathPrefix;
  return new URL(publicUrl).pathname.replace(/\/+$/, '');
}

/** What Alipay+ is told for one API, or, without an API, what stands before its name; null when it is told nothing. */
export function publicUrlOf({ publicUrl }: NotifyPlan, address: string, api: string | null): string | null {
  if (publicUrl === null) return null;
  const base = publicUrl === OWN_ADDRESS ? address : publicUrl.replace(/\/+$/, '');
  return api === null ? base : `${base}/${api}`;
}

/** What a refusal of the operating system to listen means. */
export const listenFault = (code: string): NotifyFault => LISTEN_FAULTS.get(code) ?? 'listen-failed';

const LISTEN_FAULTS: ReadonlyMap<string, NotifyFault> = new Map([
  ['EADDRINUSE', 'port-busy'],
  ['EACCES', 'port-denied'],
  ['EPERM', 'port-denied'],
  ['EADDRNOTAVAIL', 'address-unknown'],
  ['EAFNOSUPPORT', 'address-unknown'],
  ['ENOTFOUND', 'address-unknown'],
  ['EAI_AGAIN', 'address-unknown'],
]);
