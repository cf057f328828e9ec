import { createPublicKey, verify } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { fakeTrust, sealOf } from '../builders/fake-trust.ts';
import { message } from '../builders/notify-sender.ts';
import { VECTOR_CLIENT_ID, VECTOR_KEYS } from '../builders/signature-vectors.ts';
import { trustConformance } from './notify-trust.ts';

const ACQUIRER = createPublicKey({ key: Buffer.from(VECTOR_KEYS.acquirerPublic, 'base64'), format: 'der', type: 'spki' });
const THEN_MS = Date.parse('2025-02-20T08:51:55Z');

trustConformance('the Alipay+ client', () => {
  let isNow = true;
  const nowMs = () => (isNow ? THEN_MS : THEN_MS + 3_600_000);
  const client = counterClient('http://127.0.0.1:9', { clock: { nowMs, monotonicMs: () => 1_000 } });
  onTestFinished(client.close);
  return {
    trust: client.inbound,
    clientId: VECTOR_CLIENT_ID,
    genuine: (uri, body, time) =>
      Object.fromEntries(
        Object.entries(message({ uri, body, time }).headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    isSigned: (uri, body, headers) => {
      const signature = /signature=([^,]+)$/.exec(headers['Signature'] ?? '')?.[1] ?? '';
      const head = `POST ${uri}\n${headers['Client-Id'] ?? ''}.${headers['Response-Time'] ?? ''}.`;
      const content = Buffer.concat([Buffer.from(head), body]);
      return verify('sha256', content, ACQUIRER, Buffer.from(decodeURIComponent(signature), 'base64'));
    },
    age: (isFresh) => {
      isNow = isFresh;
    },
  };
});

trustConformance('the fake with a shared word', () => {
  let isFresh = true;
  return {
    trust: fakeTrust('CLIENT', 'word', () => isFresh),
    clientId: 'CLIENT',
    genuine: (uri, body, time) => ({ 'client-id': 'CLIENT', 'request-time': time, signature: sealOf('word', uri, time, body) }),
    isSigned: (uri, body, headers) => headers['Signature'] === sealOf('word', uri, headers['Response-Time'] ?? '', body),
    age: (next) => {
      isFresh = next;
    },
  };
});
