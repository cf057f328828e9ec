import { describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../core/registration/draft.ts';
import type { RegistrationNotice } from '../../core/registration/desk.ts';
import { openDisputeBench, type DisputeBench } from './dispute-bench.ts';

const OLA = { kind: 'cashier', name: 'Ola' } as const;
const MINUTE_MS = 60_000;
/** Every practice wallet has decided after so long; shorter than a payment may wait, so that the next one is still in time. */
const DECIDED_MS = 40_000;
const DETAIL = 'merchantInfo.registrationDetail';

/** A form that Alipay+ takes; the end of its number chooses what the practice wallets do. */
function aForm({ wired }: DisputeBench, registrationNo = '202612345A'): Draft {
  const draft = wired().registration.fresh();
  const values = {
    ...draft.values,
    [`${DETAIL}.registrationType`]: 'ENTERPRISE_REGISTRATION_NO',
    [`${DETAIL}.registrationNo`]: registrationNo,
  };
  return { ...draft, values };
}

const placeOf = async ({ wired }: DisputeBench) => (await wired().registration.desk.list())[0];
const stateOf = async (bench: DisputeBench) => (await placeOf(bench))?.state;
const warningOf = ({ wired }: DisputeBench) => wired().counter.health.view().registration;

/** Charges, and resolves once the counter shows that Alipay+ refused it for want of a registration. */
async function chargeInVain({ wired }: DisputeBench): Promise<void> {
  const { session, snapshot } = wired().counter;
  session.key('5');
  session.key('enter');
  session.scan('281006020000000000999977');
  await vi.waitFor(() => {
    expect(snapshot().stage).toMatchObject({ payment: { face: 'not-paid', resultCode: 'MERCHANT_NOT_REGISTERED' } });
  }, 10_000);
  session.next();
}

describe('registration', () => {
  it('that is taken is pending until the wallets have decided, and each says so by itself', async () => {
    const bench = await openDisputeBench();
    const { desk } = bench.wired().registration;
    expect(await desk.submit(aForm(bench), OLA)).toEqual({ kind: 'taken' });
    expect(await stateOf(bench)).toBe('pending');
    expect(warningOf(bench)).toBe('pending');
    bench.simulator.control.advanceClock(DECIDED_MS);
    await vi.waitFor(async () => {
      expect(await stateOf(bench)).toBe('registered');
    });
    expect((await placeOf(bench))?.place.standing?.wallets.map(({ status }) => status)).toEqual(Array(6).fill('APPROVED'));
    expect(warningOf(bench)).toBeNull();
    await vi.waitFor(() => {
      expect(bench.simulator.registrations.rows()[0]?.said).toContain('acknowledged');
    });
  });

  it('that Alipay+ refuses is told with its code, and another form may be sent at once', async () => {
    const bench = await openDisputeBench();
    const { desk } = bench.wired().registration;
    expect(await desk.submit(aForm(bench, 'X9004'), OLA)).toEqual({ kind: 'refused', resultCode: 'PROCESS_FAIL' });
    expect(await stateOf(bench)).toBe('refused');
    expect(await desk.submit(aForm(bench), OLA)).toEqual({ kind: 'taken' });
    const requests = (await placeOf(bench))?.place.requests ?? [];
    expect(requests.map(({ verdict }) => verdict?.kind)).toEqual(['refused', 'taken']);
    expect(new Set(requests.map(({ registrationRequestId }) => registrationRequestId)).size).toBe(2);
  });

  it('that cannot be whole is never sent', async () => {
    const bench = await openDisputeBench();
    const { desk } = bench.wired().registration;
    const form = aForm(bench);
    const submitted = await desk.submit({ ...form, values: { ...form.values, 'storeInfo.storeMCC': '58' } }, OLA);
    expect(submitted).toMatchObject({ kind: 'faults', faults: [{ path: 'storeInfo.storeMCC', code: 'no-category' }] });
    expect(bench.simulator.registrations.rows()).toEqual([]);
  });

  it('with an answer that was lost is sent again under the same id after a restart: the books hold one', async () => {
    const bench = await openDisputeBench();
    bench.simulator.control.orderFault({ name: 'close-after', api: 'registration' });
    expect(await bench.wired().registration.desk.submit(aForm(bench), OLA)).toEqual({ kind: 'unknown' });
    expect(await bench.wired().registration.desk.submit(aForm(bench), OLA)).toEqual({ kind: 'still-sending' });
    await bench.restart();
    expect(await stateOf(bench)).toBe('sending');
    await bench.wired().registration.desk.resume();
    expect((await placeOf(bench))?.place.requests).toMatchObject([{ verdict: { kind: 'taken' }, tries: 2 }]);
    expect(bench.simulator.registrations.rows()).toHaveLength(1);
  });

  it('that is answered U is repeated byte for byte until it is S', async () => {
    const bench = await openDisputeBench();
    const { desk } = bench.wired().registration;
    expect(await desk.submit(aForm(bench, 'X9003'), OLA)).toEqual({ kind: 'unknown' });
    await desk.resume();
    await desk.resume();
    const [row, ...others] = bench.simulator.registrations.rows();
    expect(others).toEqual([]);
    expect((await placeOf(bench))?.place.requests).toMatchObject([
      { registrationRequestId: row?.registrationRequestId, verdict: { kind: 'taken' }, tries: 3 },
    ]);
  });

  it('is updated only thirty minutes after the request before, or once every wallet has decided', async () => {
    const bench = await openDisputeBench();
    const { desk } = bench.wired().registration;
    const sentAtMs = Date.now();
    await desk.submit(aForm(bench, 'X9005'), OLA);
    const early = await desk.submit(aForm(bench), OLA);
    expect(early.kind === 'too-early' ? early.untilMs - sentAtMs : 0).toBeGreaterThanOrEqual(30 * MINUTE_MS);
    expect(bench.simulator.registrations.rows()).toHaveLength(1);
    const other = await openDisputeBench();
    await other.wired().registration.desk.submit(aForm(other), OLA);
    other.simulator.control.advanceClock(DECIDED_MS);
    await vi.waitFor(async () => {
      expect(await stateOf(other)).toBe('registered');
    });
    expect(await other.wired().registration.desk.submit(aForm(other), OLA)).toEqual({ kind: 'taken' });
  });

  it('takes its papers along, out of a draft that a restart keeps', async () => {
    const bench = await openDisputeBench();
    const { drafts } = bench.wired().registration;
    const draftId = await drafts.add(aForm(bench));
    const content = Buffer.from('%PDF-1.7 register', 'utf8');
    await drafts.attach(draftId, { type: 'REGISTRATION_CERTIFICATE', name: 'acra.pdf', contentType: 'application/pdf', content });
    await bench.restart();
    const saved = await bench.wired().registration.drafts.find(draftId);
    expect(saved?.draft.papers).toMatchObject([{ name: 'acra.pdf', bytes: content.length }]);
    if (saved === null) throw new Error('no draft');
    await bench.wired().registration.desk.submit(saved.draft, OLA);
    expect(bench.simulator.registrations.rows()[0]?.fingerprint).toContain(content.toString('base64'));
  });
});

describe('inquiryRegistrationStatus', () => {
  it('of a merchant that Alipay+ does not know warns before a payment fails for it, and no longer once a wallet approved', async () => {
    const bench = await openDisputeBench();
    bench.simulator.control.changeSettings({ approved: [] });
    await bench.wired().registration.desk.resume();
    expect(await stateOf(bench)).toBe('unregistered');
    expect(warningOf(bench)).toBe('unregistered');
    await chargeInVain(bench);
    await bench.wired().registration.desk.submit(aForm(bench), OLA);
    bench.simulator.control.advanceClock(DECIDED_MS);
    await vi.waitFor(() => {
      expect(warningOf(bench)).toBeNull();
    });
    await bench.sell();
  });

  it('tells which wallet rejects and why, also with no listener and after a restart', async () => {
    const bench = await openDisputeBench();
    await bench.wired().notify.close();
    const { desk } = bench.wired().registration;
    await desk.submit(aForm(bench, 'X9001'), OLA);
    bench.simulator.control.advanceClock(DECIDED_MS);
    await desk.resume();
    expect(await stateOf(bench)).toBe('rejected');
    await bench.restart();
    expect((await placeOf(bench))?.place.standing?.wallets.filter(({ status }) => status === 'REJECTED')).toMatchObject([
      { pspName: 'ALIPAY_CN', reason: expect.stringContaining('register') as string },
    ]);
  });

  it('that brings no answer changes nothing', async () => {
    const bench = await openDisputeBench();
    bench.simulator.control.orderFault({ name: 'close-after', api: 'inquiryRegistrationStatus' });
    const own = { referenceMerchantId: 'PRACTICE-MERCHANT', referenceStoreId: 'PRACTICE-STORE' };
    expect(await bench.wired().registration.desk.ask(own)).toBe(false);
    expect(await placeOf(bench)).toBeUndefined();
  });
});

describe('notifyRegistrationStatus', () => {
  it('that is repeated or older is acknowledged and changes nothing; one of a stranger is not known', async () => {
    const bench = await openDisputeBench();
    const { desk } = bench.wired().registration;
    await desk.submit(aForm(bench), OLA);
    bench.simulator.control.advanceClock(DECIDED_MS);
    await vi.waitFor(async () => {
      expect(await stateOf(bench)).toBe('registered');
    });
    const id = bench.simulator.registrations.rows()[0]?.registrationRequestId ?? '';
    const rowsOf = async () => (await bench.wired().counter.ledger.ofNoPayment({ 'registration-told': null })).length;
    const before = await rowsOf();
    expect(await bench.simulator.registrations.notify(id)).toBe('acknowledged');
    const old: RegistrationNotice = {
      referenceMerchantId: 'PRACTICE-MERCHANT',
      referenceStoreId: 'PRACTICE-STORE',
      registrationRequestId: id,
      standing: { overall: 'PENDING', wallets: [] },
      requestTimeMs: Date.now() - MINUTE_MS,
    };
    expect(await desk.notified(old)).toBe('unchanged');
    expect(await rowsOf()).toBe(before);
    expect(await desk.notified({ ...old, referenceMerchantId: 'SOMEBODY', registrationRequestId: null })).toBe('unknown-place');
  });

  it('of a merchant that this counter never registered is refused over the wire: REGISTRATION_STATUS_ABNORMAL', async () => {
    const bench = await openDisputeBench();
    await bench.wired().registration.desk.submit(aForm(bench), OLA);
    const body = JSON.parse(bench.simulator.registrations.rows()[0]?.fingerprint ?? '{}') as { merchantInfo: object };
    const merchantInfo = { ...body.merchantInfo, referenceMerchantId: 'ELSEWHERE' };
    const elsewhere = Buffer.from(JSON.stringify({ ...body, merchantInfo, registrationRequestId: 'of-somebody-else' }));
    await bench.wired().connection.client()?.register(elsewhere);
    expect(await bench.simulator.registrations.notify('of-somebody-else')).toBe('REGISTRATION_STATUS_ABNORMAL');
    expect((await bench.wired().registration.desk.list()).map(({ isOwn }) => isOwn)).toEqual([true]);
  });
});
