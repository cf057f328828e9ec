import { describe, expect, it } from 'vitest';
import type { PadKey } from '../../../core/checkout/sale.ts';
import { typingMask } from '../../../core/checkout/session-port.ts';
import { CODE, counter, keysOf, SECOND } from './counter.ts';

describe('a code typed by hand', () => {
  it('shows only dots, is edited, and is charged with Enter', async () => {
    const { session, press, clock, face } = counter();
    press('5');
    session.openCode();
    press('2', '8', '9', 'back', '1');
    expect([session.state().typing, typingMask(session.state())]).toEqual(['281', '•••']);
    press('clear');
    press(...keysOf(CODE), 'enter');
    await clock.settle();
    expect([face(), session.state().typing]).toEqual(['paid', null]);
  });

  it('is at most 32 digits, and nothing typed is nothing charged', async () => {
    const { session, press, charged, clock } = counter();
    press('5');
    session.openCode();
    press(...Array.from({ length: 31 }, (): PadKey => '2'), '00', '3', '4');
    expect(session.state().typing).toBe(`${'2'.repeat(31)}3`);
    press('clear', 'enter');
    await clock.settle();
    expect([session.state().typing, charged()]).toEqual([null, []]);
    session.openCode();
    session.closeCode();
    expect([session.state().typing, session.state().sale.amountMinor]).toEqual([null, 5]);
  });

  it('cannot be opened over a payment that is open', async () => {
    const { session, press, scan, fake } = counter();
    fake.plan(CODE, { kind: 'waiting' });
    press('5');
    await scan(CODE);
    session.openCode();
    expect(session.state().typing).toBeNull();
  });

  it('after "not paid" charges the same sale again', async () => {
    const { session, press, scan, fake, charged, clock } = counter();
    fake.plan(CODE, { kind: 'refused', resultCode: 'RISK_REJECT' });
    press('5');
    await scan(CODE);
    session.openCode();
    press(...keysOf(SECOND), 'enter');
    await clock.settle();
    expect(charged()).toEqual(['sale-1 v2 5', 'sale-1 v3 5']);
  });
});

describe('keys that were the beginning of a slow scan', () => {
  it('are taken back, and the sale is as it was', () => {
    const { press, session } = counter();
    press('5', '0');
    const before = session.state();
    press('2', '8', '1');
    session.takeBack(3);
    expect(session.state()).toEqual(before);
  });

  it('none taken back is nothing', () => {
    const { press, session } = counter();
    press('5', '0');
    const before = session.state();
    session.takeBack(0);
    session.takeBack(-1);
    expect(session.state()).toEqual(before);
  });

  it('after "paid" bring the result back', async () => {
    const { press, scan, session, face } = counter();
    press('5');
    await scan(CODE);
    press('2', '8');
    expect(face()).toBeNull();
    session.takeBack(2);
    expect(face()).toBe('paid');
  });

  it('never bring back a sale that was charged meanwhile', async () => {
    const { press, scan, session, face, charged } = counter();
    press('5', '0');
    await scan(CODE);
    session.takeBack(2);
    expect(face()).toBe('paid');
    session.takeBack(40);
    await scan(SECOND);
    expect(charged().filter((sale) => sale.startsWith('sale-1'))).toHaveLength(1);
  });

  it('never throw away a code that was scanned meanwhile', async () => {
    const { press, scan, session } = counter();
    press('5', 'back');
    await scan(CODE);
    session.takeBack(1);
    expect(session.state().held?.code).toBe(CODE);
  });

  it('never bring back what a payment was: it is shown as it is now', async () => {
    const { press, scan, session, fake, face, clock } = counter();
    fake.plan(CODE, { kind: 'waiting' });
    press('5');
    await scan(CODE);
    press('2', '8');
    fake.approve('T1-P-1');
    await clock.advance(2_500);
    session.takeBack(2);
    expect(face()).toBe('paid');
    press('enter');
    expect(face()).toBeNull();
  });
});
