import { describe, expect, it } from 'vitest';
import { owedPapers } from '../../../main/counter/owed-papers.ts';
import { modelLedger, emptyModelFile } from '../../builders/model-ledger.ts';
import { intent } from '../../builders/payments.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);

/** A ledger with one payment at each of these moments; `slips` names why the paper of a payment waits. */
async function ledgerOf(moments: readonly number[], slips: Readonly<Record<number, string>> = {}) {
  let wallMs = 0;
  const ledger = modelLedger(emptyModelFile(), { wallMs: () => wallMs, monotonicMs: () => wallMs });
  for (const [at, moment] of moments.entries()) {
    wallMs = moment;
    const submitted = intent({ codeHash: `owed-${String(at)}` });
    const { paymentRequestId } = submitted;
    await ledger.append({ type: 'payment-submitted', ...submitted });
    const reason = slips[at];
    if (reason !== undefined)
      await ledger.append({
        type: 'slip',
        paymentRequestId,
        document: 'sale',
        paper: 'sale',
        copy: false,
        outcome: 'waiting',
        reason,
      });
  }
  return ledger;
}

const momentsOf = async (ledger: Awaited<ReturnType<typeof ledgerOf>>): Promise<readonly number[]> =>
  (await owedPapers(ledger, NOW)).map(({ submittedAtMs }) => submittedAtMs);

describe('papers that a start looks for', () => {
  it('a closed weekend loses no receipt, and papers come in the order of their payments', async () => {
    const moments = [NOW - 8 * DAY_MS, NOW - 3 * DAY_MS, NOW - 2.5 * DAY_MS, NOW - 1_000];
    expect(await momentsOf(await ledgerOf(moments))).toEqual(moments.slice(1));
  });

  it('more payments than a page holds are all found', async () => {
    const moments = Array.from({ length: 130 }, (_, at) => NOW - DAY_MS + at * 1_000 + 1);
    expect(await momentsOf(await ledgerOf(moments))).toEqual(moments);
  });

  it("a shop's first printer does not begin with a week of paper", async () => {
    const moments = [NOW - 3 * DAY_MS, NOW - 2 * DAY_MS, NOW - 3_600_000];
    const ledger = await ledgerOf(moments, { 0: 'no-printer', 1: 'paper-out', 2: 'no-printer' });
    expect(await momentsOf(ledger)).toEqual(moments.slice(1));
  });

  it('a ledger that cannot be read any further gives what it gave so far', async () => {
    const ledger = await ledgerOf(Array.from({ length: 60 }, (_, at) => NOW - 100_000 + at));
    let pages = 0;
    const search: typeof ledger.search = (...asked) =>
      (pages += 1) > 1 ? Promise.reject(new Error('storage-failed')) : ledger.search(...asked);
    expect(await owedPapers({ search }, NOW)).toHaveLength(50);
  });
});
