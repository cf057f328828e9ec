import { readdirSync, rmSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { BuyerCertificate, Declaration } from '../../core/customs/events.ts';
import { money } from '../../core/money/money.ts';
import { json } from './simulator-bench.ts';
import { openDisputeBench, type DisputeBench } from './dispute-bench.ts';

const OLA = { kind: 'cashier', name: 'Ola' } as const;
const LI: BuyerCertificate = { type: 'ID_CARD', number: '310101199001011234', name: 'Li Wei' };
/** Longer than practice customs takes, shorter than a payment may wait. */
const DECIDED_MS = 30_000;

let serial = 0;

/** An AlipayCN code of an order for mainland China; every other payment cannot be declared. */
async function sellToChina({ sell, wired }: DisputeBench): Promise<string> {
  serial += 1;
  const id = await sell(`2803${String(serial).padStart(10, '0')}7001`);
  await vi.waitFor(async () => {
    expect(await wired().customs.of(id)).not.toBeNull();
  });
  return id;
}

async function all(bench: DisputeBench, declaredPaymentId: string, change: Partial<Declaration> = {}): Promise<Declaration> {
  const view = await bench.wired().customs.of(declaredPaymentId);
  if (view === null) throw new Error('nothing can be declared');
  return {
    declaredPaymentId,
    customsCode: 'ZONGSHU',
    merchantCustomsCode: '4401960001',
    merchantCustomsName: 'Harbour Tea',
    amount: view.declarable,
    isSplit: false,
    referenceOrderId: null,
    ...change,
  };
}

const part = (bench: DisputeBench, id: string, amountMinor: number, order: string): Promise<Declaration> =>
  all(bench, id, { amount: money('CNY', amountMinor), isSplit: true, referenceOrderId: order });

const statesOf = async ({ wired }: DisputeBench, id: string) =>
  (await wired().customs.of(id))?.declarations.map(({ state }) => state);

const leftOf = async ({ wired }: DisputeBench, id: string) => (await wired().customs.of(id))?.left.amountMinor;

/** Where requests wait for their end. */
const bodiesOf = ({ ledgerFile }: DisputeBench): string => ledgerFile.replace(/\.sqlite$/, '-declarations');

describe('declare', () => {
  it('of a whole payment is taken once, checks that buyer and payer are one person, and customs accepts it later', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    const { customs } = bench.wired();
    expect(await customs.declare(await all(bench, id), LI, OLA)).toEqual({ kind: 'taken' });
    expect(await customs.of(id)).toMatchObject({
      left: { currency: 'CNY', amountMinor: 0 },
      declarations: [{ state: 'waiting', record: { hasBuyer: true, verdict: { facts: { identityCheck: 'CHECK_PASSED' } } } }],
    });
    expect(await customs.declare(await all(bench, id), LI, OLA)).toEqual({ kind: 'declared-there' });
    bench.simulator.control.advanceClock(DECIDED_MS);
    await customs.resume(true);
    expect(await statesOf(bench, id)).toEqual(['accepted']);
    expect(bench.simulator.customs.rows()).toMatchObject([{ status: 'CUSTOMS_ACCEPT_SUCCESS', isSplit: false }]);
    // Neither the ledger nor the folder beside it still knows who the buyer was.
    expect(JSON.stringify(await bench.wired().counter.ledger.between(1, null))).not.toMatch(/310101199001011234|Li Wei/);
    await vi.waitFor(() => {
      expect(readdirSync(bodiesOf(bench))).toEqual([]);
    });
  });

  it('that Alipay+ refuses is told with its code and leaves everything to declare', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    const { customs } = bench.wired();
    const refused = await all(bench, id, { merchantCustomsCode: '4401969002' });
    expect(await customs.declare(refused, null, OLA)).toEqual({ kind: 'refused', resultCode: 'INVALID_CONTRACT' });
    expect(await statesOf(bench, id)).toEqual(['refused']);
    expect(await leftOf(bench, id)).toBe(refused.amount.amountMinor);
    expect(await customs.declare(await all(bench, id), null, OLA)).toEqual({ kind: 'taken' });
    expect(bench.simulator.customs.rows()).toHaveLength(1);
  });

  it('in parts is never above the declarable amount, though all are sent at once', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    const { customs } = bench.wired();
    const most = (await all(bench, id)).amount.amountMinor;
    const half = Math.ceil(most / 2);
    const parts = await Promise.all(['A', 'B', 'C', 'D'].map((order) => part(bench, id, half, order)));
    const said = await Promise.all(parts.map((one) => customs.declare(one, null, OLA)));
    const taken = most % 2 === 0 ? 2 : 1;
    expect(said.map(({ kind }) => kind)).toEqual([
      ...Array<string>(taken).fill('taken'),
      ...Array<string>(4 - taken).fill('amount-too-high'),
    ]);
    expect(bench.simulator.customs.rows()).toHaveLength(taken);
  });

  it('of somebody else’s document says so, and goes to customs all the same', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    const { customs } = bench.wired();
    await customs.declare(await all(bench, id), { ...LI, number: 'E00009001', type: 'PASSPORT' }, OLA);
    bench.simulator.control.advanceClock(DECIDED_MS);
    await customs.resume(true);
    expect(await customs.of(id)).toMatchObject({
      declarations: [{ state: 'accepted', record: { verdict: { facts: { identityCheck: 'CHECK_NOT_PASSED' } } } }],
    });
  });

  it('with an answer that was lost is sent again byte for byte after a restart: customs has one', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    bench.simulator.control.orderFault({ name: 'close-after', api: 'declare' });
    const whole = await all(bench, id);
    expect(await bench.wired().customs.declare(whole, LI, OLA)).toEqual({ kind: 'unknown' });
    expect(await leftOf(bench, id)).toBe(0);
    await bench.restart();
    expect(await statesOf(bench, id)).toEqual(['sending']);
    expect(await bench.wired().customs.declare(whole, LI, OLA)).toEqual({ kind: 'declared-there' });
    await bench.wired().customs.resume(true);
    expect(await statesOf(bench, id)).toEqual(['waiting']);
    expect(bench.simulator.customs.rows()).toHaveLength(1);
  });

  it('that is answered U is repeated until it is S, and that never arrived is sent', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    const { customs } = bench.wired();
    bench.simulator.control.orderFault({ name: 'close-before', api: 'declare' });
    const unsure = await all(bench, id, { merchantCustomsCode: '4401969003' });
    expect(await customs.declare(unsure, null, OLA)).toEqual({ kind: 'unknown' });
    for (let tries = 0; tries < 3; tries += 1) await customs.resume(true);
    expect(await customs.of(id)).toMatchObject({ declarations: [{ state: 'waiting', record: { tries: 4 } }] });
    expect(bench.simulator.customs.rows()).toHaveLength(1);
  });

  it('whose kept bytes are gone is asked about before it may be declared again', async () => {
    const bench = await openDisputeBench();
    const [first, second] = [await sellToChina(bench), await sellToChina(bench)];
    const lose = async (id: string, name: 'close-after' | 'close-before'): Promise<void> => {
      bench.simulator.control.orderFault({ name, api: 'declare' });
      await bench.wired().customs.declare(await all(bench, id), null, OLA);
    };
    await lose(first, 'close-after');
    await lose(second, 'close-before');
    await bench.restart();
    rmSync(bodiesOf(bench), { recursive: true });
    await bench.wired().customs.resume(true);
    expect(await statesOf(bench, first)).toEqual(['waiting']);
    expect(await statesOf(bench, second)).toEqual(['refused']);
    expect(await bench.wired().customs.declare(await all(bench, second), null, OLA)).toEqual({ kind: 'taken' });
  });
});

describe('inquireDeclarationRequests', () => {
  it('asks about eleven declarations in two calls of at most ten', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    const { customs } = bench.wired();
    for (let at = 0; at < 11; at += 1)
      expect(await customs.declare(await part(bench, id, 100, `O-${String(at)}`), null, OLA)).toEqual({ kind: 'taken' });
    bench.simulator.control.advanceClock(DECIDED_MS);
    await customs.resume(true);
    expect(await statesOf(bench, id)).toEqual(Array(11).fill('accepted'));
    const asked = bench.simulator.ledger().requests.filter(({ uri }) => uri.endsWith('/inquireDeclarationRequests'));
    expect(asked.map(({ body }) => (body as { declarationRequestIds: string[] }).declarationRequestIds.length)).toEqual([10, 1]);
  });

  it('tells that customs refused, so that the amount can be declared again; an answer that fails changes nothing', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    const { customs } = bench.wired();
    await customs.declare(await all(bench, id, { merchantCustomsCode: '4401969001' }), null, OLA);
    bench.simulator.control.advanceClock(DECIDED_MS);
    for (const name of ['bad-signature', 'close-before', 'garbage-body'] as const) {
      bench.simulator.control.orderFault({ name, api: 'inquireDeclarationRequests' });
      await customs.resume(true);
      expect(await statesOf(bench, id)).toEqual(['waiting']);
    }
    await customs.resume(true);
    expect(await customs.of(id)).toMatchObject({
      declarations: [{ state: 'failed', record: { word: { status: 'FAILED', resultCode: '-1' } } }],
    });
    expect(await customs.declare(await all(bench, id), null, OLA)).toEqual({ kind: 'taken' });
  });

  it('names the ids that Alipay+ does not know, and takes no more than ten', async () => {
    const bench = await openDisputeBench();
    const client = bench.wired().connection.client();
    const ids = Array.from({ length: 11 }, (_, at) => `nobody-${String(at)}`);
    const reply = await client?.inquireDeclarations(ids.slice(1));
    expect(reply).toMatchObject({ kind: 'verified', message: { notFound: ids.slice(1), words: [] } });
    expect(await client?.inquireDeclarations(ids)).toMatchObject({ kind: 'lost', sent: 'no' });
  });
});

describe('a payment', () => {
  it('that Alipay+ lets nobody declare has no customs, whatever its wallet', async () => {
    const bench = await openDisputeBench();
    const plain = [await bench.sell(), await bench.sell('280300000099990000')];
    for (const id of plain) {
      expect(await bench.wired().customs.of(id)).toBeNull();
      const { customs } = bench.wired();
      const declaration = { customsCode: 'ZONGSHU', merchantCustomsCode: 'M', merchantCustomsName: 'N', amount: money('CNY', 1) };
      const whole = { ...declaration, declaredPaymentId: id, isSplit: false, referenceOrderId: null };
      expect(await customs.declare(whole, null, OLA)).toEqual({ kind: 'nothing-declarable' });
    }
    expect(bench.simulator.customs.rows()).toEqual([]);
    const { value } = await json(`${bench.simulator.gatewayUrl}/control/declarations`);
    expect(value).toMatchObject({ declarations: [] });
  });

  it('that can be declared is known to be after a restart, without being asked about again', async () => {
    const bench = await openDisputeBench();
    const id = await sellToChina(bench);
    await bench.restart();
    const before = bench.simulator.ledger().requests.length;
    expect(await bench.wired().customs.of(id)).toMatchObject({ declarations: [], paymentRequestId: id });
    expect(bench.simulator.ledger().requests).toHaveLength(before);
  });
});
