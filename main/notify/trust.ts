import type { IncomingHttpHeaders } from 'node:http';

/** Whom to believe and how to answer: the part of Alipay+'s signing that the listener needs, handed in. */
export type Trust = {
  /** What can be refused before the body is read; null when nothing speaks against it yet. */
  readonly refusal: (headers: IncomingHttpHeaders) => TrustFault | null;
  /** SECURITY: nothing of a message counts before this said ok; it never throws. */
  readonly vouch: (message: {
    readonly uri: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
  }) => { readonly ok: true; readonly requestTimeMs: number } | { readonly ok: false; readonly fault: TrustFault };
  /** The headers that make `body` our signed answer to a message sent to `uri`; rejects when the key cannot sign. */
  readonly sign: (uri: string, body: Buffer) => Promise<Readonly<Record<string, string>>>;
};

/** Why nobody vouches for a message. */
export type TrustFault = 'unsigned' | 'wrong-client' | 'stale' | 'bad-signature';
