import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { VECTOR_CLIENT_ID, VECTOR_KEYS } from './signature-vectors.ts';

/** A message as Alipay+ sends it, or as somebody else would like it to be. */
export type Sent = {
  readonly uri?: string;
  readonly body?: unknown;
  readonly clientId?: string;
  /** Request-Time; default now. */
  readonly time?: string;
  readonly key?: KeyObject;
  /** Laid over the headers that belong to it; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
};

/** What came back; `isSigned` says whether it is a signed answer of the counter's. */
export type Got = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly isSigned: boolean;
};

const GATEWAY = createPrivateKey({ key: Buffer.from(VECTOR_KEYS.gatewayPrivate, 'base64'), format: 'der', type: 'pkcs8' });
const ACQUIRER = createPublicKey({ key: Buffer.from(VECTOR_KEYS.acquirerPublic, 'base64'), format: 'der', type: 'spki' });

/** Where the samples of Alipay+ send notifyPayment. */
export const NOTIFY_PATH = '/alipayplus/notifyPayment';

/** The body of a notification that says paid. */
export const notification = (paymentRequestId: string, change: Readonly<Record<string, unknown>> = {}): object => ({
  paymentResult: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
  acquirerId: '1111088000000000002',
  paymentRequestId,
  paymentId: '20250220190741010007000000000001',
  paymentTime: '2025-02-20T16:52:10+08:00',
  paymentAmount: { currency: 'SGD', value: '4250' },
  walletBrandName: 'KAKAOPAY',
  ...change,
});

/** The exact bytes and headers of a message; written apart from the code that it tests. */
export function message(sent: Sent = {}): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } {
  const { uri = NOTIFY_PATH, clientId = VECTOR_CLIENT_ID, time = new Date().toISOString(), key = GATEWAY } = sent;
  const given = sent.body ?? notification('T1-P-1');
  const body = Buffer.isBuffer(given) ? given : Buffer.from(typeof given === 'string' ? given : JSON.stringify(given));
  const content = Buffer.concat([Buffer.from(`POST ${uri}\n${clientId}.${time}.`), body]);
  const signature = encodeURIComponent(sign('sha256', content, key).toString('base64'));
  const headers: Readonly<Record<string, string | null>> = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Client-Id': clientId,
    'Request-Time': time,
    Signature: `algorithm=RSA256, keyVersion=1, signature=${signature}`,
    ...sent.headers,
  };
  return {
    body,
    headers: Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
  };
}

/** How it travels. */
export type Way = {
  readonly method?: string;
  readonly ca?: string;
  /** The address of this machine that it comes from. */
  readonly from?: string;
  /** The path signed, where a proxy has changed it on the way. */
  readonly signedUri?: string;
  readonly publicKey?: KeyObject;
  readonly chunked?: boolean;
};

/** Posts a message and reads the answer; rejects when the line is cut without one. */
export function post(
  url: string,
  { body, headers }: ReturnType<typeof message>,
  { method = 'POST', ca, from, signedUri, publicKey = ACQUIRER, chunked = false }: Way = {},
): Promise<Got> {
  const target = new URL(url);
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      target,
      {
        method,
        agent: false,
        headers: chunked ? headers : { ...headers, 'Content-Length': body.length },
        ...(ca === undefined ? {} : { ca }),
        ...(from === undefined ? {} : { localAddress: from }),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const answer = Buffer.concat(parts);
          const isSigned = isOurs(response.headers, signedUri ?? target.pathname, answer, publicKey);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: answer.toString('utf8'), isSigned });
        });
      },
    );
    request.on('error', reject);
    if (chunked) for (let at = 0; at < body.length; at += 50) request.write(body.subarray(at, at + 50));
    request.end(chunked ? undefined : body);
  });
}

function isOurs(headers: Got['headers'], uri: string, body: Buffer, key: KeyObject): boolean {
  const signature = /^algorithm=RSA256, keyVersion=\d+, signature=([^,]+)$/.exec(String(headers['signature']))?.[1];
  if (signature === undefined || typeof headers['response-time'] !== 'string') return false;
  const head = `POST ${uri}\n${String(headers['client-id'])}.${headers['response-time']}.`;
  return verify('sha256', Buffer.concat([Buffer.from(head), body]), key, Buffer.from(decodeURIComponent(signature), 'base64'));
}
