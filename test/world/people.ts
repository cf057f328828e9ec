import type { PadKey } from '../../core/checkout/sale.ts';
import { formatMinor, money } from '../../core/money/money.ts';
import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Till } from './till.ts';
import type { Act, Customer, Doing } from './plan.ts';
import type { World } from './world.ts';

type Done<Name extends Doing['do']> = Extract<Act, { readonly do: Name }>;

/** The cashier puts aside what is on the stage, types the amount and scans the customer's code. */
export function serve(world: World, { customer, scanAfterMs, confirms, by }: Done<'serve'>): void {
  const person = world.plan.customers[customer];
  const till = present(world);
  if (till === null || person === undefined) return;
  clearStage(world, till);
  type(till, person.amountMinor, confirms);
  world.note(`the cashier types ${amountText(world, person)}`);
  world.agenda.after(scanAfterMs, () => {
    scan(world, customer, by, 'serve');
  });
}

/** The code comes first; the amount is typed while it is held. */
export function scanFirst(world: World, { customer, typeAfterMs }: Done<'scan-first'>): void {
  const person = world.plan.customers[customer];
  const till = present(world);
  if (till === null || person === undefined) return;
  clearStage(world, till);
  till.counter.session.key('clear');
  scan(world, customer, 'scanner', 'scan-first');
  world.agenda.after(typeAfterMs, () => {
    const later = present(world);
    if (later !== null) type(later, person.amountMinor, true);
  });
}

/** The scanner reads a code, whatever is on the stage. */
export function scan(world: World, customer: number, by: 'scanner' | 'keys', what: string): void {
  const person = world.plan.customers[customer];
  const till = present(world);
  if (till === null || person === undefined) return;
  const { code, scenario } = person;
  world.gateway.runtime.send({ type: 'mint', digits: code, brand: 'KAKAOPAY', scenario });
  world.struck(what);
  world.note(`the code of customer ${String(customer + 1)} is ${by === 'scanner' ? 'scanned' : 'typed'}`);
  if (person.decides !== null) pickUpPhone(world, customer, person.decides);
  const { session } = till.counter;
  if (by === 'scanner') return session.scan(code);
  session.openCode();
  for (const digit of code) session.key(digit as PadKey);
  session.key('enter');
}

/** Keys on the pad, at any moment. */
export function pressKeys(world: World, { keys }: Done<'keys'>): void {
  const till = present(world);
  if (till === null) return;
  world.struck('keys');
  world.note(`the cashier presses ${keys.join(' ')}`);
  for (const key of keys) till.counter.session.key(key);
}

/** Small acts at the stage. */
export function atTheStage(world: World, act: Done<'take-back' | 'note' | 'next'>): void {
  const till = present(world);
  if (till === null) return;
  world.struck(act.do);
  world.note(`the cashier: ${act.do}`);
  switch (act.do) {
    case 'take-back':
      return till.counter.session.takeBack(act.count);
    case 'note':
      return till.counter.session.note(act.text);
    case 'next':
      return nextCustomer(world, till);
  }
}

/** Acts about one payment, through the same handlers as the window's. */
export function aboutPayment(world: World, act: Done<'show' | 'keep-checking' | 'cancel' | 'refund' | 'print-again'>): void {
  const till = present(world);
  const record = till === null ? undefined : meant(till, act);
  if (till === null || record === undefined) return;
  const { paymentRequestId, amount, orderNumber } = record;
  const { handlers } = till;
  const ask = (name: string, call: () => unknown): void => {
    world.note(`the cashier asks: ${name} ${orderNumber}`);
    void Promise.resolve()
      .then(call)
      .then(
        () => {
          world.struck(act.do);
        },
        (cause: unknown) => {
          world.note(`refused: ${String(Reflect.get(cause as object, 'code'))}`);
          world.struck(`${act.do}-refused`);
        },
      );
  };
  switch (act.do) {
    case 'show':
      return ask('show', () => handlers['payment.show']({ paymentRequestId }));
    case 'keep-checking':
      return ask('keep checking', () => handlers['payment.keep-checking']({ paymentRequestId }));
    case 'cancel':
      return ask('cancel', () => handlers['payment.cancel']({ paymentRequestId }));
    case 'print-again':
      return ask('print again', () => handlers['receipt.print']({ paymentRequestId }));
    case 'refund': {
      const asked = money(amount.currency, refundMinor(amount.amountMinor, act.part));
      for (let time = 0; time < act.times; time += 1) {
        ask(`refund ${formatMinor(asked)} of`, () =>
          handlers['refund.start']({ paymentRequestId, amount: asked, reason: 'returned' }),
        );
      }
    }
  }
}

function meant(till: Till, act: Done<'show' | 'keep-checking' | 'cancel' | 'refund' | 'print-again'>): PaymentRecord | undefined {
  const recent = till.ledger.recent(20);
  const paid = act.do === 'refund' ? recent.filter(({ state }) => state === 'paid') : [];
  return (paid.length > 0 ? paid : recent)[act.payment];
}

/** The customer decides on the phone, once, some time after the first scan. */
function pickUpPhone(world: World, customer: number, { afterMs, how }: NonNullable<Customer['decides']>): void {
  const { runtime, books } = world.gateway;
  const code = world.plan.customers[customer]?.code;
  world.agenda.after(afterMs, () => {
    const payment = books.payments().find((row) => row.code === code);
    if (payment === undefined) return;
    const isKind = how === 'approve' || how === 'decline' || how === 'ignore';
    const decision = isKind ? ({ kind: how } as const) : ({ kind: 'fail', code: how } as const);
    const { ok } = runtime.send({ type: 'decide', paymentRequestId: payment.paymentRequestId, decision });
    world.struck(ok ? `decide-${decision.kind}` : 'decide-too-late');
    world.note(`customer ${String(customer + 1)} on the phone: ${how}${ok ? '' : ', and nothing waits there any more'}`);
  });
}

/** The program, when a person can use it. */
const present = (world: World): Till | null => (world.host.isAsleep() || world.isStopping() ? null : world.till());

function clearStage(world: World, till: Till): void {
  const { stage } = till.counter.snapshot();
  if (stage.kind === 'code') till.counter.session.closeCode();
  if (stage.kind === 'payment') nextCustomer(world, till);
}

/** Serve next customer: nothing on the stage may stand in the way of it. */
function nextCustomer(world: World, till: Till): void {
  void till.handlers['payment.next']({});
  const isBusy =
    till.counter.snapshot().stage.kind === 'payment' && till.ledger.trouble() === null && world.disk.isIdleFor(till.run);
  if (isBusy) world.watch.complain('counter-is-free', 'the stage still shows a payment after Serve next customer');
}

function type(till: Till, amountMinor: number, confirms: boolean): void {
  const { session } = till.counter;
  session.key('clear');
  for (const digit of String(amountMinor)) session.key(digit as PadKey);
  if (confirms) session.key('enter');
}

const refundMinor = (amountMinor: number, part: Done<'refund'>['part']): number => {
  switch (part) {
    case 'all':
      return amountMinor;
    case 'some':
      return Math.max(1, Math.floor(amountMinor / 3));
    case 'one':
      return 1;
    case 'over':
      return amountMinor + 1;
  }
};

const amountText = ({ plan }: World, { amountMinor }: Customer): string => formatMinor(money(plan.shop.currency, amountMinor));
