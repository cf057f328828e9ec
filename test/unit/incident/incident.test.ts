import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lastRows } from '../../../core/incident/rows.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import type { Settings } from '../../../main/settings/schema.ts';
import { saveIncident, type IncidentParts } from '../../../main/worlds/incident-desk.ts';
import { modelJournal, type ModelJournal } from '../../builders/model-journal.ts';
import { intent, MAYA, PAID_FACTS } from '../../builders/payments.ts';
import { goodHealth } from '../../builders/snapshot.ts';

const CODE = '281006020000000000125733';
const WECHAT = '134567890123456789';
const PIN = '482913';
const KEY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(4);
/** Whatever of these stands in a file has left the shop. */
const SECRETS = [
  CODE,
  WECHAT,
  PIN,
  KEY,
  KEY.slice(0, 60),
  'hunter2',
  'Maya',
  'cold soup',
  'Mrs Tan',
  'hash-of-the-code',
  'vault-name-7',
  'shop.example/in',
];

const NOW_MS = Date.UTC(2026, 2, 2, 9);
const clock = { wallMs: () => NOW_MS, monotonicMs: () => 0 };

async function busyJournal(): Promise<ModelJournal> {
  const journal = modelJournal(clock);
  const submitted = intent({ note: `Mrs Tan, code ${CODE}`, codeHash: 'hash-of-the-code', actor: MAYA });
  const { paymentRequestId } = submitted;
  const facts = { ...PAID_FACTS, paymentId: '2026030219074101000700000000001', mppPaymentId: CODE };
  await journal.append({ type: 'payment-submitted', ...submitted });
  await journal.append({ type: 'payment-answered', paymentRequestId, api: 'pay', verdict: { kind: 'paid', facts } });
  await journal.append({
    type: 'refund-requested',
    paymentRequestId,
    refundRequestId: 'T1-R-1',
    amount: submitted.amount,
    reason: `cold soup, her PIN is ${PIN}`,
    receiptNumber: 7,
    actor: MAYA,
  });
  await journal.append({ type: 'owner-reset', osUser: 'Mrs Tan', actor: MAYA });
  return journal;
}

const SETTINGS: Settings = {
  ...PRACTICE_SETTINGS,
  shop: { ...PRACTICE_SETTINGS.shop, name: 'Mrs Tan' },
  keyRing: [{ keyVersion: 1, fingerprint: KEY, createdAt: '2026-01-01T00:00:00Z', vaultName: 'vault-name-7', state: 'active' }],
  backups: { folder: '//nas/Mrs Tan' },
  gateway: {
    baseUrl: 'https://maya:hunter2@shop.example/in',
    pathPrefix: '/aps/api/v1',
    clientId: 'ME',
    requestTimeoutMs: 8_000,
    connectTimeoutMs: 3_000,
    gatewayPublicKey: KEY,
    ca: null,
    settlementCurrency: null,
  },
};

function world(journal: IncidentParts['ledger'], change: Partial<IncidentParts> = {}): IncidentParts {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-incident-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(path.join(folder, 'paydesk.1.log'), `older\n-----BEGIN PRIVATE KEY-----\n${KEY}\n-----END PRIVATE KEY-----\n`);
  writeFileSync(path.join(folder, 'paydesk.log'), `newer: code ${CODE} or ${WECHAT}, pin: ${PIN}, password=hunter2 key ${KEY}\n`);
  return {
    ledger: journal,
    settings: () => SETTINGS,
    health: () => goodHealth({ gateway: { state: 'down', latencyMs: null, hint: `token=hunter2 ${CODE}` } }),
    stages: () => [],
    versions: { paydesk: '0.1.0' },
    logFolder: folder,
    folder: path.join(folder, 'Documents', 'Paydesk'),
    nowMs: () => NOW_MS,
    ...change,
  };
}

type Saved = {
  readonly rows: readonly { readonly type: string; readonly event: Readonly<Record<string, unknown>> | null }[] | null;
  readonly log: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
};
const read = (file: string): Saved => JSON.parse(readFileSync(file, 'utf8')) as Saved;

describe('an incident file', () => {
  it('holds none of the secrets that were planted in ledger, log, settings and health', async () => {
    const file = await saveIncident(world(await busyJournal()));
    const text = readFileSync(file, 'utf8');
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(path.basename(file)).toBe(`paydesk-incident-${SETTINGS.counter.counterId}-20260302-090000.json`);
  });

  it('tells what a developer needs: ids, amounts, results, times, the log in its order and how the counter is set up', async () => {
    const saved = read(await saveIncident(world(await busyJournal())));
    expect(saved.rows?.map(({ type, event }) => [type, event === null])).toEqual([
      ['payment-submitted', false],
      ['payment-answered', false],
      ['refund-requested', false],
      ['owner-reset', true],
    ]);
    expect(saved.rows?.[1]?.event).toMatchObject({
      verdict: { kind: 'paid', facts: { paymentId: '2026030219074101000700000000001' } },
    });
    expect(saved.log.map((line) => line.slice(0, 5))).toEqual(['older', '[hidd', 'newer']);
    expect(saved.settings).toMatchObject({
      gateway: { host: 'shop.example', clientId: 'ME' },
      keyRing: [{ keyVersion: 1, state: 'active' }],
    });
  });

  it('is written without rows when the ledger cannot be read, for that may be the incident', async () => {
    const broken = { head: () => Promise.reject(new Error('storage-corrupt')), between: () => Promise.resolve([]) };
    expect(read(await saveIncident(world(broken))).rows).toBeNull();
  });

  it('reaches back as far as asked and no further, whatever the number of rows', async () => {
    let nowMs = 0;
    const journal = modelJournal({ wallMs: () => nowMs, monotonicMs: () => 0 });
    for (let at = 0; at < 1_300; at += 1) {
      nowMs = at * 1_000;
      await journal.append({ type: 'owner-reset', osUser: 'x', actor: MAYA });
    }
    const numbers = async (sinceMs: number, rowsMax: number) =>
      (await lastRows(journal, sinceMs, rowsMax)).map(({ sequence }) => sequence);
    expect(await numbers(700_000, 5_000)).toEqual(Array.from({ length: 600 }, (_, at) => 701 + at));
    expect(await numbers(0, 100)).toEqual(Array.from({ length: 100 }, (_, at) => 1_201 + at));
    expect((await numbers(0, 5_000)).length).toBe(1_300);
  });
});
