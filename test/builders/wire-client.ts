import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { request as httpRequest } from 'node:http';

/** Who speaks to whom; keys are one-line base64 (PKCS#8 and SPKI). */
export type WireParty = {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly privateKey: string;
  readonly gatewayPublicKey: string;
};

/** What a test may bend about a request. */
export type WireTwist = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly requestTime?: string;
  /** Sent instead of the signed body. */
  readonly sentBody?: string | Buffer;
  readonly timeoutMs?: number;
};

/** An answer as it came; `verified` says whether its signature fits its exact bytes, null when it carries none. */
export type WireAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly verified: boolean | null;
};

const PREFIX = '/aps/api/v1/payments/';

/** Signs and posts one message; rejects when the connection breaks or `timeoutMs` passes. Written apart from both sides that it tests. */
export async function callWire(party: WireParty, api: string, message: unknown, twist: WireTwist = {}): Promise<WireAnswer> {
  const path = twist.path ?? `${PREFIX}${api}`;
  const method = twist.method ?? 'POST';
  const body = Buffer.isBuffer(message)
    ? message
    : Buffer.from(typeof message === 'string' ? message : JSON.stringify(message), 'utf8');
  const time = twist.requestTime ?? new Date().toISOString();
  const key = createPrivateKey({ key: Buffer.from(party.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const content = Buffer.concat([Buffer.from(`${method} ${path}\n${party.clientId}.${time}.`), body]);
  const signature = encodeURIComponent(sign('sha256', content, key).toString('base64'));
  const headers: Record<string, string | null> = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Client-Id': party.clientId,
    'Request-Time': time,
    Signature: `algorithm=RSA256, keyVersion=1, signature=${signature}`,
    ...twist.headers,
  };
  const sent = Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  const answer = await post(new URL(path, party.baseUrl), method, sent, twist.sentBody ?? body, twist.timeoutMs ?? 5_000);
  return { ...answer, json: parse(answer.text), verified: verifyAnswer(party, method, path, answer) };
}

/** A complete pay message; `change` is laid over its top level. */
export function payMessage(
  paymentRequestId: string,
  code: string,
  change: Readonly<Record<string, unknown>> = {},
  value = '599',
  currency = 'JPY',
): Record<string, unknown> {
  return {
    order: {
      referenceOrderId: `ORDER-${paymentRequestId}`,
      orderDescription: 'Café latte',
      orderAmount: { currency, value },
      merchant: {
        referenceMerchantId: 'M0000001234',
        merchantMCC: '5812',
        merchantName: 'Cafe Mori KK',
        store: { referenceStoreId: 'S0001', storeName: 'Cafe Mori Harajuku', storeMCC: '5812', storeTerminalId: 'POS7' },
      },
      env: { storeTerminalId: 'POS7', storeTerminalRequestTime: '2025-02-20T17:51:48+09:00' },
    },
    paymentRequestId,
    paymentAmount: { currency, value },
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: code },
    paymentFactor: { isInStorePayment: 'true', isCashierPayment: 'false', inStorePaymentScenario: 'PaymentCode' },
    ...change,
  };
}

/** `SUCCESS/S` of a result object in an answer. */
export function resultText(answer: Readonly<Record<string, unknown>>, name = 'result'): string {
  const result = answer[name];
  if (typeof result !== 'object' || result === null) return 'none';
  return `${String(Reflect.get(result, 'resultCode'))}/${String(Reflect.get(result, 'resultStatus'))}`;
}

type Plain = Omit<WireAnswer, 'json' | 'verified'> & { readonly bytes: Buffer };

function post(
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: string | Buffer,
  timeoutMs: number,
): Promise<Plain> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString('utf8'), bytes });
      });
    });
    request.setTimeout(timeoutMs, () => request.destroy(new Error('timeout')));
    request.on('error', reject);
    request.end(method === 'GET' ? undefined : body);
  });
}

function verifyAnswer(party: WireParty, method: string, path: string, answer: Plain): boolean | null {
  const header = answer.headers['signature'];
  const value = typeof header === 'string' ? /signature=([^,]+)/.exec(header)?.[1] : undefined;
  if (value === undefined) return null;
  const key: KeyObject = createPublicKey({ key: Buffer.from(party.gatewayPublicKey, 'base64'), format: 'der', type: 'spki' });
  const head = `${method} ${path}\n${party.clientId}.${String(answer.headers['response-time'])}.`;
  return verify(
    'sha256',
    Buffer.concat([Buffer.from(head), answer.bytes]),
    key,
    Buffer.from(decodeURIComponent(value), 'base64'),
  );
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
