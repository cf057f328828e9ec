import { describe, expect, it } from 'vitest';
import { MAYA } from '../../builders/payments.ts';
import { CODE, counter, SECOND, type Counter } from './counter.ts';

describe('the main journey', () => {
  it('amount, scan, paid: the payment carries the sale, its version, the order number and only the mask of the code', async () => {
    const { press, scan, session, journal, face } = counter();
    press('5', '9', '9');
    session.note(' table 4 ');
    await scan(CODE);
    expect(face()).toBe('paid');
    expect(journal.ofType('payment-submitted')).toMatchObject([
      {
        saleId: 'sale-1',
        saleVersion: 5,
        amount: { currency: 'SGD', amountMinor: 599 },
        note: 'table 4',
        orderNumber: 'T1-000001',
        receiptNumber: 1,
        codeMask: '28••••4821',
        clockSkewMs: 1_250,
        codeFamily: 'cgcp',
        actor: MAYA,
      },
    ]);
    expect(JSON.stringify(journal.rows())).not.toContain(CODE.slice(4, 18));
  });

  it('paid, then digits start the next sale', async () => {
    const { press, scan, session, face } = counter();
    press('5');
    await scan(CODE);
    press('7');
    expect([face(), session.state().sale]).toEqual([null, expect.objectContaining({ saleId: 'sale-2', amountMinor: 7 })]);
  });

  it('paid, then Enter clears the stage for the next sale', async () => {
    const { press, scan, session } = counter();
    press('5');
    await scan(CODE);
    press('enter');
    expect(session.state()).toMatchObject({ shown: null, sale: { saleId: 'sale-2', amountMinor: 0 } });
  });

  it('keys change nothing while a payment is open on the stage', async () => {
    const { press, scan, session, fake } = counter();
    fake.plan(CODE, { kind: 'waiting' });
    press('5');
    await scan(CODE);
    const before = session.state();
    press('1', 'back', 'clear', 'enter', '00');
    expect(session.state()).toEqual(before);
  });
});

describe('what is refused', () => {
  it("a code that is not Alipay+'s, with the family and the owner's advice, and without any call", async () => {
    const { press, scan, session, fake } = counter({
      routing: [{ family: 'wechat', action: 'refuse', advice: 'Press WeChat.' }],
    });
    press('5');
    await scan('134567890123456789');
    expect(session.state().notice).toMatchObject({ kind: 'code-refused', family: 'wechat', advice: 'Press WeChat.' });
    await scan('4006381333931');
    expect(session.state().notice).toMatchObject({ kind: 'code-refused', family: 'unknown', advice: null });
    expect([fake.calls, session.state().sale.amountMinor]).toEqual([[], 5]);
  });

  it('a scan while a payment is open, whatever the code', async () => {
    const { press, scan, session, fake, charged } = counter();
    fake.plan(CODE, { kind: 'waiting' });
    press('5');
    await scan(CODE);
    await scan(CODE);
    expect(session.state().notice?.kind).toBe('busy-with-payment');
    await scan(SECOND);
    expect([session.state().notice?.kind, charged().length]).toEqual(['busy-with-payment', 1]);
  });

  it('two scans in one burst make one payment', async () => {
    const { press, session, charged, clock, journal } = counter();
    journal.slow(() => clock.nap(20).done);
    press('5');
    session.scan(CODE);
    session.scan(SECOND);
    session.key('7');
    await clock.advance(100);
    expect([charged(), session.state().sale.amountMinor]).toEqual([['sale-1 v2 5'], 5]);
  });

  it('a scan at every single turn while a charge is being written makes one payment', async () => {
    const { press, session, charged, clock } = counter();
    press('5');
    session.scan(CODE);
    for (let turn = 0; turn < 60; turn += 1) {
      await Promise.resolve();
      session.scan(`2810108972748218972${String(10_000 + turn)}`);
      session.key('1');
    }
    await clock.settle();
    expect(charged()[0]).toBe('sale-1 v2 5');
    expect(charged().filter((sale) => sale.startsWith('sale-1 '))).toHaveLength(1);
  });

  it('the code of the payment on the stage, read twice: the result stays', async () => {
    const { press, scan, session, face, charged } = counter();
    press('5');
    await scan(CODE);
    await scan(CODE);
    expect([face(), session.state().notice?.kind, charged().length]).toEqual(['paid', 'code-already-sent', 1]);
  });

  it('a code that was sent before, for the next sale', async () => {
    const { press, scan, session, face, charged } = counter();
    press('5');
    await scan(CODE);
    press('6');
    await scan(CODE);
    expect([face(), session.state().notice, charged().length]).toEqual([
      null,
      expect.objectContaining({ kind: 'code-already-sent' }),
      1,
    ]);
    expect(session.state().sale.amountMinor).toBe(6);
  });

  it('a code that was sent before, without an amount: it is not even held', async () => {
    const { press, scan, session } = counter();
    press('5');
    await scan(CODE);
    session.next();
    await scan(CODE);
    expect(session.state()).toMatchObject({ held: null, notice: { kind: 'code-already-sent' } });
  });

  it('any code while the counter is not set up', async () => {
    const { press, scan, session, fake } = counter({ notReady: 'no-key' });
    press('5');
    await scan(CODE);
    expect([session.state().notice, fake.calls]).toEqual([expect.objectContaining({ kind: 'not-set-up', code: 'no-key' }), []]);
  });

  it('a sale that the ledger cannot write: nothing is sent, and the same code works once the disk is back', async () => {
    const { press, scan, session, fake, journal, face } = counter();
    journal.fail('storage-full');
    press('5');
    await scan(CODE);
    expect([session.state().notice, fake.calls, session.state().shown]).toEqual([
      expect.objectContaining({ kind: 'ledger-refused', code: 'storage-full' }),
      [],
      null,
    ]);
    journal.fail(null);
    await scan(CODE);
    expect(face()).toBe('paid');
  });
});

describe('not paid', () => {
  async function refused(): Promise<Counter> {
    const one = counter();
    one.fake.plan(CODE, { kind: 'refused', resultCode: 'USER_BALANCE_NOT_ENOUGH' });
    one.press('5');
    await one.scan(CODE);
    expect(one.face()).toBe('notPaid');
    return one;
  }

  it('then a fresh code charges the same sale under a new version', async () => {
    const { scan, charged, face } = await refused();
    await scan(SECOND);
    expect([face(), charged()]).toEqual(['paid', ['sale-1 v2 5', 'sale-1 v3 5']]);
  });

  it('then Enter keeps the amount, and digits start another sale', async () => {
    const one = await refused();
    one.press('enter');
    expect(one.session.state()).toMatchObject({ shown: null, sale: { saleId: 'sale-1', amountMinor: 5, version: 3 } });
    const two = await refused();
    two.press('7');
    expect(two.session.state()).toMatchObject({ shown: null, sale: { saleId: 'sale-2', amountMinor: 7 } });
  });

  it('the refused code again is refused, and the reason stays on the stage', async () => {
    const { scan, session, face, charged } = await refused();
    await scan(CODE);
    expect([face(), session.state().notice?.kind, charged().length]).toEqual(['notPaid', 'code-already-sent', 1]);
  });

  it('opened again from the list after the sale was paid, it never charges that sale a second time', async () => {
    const { scan, session, charged, face } = await refused();
    await scan(SECOND);
    expect(await session.show('T1-P-1')).toBe(true);
    expect(face()).toBe('notPaid');
    await scan('281010897274821897274823');
    expect([charged().length, session.state().held !== null]).toEqual([2, true]);
    session.key('enter');
    expect(charged()).toHaveLength(2);
  });

  it('of another sale, opened from the list, is not offered for the sale that was typed', async () => {
    const { session, press, scan, charged } = await refused();
    session.next();
    press('9');
    await session.show('T1-P-1');
    await scan(SECOND);
    expect(charged()).toHaveLength(1);
  });
});

describe('serving the next customer', () => {
  it('leaves an open payment to the tray and never touches its sale again', async () => {
    const { press, scan, session, fake, resolver, charged, clock } = counter();
    fake.plan(CODE, { kind: 'waiting' });
    press('5');
    await scan(CODE);
    session.next();
    expect([session.state().shown, session.state().sale.saleId, resolver.open().length]).toEqual([null, 'sale-2', 1]);
    press('7');
    await scan(SECOND);
    expect(charged()).toEqual(['sale-1 v2 5', 'sale-2 v2 7']);
    fake.decline('T1-P-1');
    await clock.advance(9_000);
    expect([session.state().shown, resolver.open()]).toEqual(['T1-P-2', []]);
  });

  it('a payment can be brought back, and one that does not exist cannot', async () => {
    const { press, scan, session, face } = counter();
    press('5');
    await scan(CODE);
    session.next();
    expect([await session.show('T1-P-1'), face(), await session.show('nobody')]).toEqual([true, 'paid', false]);
  });
});
