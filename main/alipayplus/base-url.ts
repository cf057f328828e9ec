import { BlockList, isIP } from 'node:net';

/** Where the gateway is: `basePath` has no trailing slash and is empty for a bare host. */
export type BaseUrl = {
  readonly isSecure: boolean;
  /** Host for connecting and for the certificate; an IPv6 address without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** The `Host` header's value. */
  readonly authority: string;
  readonly basePath: string;
};

/** Why an address is refused: `insecure-url` is plain http to anything but this machine. */
export type BaseUrlFault = 'bad-url' | 'insecure-url';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** True for 127.0.0.0/8 and ::1 (an IPv4 address written inside IPv6 included); false for names. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Reads the gateway's address: https anywhere, http for loopback hosts alone, no user, query or fragment.
 * https is Alipay+'s rule: https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/api_overview
 */
export function parseBaseUrl(text: string): BaseUrl | BaseUrlFault {
  const url = plainUrl(text);
  if (url === null) return 'bad-url';
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isSecure = url.protocol === 'https:';
  if (!isSecure && hostname !== 'localhost' && !isLoopbackAddress(hostname)) return 'insecure-url';
  const port = url.port === '' ? DEFAULT_PORTS[isSecure ? 'https' : 'http'] : Number(url.port);
  return { isSecure, hostname, port, authority: url.host, basePath: url.pathname.replace(/\/+$/, '') };
}

const DEFAULT_PORTS = { https: 443, http: 80 } as const;

function plainUrl(text: string): URL | null {
  if (!URL.canParse(text) || /[?#]/.test(text)) return null;
  const url = new URL(text);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && url.username + url.password === '' ? url : null;
}
