import { describe, expect, it } from 'vitest';
import { receiptBarcode } from '../../../core/receipt/receipt-number.ts';
import { CODE, counter, keysOf, SECOND } from './counter.ts';

describe('a code before its amount', () => {
  it('is held, and charged when the amount is confirmed', async () => {
    const { press, scan, session, charged, face, clock } = counter();
    await scan(CODE);
    expect(session.state()).toMatchObject({ held: { code: CODE }, notice: { kind: 'amount-needed' } });
    press('5', '0', 'enter');
    await clock.settle();
    expect([face(), charged(), session.state().held]).toEqual(['paid', ['sale-1 v3 50'], null]);
  });

  it('expires after 50 seconds', async () => {
    const { press, scan, session, charged, clock } = counter();
    await scan(CODE);
    await clock.advance(49_999);
    expect(session.state().held).not.toBeNull();
    await clock.advance(1);
    press('5', 'enter');
    await clock.settle();
    expect([session.state().held, charged()]).toEqual([null, []]);
  });

  it('says so when it runs out, and keeps no copy of it for keys that are taken back', async () => {
    const { press, scan, session, clock } = counter();
    await scan(CODE);
    press('5', '0');
    await clock.advance(50_000);
    expect(session.state()).toMatchObject({ held: null, notice: { kind: 'held-code-expired' } });
    session.takeBack(1);
    expect([session.state().held, session.state().sale.amountMinor]).toEqual([null, 50]);
  });

  it('the same code scanned again does not live longer for it', async () => {
    const { scan, session, clock } = counter();
    await scan(CODE);
    await clock.advance(30_000);
    await scan(CODE);
    expect(session.state().notice?.kind).toBe('amount-needed');
    await clock.advance(20_000);
    expect(session.state().held).toBeNull();
  });

  it('expires also when the PC slept and no timer ran', async () => {
    const { press, scan, charged, clock } = counter();
    await scan(CODE);
    clock.jumpWall(3_600_000);
    press('5', 'enter');
    await clock.settle();
    expect(charged()).toEqual([]);
  });

  it('a later code takes its place, and only that one is charged', async () => {
    const { press, scan, fake, clock } = counter();
    await scan(CODE);
    await scan(SECOND);
    press('5', 'enter');
    await clock.settle();
    expect(fake.calls.map((call) => (call.api === 'pay' ? call.request.paymentCode : call.api))).toEqual([SECOND]);
  });
});

describe("Paydesk's own receipts", () => {
  const RECEIPT = { counterNumber: 3, sequence: 1044 };

  it('are opened, whatever is on the stage, and change nothing about it', async () => {
    const { press, scan, session, receipts, fake } = counter();
    press('5', '0');
    await scan(SECOND.slice(0, 2));
    const before = session.state();
    await scan(receiptBarcode(RECEIPT));
    expect([receipts, session.state()]).toEqual([[RECEIPT], before]);
    fake.plan(CODE, { kind: 'waiting' });
    await scan(CODE);
    await scan(receiptBarcode(RECEIPT));
    expect([receipts.length, session.state().notice]).toEqual([2, null]);
  });

  it('can be typed by hand where the barcode is torn', () => {
    const { press, session, receipts } = counter();
    session.openCode();
    press(...keysOf(receiptBarcode(RECEIPT)), 'enter');
    expect([receipts, session.state().typing]).toEqual([[RECEIPT], null]);
  });

  it('with one digit wrong are refused and open nothing', async () => {
    const { scan, session, receipts } = counter();
    await scan(receiptBarcode(RECEIPT).replace('1044', '1045'));
    expect([receipts, session.state().notice]).toEqual([
      [],
      expect.objectContaining({ kind: 'code-refused', family: 'unknown' }),
    ]);
  });
});
