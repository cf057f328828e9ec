import type { Actor, Approver } from '../journal/events.ts';
import type { JournalFault } from '../journal/port.ts';
import { money, type Money } from '../money/money.ts';
import { actorFor } from '../people/desk.ts';
import type { Staff } from '../people/staff-port.ts';
import { isOpen } from '../payment/machine.ts';
import type { CancelAsked, RefundAsked } from '../payment/ports.ts';
import { refundedMinor, type PaymentRecord } from '../payment/record.ts';
import { beyondRules, giveBackAct, type BeyondReason, type GiveBackRules } from './control.ts';

/** What the gate needs from the counter; the rules are read afresh each time. */
export type GiveBackPorts = {
  readonly staff: Pick<Staff, 'hasPeople' | 'may' | 'approve' | 'actor'>;
  readonly rules: () => GiveBackRules;
  readonly wallMs: () => number;
  /** The first row of the shift that is running. */
  readonly shiftFrom: () => number;
  /** Refunds and cancels of paid payments that rows of this shift already ask for. */
  readonly doneBefore: () => number;
  readonly refund: (asked: Give & { readonly amount: Money; readonly reason: string | null }) => Promise<RefundAsked>;
  readonly cancel: (asked: Give) => Promise<CancelAsked>;
};

/** One act on one payment, with whoever asked for it and whoever allowed it. */
export type Give = { readonly paymentRequestId: string; readonly by: Actor; readonly approver: Approver | null };

/** Why nothing is given back. */
export type GiveBackFault =
  | JournalFault
  | 'over-refund'
  | 'refund-window'
  | 'not-now'
  | 'sign-in-needed'
  | 'not-permitted'
  | 'reason-missing'
  | 'approval-declined'
  | 'approval-expired';

/** What a rule says about giving this much back now, before anybody is asked. */
export type Needs = { readonly reasons: readonly BeyondReason[]; readonly isSecondPersonNeeded: boolean };

/** The one way in which a person gives money back: the table, the rules, a second person where they say so, then the act. */
export type GiveBack = {
  readonly needs: (record: PaymentRecord, amountMinor: number) => Needs;
  readonly refund: (
    record: PaymentRecord,
    amountMinor: number,
    reason: string | null,
  ) => Promise<{ readonly ok: true; readonly refundRequestId: string } | { readonly ok: false; readonly fault: GiveBackFault }>;
  readonly cancel: (
    record: PaymentRecord,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: GiveBackFault }>;
  /** A new shift begins: what was given back before counts no more. */
  readonly shiftBegan: () => void;
};

/** Starts with nothing given back in this run; `doneBefore` tells what earlier runs of the shift did. */
export function createGiveBack(ports: GiveBackPorts): GiveBack {
  let done = 0;
  const reasonsFor = (record: PaymentRecord, amountMinor: number): readonly BeyondReason[] => {
    const facts = {
      // All of it together, so that one large refund cannot be made of many small ones.
      amountMinor: refundedMinor(record) + amountMinor,
      ageMs: ports.wallMs() - record.submittedAtMs,
      isSameShift: record.sequence >= ports.shiftFrom(),
      doneThisShift: ports.doneBefore() + done,
    };
    return ports.staff.hasPeople() ? beyondRules(facts, ports.rules()) : [];
  };
  /** Counted from the moment it is asked for, so that two wishes at once cannot both be the last one that is allowed alone. */
  const counted = async <Asked extends { readonly ok: boolean }>(
    record: PaymentRecord,
    wish: Omit<Wished, 'record'>,
    act: (give: Give) => Promise<Asked>,
  ): Promise<Asked | Refused> => {
    const reasons = reasonsFor(record, wish.amountMinor);
    done += 1;
    const permit = await permitted(ports, { ...wish, record }, reasons);
    const asked = permit.ok ? await act(permit.give) : permit;
    if (!asked.ok) done -= 1;
    return asked;
  };
  return {
    needs: (record, amountMinor) => {
      const reasons = reasonsFor(record, amountMinor);
      return { reasons, isSecondPersonNeeded: ports.staff.may(giveBackAct(reasons)) === 'second-person' };
    },
    refund: async (record, amountMinor, reason) => {
      if (ports.staff.hasPeople() && (reason ?? '').trim() === '') return { ok: false, fault: 'reason-missing' };
      const { currency, amountMinor: paidMinor } = record.amount;
      if (!Number.isSafeInteger(amountMinor) || amountMinor < 1 || amountMinor > paidMinor)
        return { ok: false, fault: 'over-refund' };
      return counted(record, { kind: 'refund', amountMinor, reason }, (give) =>
        ports.refund({ ...give, amount: money(currency, amountMinor), reason }),
      );
    },
    cancel: async (record) => {
      if (!isOpen(record.state))
        return counted(record, { kind: 'cancel', amountMinor: record.amount.amountMinor, reason: null }, ports.cancel);
      const permit = openCancel(ports, record);
      return permit.ok ? ports.cancel(permit.give) : permit;
    },
    shiftBegan: () => {
      done = 0;
    },
  };
}

type Refused = { readonly ok: false; readonly fault: GiveBackFault };
type Permit = { readonly ok: true; readonly give: Give } | Refused;
type Wished = {
  readonly record: PaymentRecord;
  readonly kind: 'refund' | 'cancel';
  readonly amountMinor: number;
  readonly reason: string | null;
};

function openCancel({ staff }: GiveBackPorts, { paymentRequestId }: PaymentRecord): Permit {
  const may = staff.may('cancel-open');
  if (may === 'yes') return { ok: true, give: { paymentRequestId, by: staff.actor(), approver: null } };
  return { ok: false, fault: may === 'second-person' ? 'not-permitted' : may };
}

/** Whoever asks is fixed before anybody is asked to approve, and is never the one who approves. */
async function permitted(ports: GiveBackPorts, wished: Wished, reasons: readonly BeyondReason[]): Promise<Permit> {
  const { staff } = ports;
  const { paymentRequestId, orderNumber, amount } = wished.record;
  const may = staff.may(giveBackAct(reasons));
  const by = staff.actor();
  if (may === 'yes') return { ok: true, give: { paymentRequestId, by, approver: null } };
  if (may !== 'second-person') return { ok: false, fault: may };
  const { kind, amountMinor, reason } = wished;
  const wish = { kind, paymentRequestId, orderNumber, amount: money(amount.currency, amountMinor), reason };
  const approved = await staff.approve(wish, reasons);
  if (!approved.ok) return approved;
  const { how, challenge } = approved;
  const approver: Approver = { ...actorFor(approved.approver), how, ...(challenge === null ? {} : { challenge }) };
  return { ok: true, give: { paymentRequestId, by, approver } };
}
