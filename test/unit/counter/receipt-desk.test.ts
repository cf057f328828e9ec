import { describe, expect, it } from 'vitest';
import type { PrintEvent } from '../../../core/journal/events.ts';
import type { ReceiptDocument } from '../../../core/receipt/document.ts';
import { createReceiptDesk } from '../../../main/counter/receipt-desk.ts';
import type { CounterSettings } from '../../../main/counter/settings-view.ts';
import type { PrintJob } from '../../../main/printer/outbox-state.ts';
import { codePageByte, CODE_PAGES, pageSamples } from '../../../main/printer/code-pages.ts';
import { counterSettings } from '../../../main/worlds/settings-map.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import { answered, LOST, NOT_PAID, PAID, recordAfter } from '../../builders/payments.ts';

/** A desk whose queue keeps its jobs and whose encoder keeps the documents. */
function desk(change: Partial<CounterSettings> = {}) {
  const documents: ReceiptDocument[] = [];
  const jobs: PrintJob[] = [];
  const rows: PrintEvent[] = [];
  const recalled: string[] = [];
  let made = 0;
  const receipts = createReceiptDesk({
    queue: () => ({
      print: (job) => (jobs.push(job), 'queued'),
      retryNow: () => undefined,
      test: async (job) => {
        await job.bytes();
        return { kind: 'sent' };
      },
      recall: (jobId) => (recalled.push(jobId), Promise.resolve('unknown')),
    }),
    encode: (_layout, document) => (documents.push(document), Promise.resolve(new Uint8Array())),
    settings: () => ({ ...counterSettings(PRACTICE_SETTINGS), ...change }),
    wallMs: () => 0,
    note: (_id, row) => (rows.push(row), Promise.resolve(true)),
    newJobId: () => `job-${String((made += 1))}`,
  });
  return { receipts, documents, jobs, rows, recalled };
}

const textOf = (document: ReceiptDocument | undefined): string => JSON.stringify(document?.blocks);

describe('a payment that is not known yet', () => {
  it('gets a slip when a person asks, which forbids a second charge; by itself nothing is printed', async () => {
    const { receipts, documents, jobs } = desk();
    const record = recordAfter(answered(LOST));
    receipts.heard(record);
    expect(jobs).toHaveLength(0);
    expect(receipts.again(record)).toBe(true);
    await jobs[0]?.bytes();
    expect(documents[0]?.kind).toBe('in-doubt');
    expect(textOf(documents[0])).toContain('Do not pay again');
  });

  it('has no paper once it has ended unpaid', () => {
    const { receipts } = desk();
    expect(receipts.paper(recordAfter(answered(NOT_PAID)))).toBeNull();
  });
});

describe('a start', () => {
  const slip = (outcome: PrintEvent['outcome'], copy = false) =>
    ({ type: 'slip', paymentRequestId: 'p-1', document: 'sale', paper: 'sale', copy, outcome, reason: null }) as const;

  it('tells the wire of a paper in doubt before anything is printed, because half a command may be left of it', async () => {
    const { receipts, recalled, rows, jobs } = desk();
    await receipts.owed([recordAfter(answered(PAID, 'pay'), slip('in-doubt'))]);
    expect(recalled).toHaveLength(1);
    expect(recalled[0]).toMatch(/:sale$/);
    expect([rows, jobs]).toEqual([[], []]);
  });

  it('prints the copy that a person was waiting for, marked as one, and no second original', async () => {
    const { receipts, documents, jobs } = desk();
    await receipts.owed([recordAfter(answered(PAID, 'pay'), slip('in-doubt'), slip('waiting', true))]);
    expect(jobs.map(({ copyOf }) => copyOf)).toEqual([expect.stringMatching(/:sale$/)]);
    await jobs[0]?.bytes();
    expect(documents.map(({ isCopy }) => isCopy)).toEqual([true]);
  });

  it('prints no copy that came out or is in doubt, because nobody waits for it', async () => {
    const { receipts, jobs } = desk();
    for (const outcome of ['printed', 'sent', 'in-doubt'] as const)
      await receipts.owed([recordAfter(answered(PAID, 'pay'), slip('printed'), slip(outcome, true))]);
    expect(jobs).toEqual([]);
  });

  it('asks nothing where the last paper is known to be out', async () => {
    const { receipts, recalled } = desk();
    await receipts.owed([recordAfter(answered(PAID, 'pay'), slip('printed'))]);
    expect(recalled).toEqual([]);
  });
});

describe('the test page', () => {
  it('prints what its code page can and plain letters cannot, to be compared by a person', async () => {
    const { receipts, documents } = desk();
    await receipts.test();
    expect(documents[0]?.blocks.filter((block) => block.kind === 'sample')).toHaveLength(2);
  });

  it.each(CODE_PAGES)('has samples of %s that the page truly has', (page) => {
    for (const sample of pageSamples(page)) {
      expect(sample.length).toBeGreaterThan(10);
      for (const character of sample) expect(codePageByte(page, character)).toBeGreaterThanOrEqual(0x80);
    }
  });
});

describe('the language of a receipt', () => {
  it('is the one that the shop chose', async () => {
    const { receipts, documents } = desk({ receiptLanguage: 'ar' });
    await receipts.test();
    expect(documents[0]).toMatchObject({ language: 'ar', direction: 'rtl' });
  });
});
