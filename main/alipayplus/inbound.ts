import type { KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { contentToSign, formatSignatureHeader, verifySignature, type Signer } from './sign.ts';
import { parseIso } from './time.ts';

/** A message that Alipay+ sends by itself, as it arrived and believed by nobody yet. */
export type InboundMessage = {
  /** The path as Alipay+ called it, which is what was signed; behind a proxy it is not the path that arrived. */
  readonly uri: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** Why a message is not believed. */
export type InboundFault = 'unsigned' | 'wrong-client' | 'stale' | 'bad-signature';

/** A message that Alipay+ signed for us and sent just now, or why it is none. */
export type Judged = { readonly ok: true; readonly requestTimeMs: number } | { readonly ok: false; readonly fault: InboundFault };

/** The counter's side of a message from Alipay+: whom to believe, and how the answer is signed. */
export type Inbound = {
  /** What can be refused before the body is read; null when nothing speaks against it yet. */
  readonly refusal: (headers: IncomingHttpHeaders) => InboundFault | null;
  /** SECURITY: the one gate between a message that came by itself and belief; never throws. */
  readonly vouch: (message: InboundMessage) => Judged;
  /** The headers that make `body` our signed answer to a message that was sent to `uri`; rejects when the key cannot sign. */
  readonly sign: (uri: string, body: Buffer) => Promise<Readonly<Record<string, string>>>;
};

/** What an inbound side stands on. */
export type InboundParts = {
  readonly clientId: string;
  readonly keyVersion: number;
  readonly signer: Signer;
  readonly gatewayPublicKey: KeyObject;
  /** By Alipay+'s clock as far as it is known; the window is assumed, because Alipay+ documents none. */
  readonly isFresh: (requestTimeMs: number) => boolean;
  /** Now on Alipay+'s clock, as the wire writes it. */
  readonly nowIso: () => string;
};

type Head = { readonly time: string; readonly signature: string; readonly requestTimeMs: number };

/**
 * Verifies messages from Alipay+ and signs the answers to them.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_tile/receive_notification.md
 */
export function createInbound(parts: InboundParts): Inbound {
  const { clientId, gatewayPublicKey } = parts;
  return {
    refusal: (headers) => {
      const head = headOf(headers, parts);
      return typeof head === 'string' ? head : null;
    },
    vouch: ({ uri, headers, body }) => {
      const head = headOf(headers, parts);
      if (typeof head === 'string') return { ok: false, fault: head };
      const content = contentToSign({ method: 'POST', uri, clientId, time: head.time, body });
      if (!verifySignature(gatewayPublicKey, content, head.signature)) return { ok: false, fault: 'bad-signature' };
      return { ok: true, requestTimeMs: head.requestTimeMs };
    },
    sign: async (uri, body) => {
      const time = parts.nowIso();
      const signature = await parts.signer(contentToSign({ method: 'POST', uri, clientId, time, body }));
      return {
        'Client-Id': clientId,
        'Response-Time': time,
        Signature: formatSignatureHeader(signature, parts.keyVersion),
      };
    },
  };
}

/** Everything that is said about a message outside its body; a fault in the order in which the checks cost least. */
function headOf(headers: IncomingHttpHeaders, { clientId, isFresh }: InboundParts): Head | InboundFault {
  const signature = textOf(headers['signature']);
  const time = textOf(headers['request-time']);
  if (signature === null || time === null) return 'unsigned';
  if (headers['client-id'] !== clientId) return 'wrong-client';
  const requestTimeMs = parseIso(time);
  return requestTimeMs === null || !isFresh(requestTimeMs) ? 'stale' : { time, signature, requestTimeMs };
}

const textOf = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
