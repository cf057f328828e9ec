import type { Session } from '../../core/checkout/session-port.ts';
import type { PadKey } from '../../core/checkout/sale.ts';
import type { ChainedEntry } from '../../core/journal/events.ts';
import type { JournalPort } from '../../core/journal/port.ts';
import { routeCode } from '../../core/paycode/routing.ts';
import type { Clock } from '../../core/payment/clock.ts';
import { isFinal } from '../../core/payment/machine.ts';
import type { Resolver } from '../../core/payment/resolver.ts';
import { CHALLENGE_DIGITS } from '../../core/people/phone-code.ts';
import { foldRoster, type TimedPeopleEvent } from '../../core/people/roster.ts';
import { createStaff } from '../../core/people/staff.ts';
import type { Credentials, Staff } from '../../core/people/staff-port.ts';
import { parseReceiptBarcode } from '../../core/receipt/receipt-number.ts';
import { createGiveBack, type GiveBack } from '../../core/refund/give-back.ts';
import { createAside, type Aside } from './aside.ts';
import type { CounterSettings } from './settings-view.ts';
import { createShiftDesk, type ShiftDesk, type ShiftDeskPorts } from './shift-desk.ts';

/** What the shop's people and shifts stand on. */
export type HousePorts = {
  /** The rows of no payment that the ledger held when it was opened; null where they cannot be read. */
  readonly rows: readonly ChainedEntry[] | null;
  readonly credentials: Credentials;
};

/** The people of a counter, its shifts, and what both mean for keys, scans and money that goes back. */
export type House = {
  readonly staff: Staff;
  readonly shifts: ShiftDesk;
  readonly giveBack: GiveBack;
  readonly aside: Aside;
  /** A typed key: for the open question, or for the sale. */
  readonly press: (key: PadKey) => void;
  /** The last `count` keys were the beginning of a slow scan. */
  readonly takeBack: (count: number) => void;
  /** A scan: a payment code is charged, a badge says who stands there, anything else is the checkout's to explain. */
  readonly scan: (text: string) => void;
  /** Ways in which the owner's PIN was reset from outside, newest first. */
  readonly resets: () => readonly { readonly atMs: number; readonly osUser: string }[];
};

type Around = HousePorts & {
  readonly session: Session;
  readonly resolver: Resolver;
  readonly journal: Pick<JournalPort, 'append' | 'between' | 'entriesOf' | 'head' | 'ofNoPayment'>;
  readonly clock: Clock;
  readonly newUuid: () => string;
  /** A whole number below the given one. */
  readonly randomBelow: (limit: number) => number;
  readonly settings: () => CounterSettings;
  readonly print: ShiftDeskPorts['print'];
  readonly changed: () => void;
};

/** Opens the house with what the ledger tells of it. */
export function openHouse(around: Around): House {
  const { session, settings } = around;
  const rows = around.rows ?? [];
  const staff = openStaff(around, rows);
  let began = (): void => undefined;
  const shifts = openShifts(around, staff, rows, () => {
    began();
  });
  const giveBack = openGate(around, staff, shifts);
  began = giveBack.shiftBegan;
  const aside = createAside(() => isBusy(session) || staff.asking() !== null, around.changed);
  return {
    staff,
    shifts,
    giveBack,
    aside,
    press: (key) => {
      staff.active();
      if (aside.isOn()) session.say('counter-aside');
      else if (staff.asking() === null) session.key(key);
      else staff.key(key);
    },
    takeBack: (count) => {
      if (staff.asking() === null) session.takeBack(count);
      else forgetScan(staff);
    },
    scan: (text) => {
      staff.active();
      if (aside.isOn()) session.say('counter-aside');
      else void scanned({ staff, session, settings }, text);
    },
    resets: () =>
      rows
        .flatMap(({ event, wallMs }) => (event.type === 'owner-reset' ? [{ atMs: wallMs, osUser: event.osUser }] : []))
        .reverse(),
  };
}

/** The head of a slow scan may have chosen somebody: what it typed goes, and the choice with it. */
function forgetScan(staff: Staff): void {
  staff.key('clear');
  if (staff.asking()?.step === 'pin') staff.back();
}

type Rows = readonly ChainedEntry[];

const openStaff = (around: Around, rows: Rows): Staff =>
  createStaff({
    roster: around.rows === null ? null : foldRoster(rows.flatMap(peopleEvent)),
    usedChallenges: new Set(rows.flatMap(({ event }) => (event.type === 'challenge-spent' ? [event.challenge] : []))),
    append: async (event) => (await around.journal.append(event)).ok,
    credentials: around.credentials,
    rules: () => around.settings().people,
    isBusy: () => isBusy(around.session),
    wallMs: around.clock.wallMs,
    after: (ms, act) => later(around.clock, ms, act),
    changed: around.changed,
    newPersonId: around.newUuid,
    randomChallenge: () => around.randomBelow(CHALLENGES),
    nobody: () => around.settings().actor,
  });

const CHALLENGES = 10 ** CHALLENGE_DIGITS;

/** Runs `act` later unless it is called off. */
function later(clock: Clock, ms: number, act: () => void): () => void {
  const nap = clock.nap(ms);
  let isOff = false;
  void nap.done.then(() => {
    if (!isOff) act();
  });
  return () => {
    isOff = true;
    nap.wake();
  };
}

const openShifts = (around: Around, staff: Staff, rows: Rows, began: () => void): ShiftDesk =>
  createShiftDesk({
    rows,
    ledger: around.journal,
    staff,
    isBlind: () => around.settings().people.blindCount,
    utcOffsetMinutes: () => around.settings().utcOffsetMinutes(around.clock.wallMs()),
    wallMs: around.clock.wallMs,
    newId: around.newUuid,
    print: around.print,
    began,
    changed: around.changed,
  });

const openGate = ({ resolver, settings, clock }: Around, staff: Staff, shifts: ShiftDesk): GiveBack =>
  createGiveBack({
    staff,
    rules: () => settings().people,
    wallMs: clock.wallMs,
    shiftFrom: shifts.from,
    doneBefore: shifts.givenBack,
    refund: ({ paymentRequestId, amount, reason, by, approver }) =>
      resolver.refund(paymentRequestId, amount.amountMinor, reason, by, approver),
    cancel: ({ paymentRequestId, by, approver }) => resolver.cancel(paymentRequestId, by, approver),
  });

/** A sale that is being made, or a payment on the stage whose end is not known. */
export function isBusy(session: Pick<Session, 'shown' | 'isIdle'>): boolean {
  const shown = session.shown();
  return shown === null ? !session.isIdle() : !isFinal(shown.record.state);
}

function peopleEvent({ event, wallMs }: ChainedEntry): readonly TimedPeopleEvent[] {
  switch (event.type) {
    case 'person-added':
    case 'person-changed':
    case 'person-left':
    case 'credential-set':
    case 'credential-dropped':
    case 'credential-refused':
    case 'refusals-forgotten':
    case 'owner-reset':
    case 'challenge-spent':
      return [{ event, wallMs }];
    default:
      return [];
  }
}

type Scanning = { readonly staff: Staff; readonly session: Session; readonly settings: () => CounterSettings };

/** A sale that was typed before the counter locked is still charged: its customer is not made to wait for a PIN. */
async function scanned({ staff, session, settings }: Scanning, text: string): Promise<void> {
  const isPayment = routeCode(text, settings().routing).kind !== 'refuse';
  const isReceipt = parseReceiptBarcode(text) !== null;
  if (!isPayment && !isReceipt && staff.hasPeople() && (await staff.badge(text))) return;
  if (staff.isLocked() && !(isPayment && isBusy(session))) session.say('sign-in-needed');
  else session.scan(text);
}
