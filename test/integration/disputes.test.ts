import { describe, expect, it } from 'vitest';
import { money } from '../../core/money/money.ts';
import type { RefundVerdict } from '../../core/refund/verdict.ts';
import { json } from './simulator-bench.ts';
import { openDisputeBench } from './dispute-bench.ts';

const CLERK = { kind: 'cashier', name: 'Mei' } as const;
const DAY_MS = 86_400_000;

const retrievalReply = (responseCode: '0001' | '0002' | '0003') => ({ kind: 'retrieval', responseCode, remarks: null }) as const;

type Sent = { readonly otherDocumentation: readonly { readonly attachmentType: string; readonly content: string }[] };

describe('the health line', () => {
  it('warns of a near deadline, also after a restart', async () => {
    const { wired, sell, restart } = await openDisputeBench();
    const paymentRequestId = await sell();
    const claim = (id: string, daysAgo: number) =>
      ({
        disputeRequestId: id,
        kind: 'retrieval',
        disputedPaymentId: paymentRequestId,
        occurredAtMs: Date.now() - daysAgo * DAY_MS,
        asked: [],
        amount: null,
        reasonCode: null,
        reason: null,
      }) as const;
    const warning = () => wired().counter.health.view().disputes;
    expect(warning()).toBeNull();
    await wired().disputes.claim(claim('fresh', 1), 'entered', CLERK);
    expect(warning()).toBe('open');
    await wired().disputes.claim({ ...claim('late', 16), kind: 'escalation', amount: money('SGD', 100) }, 'entered', CLERK);
    expect(warning()).toBe('due-soon');
    await restart();
    await wired().disputes.resume();
    expect(warning()).toBe('due-soon');
  });
});

describe('initiateRetrieval', () => {
  it('is durable before it is acknowledged, has a deadline, and a repeat changes nothing', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    const order = { kind: 'retrieval', paymentRequestId, disputeRequestId: 'R1' } as const;
    expect(await simulator.disputes.raise(order)).toEqual({ disputeRequestId: 'R1', said: 'acknowledged' });
    expect(await simulator.disputes.raise(order)).toMatchObject({ said: 'acknowledged' });
    const rows = await wired().counter.ledger.ofNoPayment({ 'dispute-raised': null });
    expect(rows.filter(({ event }) => event.type === 'dispute-raised')).toHaveLength(1);
    const [view] = await wired().disputes.list();
    expect(view).toMatchObject({ state: 'open', record: { kind: 'retrieval', asked: ['TRANSACTION_RECEIPT'] } });
    expect((view?.record.answerByMs ?? 0) - (view?.record.occurredAtMs ?? 0)).toBe(20 * DAY_MS);
  });

  it('is refused where it is inconsistent, unknown, or one is open', async () => {
    const { simulator, sell } = await openDisputeBench();
    const [first, second] = [await sell(), await sell()];
    await simulator.disputes.raise({ kind: 'retrieval', paymentRequestId: first, disputeRequestId: 'R1' });
    const raise = async (order: Parameters<typeof simulator.disputes.raise>[0]): Promise<string | undefined> =>
      (await simulator.disputes.raise(order))?.said;
    expect(await raise({ kind: 'retrieval', paymentRequestId: second, disputeRequestId: 'R1' })).toBe('REPEAT_REQ_INCONSISTENT');
    expect(await raise({ kind: 'retrieval', paymentRequestId: first, disputeRequestId: 'R2' })).toBe('PROCESS_FAIL');
    const url = (simulator.ledger().notifications[0]?.url ?? '').replace('notifyPayment', 'initiateRetrieval');
    expect(await raise({ kind: 'retrieval', paymentRequestId: 'nobody', url, force: true })).toBe('ORDER_NOT_EXIST');
  });
});

describe('responseRetrieval', () => {
  it('answers 0001, 0002 and 0003; what is sent carries the receipt and the signed timeline', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    for (const code of ['0001', '0002', '0003'] as const) {
      await simulator.disputes.raise({ kind: 'retrieval', paymentRequestId, disputeRequestId: code });
      expect(await wired().disputes.reply(code, retrievalReply(code), CLERK)).toBe('taken');
    }
    expect(simulator.disputes.rows().map(({ answer }) => [answer?.verdict, answer?.attachments])).toEqual([
      ['0001', 3],
      ['0002', 3],
      ['0003', 0],
    ]);
    expect(await wired().disputes.reply('0001', retrievalReply('0003'), CLERK)).toBe('already-answered');
  });

  it('carries receipt, signed timeline, ledger rows and what a person chose; its rows name nobody', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    await simulator.disputes.raise({ kind: 'retrieval', paymentRequestId, disputeRequestId: 'R1' });
    const chosen = { type: 'OTHER_DOCUMENTATION', name: 'delivery.pdf', contentType: 'application/pdf' };
    const bytes = Buffer.from('%PDF-1.7 signed for', 'utf8');
    expect(await wired().disputes.reply('R1', retrievalReply('0001'), CLERK, [{ ...chosen, bytes }])).toBe('taken');
    const sent = simulator.ledger().requests.find(({ uri }) => uri.endsWith('/responseRetrieval'))?.body as Sent;
    const texts = sent.otherDocumentation.map(({ content }) => Buffer.from(content, 'base64').toString('utf8'));
    expect(sent.otherDocumentation.map(({ attachmentType }) => attachmentType)).toEqual([
      'TRANSACTION_RECEIPT',
      'SUPPORTING_DOCUMENTATION',
      'SUPPORTING_DOCUMENTATION',
      'OTHER_DOCUMENTATION',
    ]);
    const [receipt = '', timeline = '', rows = '', added] = texts;
    expect(receipt).toMatch(/42\.50[^]*Alipay\+/);
    expect(timeline).toMatch(/Signature of the lines above[^]*\n[A-Za-z0-9+/=]{300,}/);
    const entries = await wired().counter.ledger.entriesOf(paymentRequestId);
    const said = rows
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as { sequence: number; type: string; hash: string });
    const paid = said.find(({ type }) => type === 'payment-answered');
    expect(entries.find(({ sequence }) => sequence === paid?.sequence)?.hash).toBe(paid?.hash);
    expect(rows).not.toMatch(/codeHash|actor|Mei|note/);
    expect(added).toBe('%PDF-1.7 signed for');
    expect((await wired().disputes.list())[0]?.record.papers).toHaveLength(4);
  });

  it('is not sent with documents beyond the limits, nor with documents where there is nothing to send', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    await simulator.disputes.raise({ kind: 'retrieval', paymentRequestId, disputeRequestId: 'R1' });
    const paper = { type: 'OTHER_DOCUMENTATION', name: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF') };
    const large = { ...paper, bytes: Buffer.alloc(2 * 1_024 * 1_024 + 1) };
    const reply = (papers: readonly (typeof paper)[], code: '0001' | '0003' = '0001') =>
      wired().disputes.reply('R1', retrievalReply(code), CLERK, papers);
    expect(await reply([large])).toBe('papers-too-large');
    expect(await reply(Array(6).fill(paper))).toBe('papers-too-large');
    expect(await reply([paper], '0003')).toBe('papers-unwanted');
    expect(await wired().disputes.list()).toMatchObject([{ state: 'open' }]);
    expect(await reply(Array(5).fill(paper))).toBe('taken');
  });

  it('that Alipay+ refuses is no answer, and another one may be given', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    const claim = {
      disputeRequestId: 'never-sent',
      kind: 'retrieval',
      disputedPaymentId: paymentRequestId,
      occurredAtMs: Date.now(),
      asked: [],
      amount: null,
      reasonCode: null,
      reason: null,
    } as const;
    expect(await wired().disputes.claim(claim, 'entered', CLERK)).toMatchObject({ claimed: 'new' });
    expect(await wired().disputes.reply('never-sent', retrievalReply('0001'), CLERK)).toBe('refused');
    expect(await wired().disputes.list()).toMatchObject([
      { state: 'refused', record: { source: 'entered', verdict: { resultCode: 'ORDER_NOT_EXIST' } } },
    ]);
    await simulator.disputes.raise({ kind: 'retrieval', paymentRequestId, disputeRequestId: 'never-sent' });
    expect(await wired().disputes.reply('never-sent', retrievalReply('0002'), CLERK)).toBe('taken');
  });
});

describe('initiateEscalation', () => {
  it('is taken up to what was paid, over the control page too, and refused beyond it', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    const order = { kind: 'escalation', paymentRequestId, disputeRequestId: 'E1' };
    const control = `${simulator.gatewayUrl}/control/disputes`;
    const tooMuch = { ...order, amount: { currency: 'SGD', value: '4251' } };
    expect((await json(control, tooMuch)).value).toMatchObject({ said: 'PROCESS_FAIL' });
    expect((await json(control, order)).value).toMatchObject({ said: 'acknowledged' });
    expect((await json(control, { kind: 'escalation' })).status).toBe(400);
    expect(await wired().disputes.list()).toMatchObject([{ state: 'open', record: { amount: money('SGD', 4_250) } }]);
  });
});

describe('responseEscalation', () => {
  const accept = (amountMinor: number, refundType: 'ACCEPT_REFUND' | 'ACCEPT_PARTIAL_REFUND') =>
    ({ kind: 'escalation', refundType, refund: money('SGD', amountMinor), plannedRefundAtMs: null, remarks: null }) as const;

  it('accepted in part owes a refund until the refund is made', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    await simulator.disputes.raise({ kind: 'escalation', paymentRequestId, disputeRequestId: 'E1' });
    const { disputes, counter } = wired();
    expect(await disputes.reply('E1', accept(9_999, 'ACCEPT_PARTIAL_REFUND'), CLERK)).toBe('amount-too-high');
    expect(await disputes.reply('E1', accept(1_000, 'ACCEPT_PARTIAL_REFUND'), CLERK)).toBe('taken');
    expect(await disputes.list()).toMatchObject([{ state: 'answered', owedMinor: 1_000 }]);
    expect(counter.health.view().disputes).toBe('refund-owed');
    const asked = { paymentRequestId, refundRequestId: 'T-R-1', amount: money('SGD', 1_000), reason: null } as const;
    await counter.ledger.append({ type: 'refund-requested', ...asked, receiptNumber: 9, actor: CLERK });
    expect(await disputes.list()).toMatchObject([{ owedMinor: 1_000 }]);
    const verdict: RefundVerdict = {
      kind: 'refunded',
      refundId: null,
      refundTime: null,
      settlementAmount: null,
      settlementQuote: null,
    };
    await counter.ledger.append({ type: 'refund-answered', paymentRequestId, refundRequestId: 'T-R-1', verdict });
    expect(await disputes.list()).toMatchObject([{ owedMinor: 0 }]);
    await disputes.resume();
    expect(counter.health.view().disputes).toBeNull();
  });

  it('refused owes nothing, and Alipay+ may refuse the answer', async () => {
    const { wired, simulator, sell } = await openDisputeBench();
    const paymentRequestId = await sell();
    await simulator.disputes.raise({ kind: 'escalation', paymentRequestId, disputeRequestId: 'E1' });
    const refuse = {
      kind: 'escalation',
      refundType: 'REFUSE_REFUND',
      refund: null,
      plannedRefundAtMs: null,
      remarks: 'Goods were handed over.',
    } as const;
    expect(await wired().disputes.reply('E1', refuse, CLERK)).toBe('taken');
    expect(simulator.disputes.rows()).toMatchObject([{ answer: { verdict: 'REFUSE_REFUND', refund: null, attachments: 3 } }]);
    expect(await wired().disputes.list()).toMatchObject([{ state: 'answered', owedMinor: 0 }]);
    const stranger = { disputeRequestId: 'E9', kind: 'escalation', disputedPaymentId: paymentRequestId, asked: [] } as const;
    const rest = { occurredAtMs: Date.now(), amount: money('SGD', 100), reasonCode: null, reason: null };
    await wired().disputes.claim({ ...stranger, ...rest }, 'entered', CLERK);
    expect(await wired().disputes.reply('E9', refuse, CLERK)).toBe('refused');
  });

  it('whose answer was lost is sent again byte for byte after a restart, and the deadline is the same', async () => {
    const { wired, simulator, sell, restart } = await openDisputeBench();
    const paymentRequestId = await sell();
    await simulator.disputes.raise({ kind: 'escalation', paymentRequestId, disputeRequestId: 'E1' });
    const [before] = await wired().disputes.list();
    wired().connection.close();
    expect(await wired().disputes.reply('E1', accept(4_250, 'ACCEPT_REFUND'), CLERK)).toBe('unknown');
    await restart();
    expect(await wired().disputes.list()).toMatchObject([
      { state: 'answering', record: { answerByMs: before?.record.answerByMs } },
    ]);
    await wired().disputes.resume();
    expect(await wired().disputes.list()).toMatchObject([{ state: 'answered', owedMinor: 4_250 }]);
    expect(simulator.disputes.rows()).toMatchObject([{ answer: { verdict: 'ACCEPT_REFUND' } }]);
  });
});
