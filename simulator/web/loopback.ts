import type { IncomingMessage } from 'node:http';

const NAMES = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** True for a host name that means this machine. */
export const isLoopbackName = (host: string): boolean => NAMES.has(host.toLowerCase());

/**
 * True when the request came from this machine and was meant for it: the peer is loopback, and neither Host nor Origin names
 * another site, so that a page in a browser cannot be led here by a foreign name.
 */
export function isFromHere(request: IncomingMessage): boolean {
  const peer = request.socket.remoteAddress ?? '';
  const peerIsHere = peer === '::1' || peer.startsWith('127.') || peer.startsWith('::ffff:127.');
  const { host, origin } = request.headers;
  return (
    peerIsHere && namesHere(host === undefined ? undefined : `http://${host}`) && (origin === undefined || namesHere(origin))
  );
}

function namesHere(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && isLoopbackName(new URL(url).hostname);
}
