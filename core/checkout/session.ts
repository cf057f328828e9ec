import type { Notice } from '../contract/views.ts';
import { money } from '../money/money.ts';
import { maskCode } from '../paycode/mask.ts';
import { parseReceiptBarcode } from '../receipt/receipt-number.ts';
import { routeCode, type Route } from '../paycode/routing.ts';
import type { ActorView } from '../payment/actor.ts';
import { isFinal } from '../payment/machine.ts';
import type { Charge } from '../payment/resolver.ts';
import { createReadings, type Readings } from './readings.ts';
import { again, newSale, pressKey, withNote, type PadKey, type Sale } from './sale.ts';
import type { Session, SessionPorts, SessionState } from './session-port.ts';

/** A code lives one minute from when the wallet made it; it is kept a little less than that while the amount is typed. */
const HELD_CODE_MS = 50_000;
const CODE_DIGITS_MAX = 32;
/** More than a counter can charge within the minute in which a code lives. */
const SENT_MAX = 60;

/** The stage before a key, for taking keys back. */
type Before = { readonly state: SessionState; readonly shownView: ActorView | null };

type Self = {
  readonly ports: SessionPorts;
  readonly before: Before[];
  state: SessionState;
  shownView: ActorView | null;
  noticeId: number;
  charging: boolean;
  /** Hashes of the codes that were charged last: scanners read twice, and that must neither wipe a result nor wait for an amount. */
  readonly sent: Set<string>;
  readonly readings: Readings;
};

/** More keys than the longest code has digits. */
const TAKE_BACK_MAX = 40;

/** Starts with an empty sale. */
export function createSession(ports: SessionPorts): Session {
  const self: Self = {
    ports,
    before: [],
    state: emptyState(ports),
    shownView: null,
    noticeId: 0,
    charging: false,
    sent: new Set(),
    readings: createReadings(),
  };
  return {
    state: () => self.state,
    isIdle: () => isIdle(self.state),
    shown: () => (self.state.shown === null ? null : self.shownView),
    key: (key) => {
      onKey(self, key);
    },
    takeBack: (count) => {
      takeBack(self, count);
    },
    scan: (text) => {
      void onCode(self, text);
    },
    garbled: () => {
      say(self, 'code-garbled');
    },
    note: (text) => {
      change(self, { sale: withNote(self.state.sale, text) });
    },
    openCode: () => {
      if (canType(self)) change(self, { typing: '', notice: null });
    },
    closeCode: () => {
      change(self, { typing: null });
    },
    next: () => {
      nextCustomer(self);
    },
    show: (id) => show(self, id),
    heard: (view) => {
      heard(self, view);
    },
    say: (kind, about) => {
      say(self, kind, about);
    },
  };
}

const emptyState = (ports: SessionPorts): SessionState => ({
  sale: newSale(ports.newSaleId(), ports.settings().currency),
  typing: null,
  held: null,
  shown: null,
  notice: null,
});

const isIdle = ({ sale, typing, held, shown }: SessionState): boolean =>
  sale.amountMinor === 0 && sale.note === null && typing === null && held === null && shown === null;

function set(self: Self, change: Partial<SessionState>): void {
  self.state = { ...self.state, ...change };
  self.ports.changed();
}

function say(self: Self, kind: Notice['kind'], about: Partial<Pick<Notice, 'family' | 'advice' | 'code'>> = {}): void {
  self.noticeId += 1;
  set(self, { notice: { id: self.noticeId, kind, family: null, advice: null, code: null, ...about } });
}

const canType = (self: Self): boolean => !self.charging && (self.state.shown === null || stageIs(self, 'notPaid'));

const stageIs = (self: Self, state: ActorView['record']['state']): boolean => self.shownView?.record.state === state;

const stageIsFinal = (self: Self): boolean => self.shownView !== null && isFinal(self.shownView.record.state);

function takeBack(self: Self, count: number): void {
  const before = count < 1 ? undefined : self.before.splice(-count)[0];
  if (before === undefined || self.charging) return;
  self.shownView = before.shownView;
  set(self, before.state);
}

/** From here on no key can be taken back: a sale that was charged must never come back as one that was not. */
function forgetKeys(self: Self): void {
  self.before.length = 0;
}

/** A change that no key made. */
function change(self: Self, state: Partial<SessionState>): void {
  forgetKeys(self);
  set(self, state);
}

function onKey(self: Self, key: PadKey): void {
  if (self.charging) return;
  self.before.push({ state: self.state, shownView: self.shownView });
  if (self.before.length > TAKE_BACK_MAX) self.before.shift();
  if (self.state.typing !== null) return typeCode(self, self.state.typing, key);
  if (self.state.shown === null) return typeAmount(self, key);
  if (!stageIsFinal(self)) return;
  if (key !== 'enter') return startNext(self, (sale) => pressKey(sale, key));
  // After "not paid" Enter keeps the amount, because the usual next act is a fresh code for the same goods.
  if (stageIs(self, 'notPaid')) return backToSale(self);
  startNext(self, (sale) => sale);
}

function typeAmount(self: Self, key: PadKey): void {
  const sale = pressKey(self.state.sale, key);
  set(self, { sale, notice: null });
  const { held } = self.state;
  if (key === 'enter' && sale.confirmed && held !== null) {
    set(self, { held: null });
    // The timer that drops a held code does not run while the PC sleeps.
    if (held.expiresAtMs > self.ports.wallMs()) void onCode(self, held.code);
    else say(self, 'held-code-expired');
  }
}

function typeCode(self: Self, typed: string, key: PadKey): void {
  switch (key) {
    case 'enter':
      set(self, { typing: null });
      if (typed !== '') void onCode(self, typed);
      return;
    case 'back':
      return set(self, { typing: typed.slice(0, -1) });
    case 'clear':
      return set(self, { typing: '' });
    default:
      if (typed.length + key.length <= CODE_DIGITS_MAX) set(self, { typing: typed + key });
  }
}

/** A scanned or typed code: a receipt's is opened; others are charged, held for their amount, or refused with advice, and no wrong one is sent. */
async function onCode(self: Self, text: string): Promise<void> {
  forgetKeys(self);
  const receipt = parseReceiptBarcode(text);
  if (receipt !== null) {
    self.ports.openReceipt(receipt);
    return;
  }
  const route = routeCode(text, self.ports.settings().routing);
  const refusal = refusalOf(self, route);
  if (route.kind === 'refuse' || refusal !== null) {
    say(self, ...(refusal ?? ['code-refused']));
    return;
  }
  if (stageIs(self, 'notPaid')) backToSale(self);
  else if (self.state.shown !== null) startNext(self, (sale) => sale);
  if (self.state.sale.amountMinor === 0) hold(self, route.digits);
  else await charge(self, route.digits, route.family);
}

type Saying = readonly [kind: Notice['kind'], about?: Partial<Pick<Notice, 'family' | 'advice' | 'code'>>];

function refusalOf(self: Self, route: Route): Saying | null {
  if (route.kind === 'refuse') return ['code-refused', { family: route.family, advice: route.advice }];
  const { shown } = self.state;
  if (self.charging || (shown !== null && !stageIsFinal(self))) return ['busy-with-payment'];
  const { notReady } = self.ports.settings();
  if (notReady !== null) return ['not-set-up', { code: notReady }];
  return self.sent.has(self.ports.hashCode(route.digits)) ? ['code-already-sent'] : null;
}

function hold(self: Self, code: string): void {
  // A second scan of the same code must not begin its minute anew.
  if (self.state.held?.code === code) return say(self, 'amount-needed');
  const held = { code, expiresAtMs: self.ports.wallMs() + HELD_CODE_MS };
  set(self, { held, typing: null });
  say(self, 'amount-needed');
  self.ports.after(HELD_CODE_MS, () => {
    if (self.state.held !== held) return;
    // Keys that can be taken back remember the stage before them, and the code with it.
    forgetKeys(self);
    set(self, { held: null });
    say(self, 'held-code-expired');
  });
}

async function charge(self: Self, code: string, family: Charge['intent']['codeFamily']): Promise<void> {
  const { ports } = self;
  const { sale } = self.state;
  const { counterId, shopName, windowMs, actor } = ports.settings();
  const receiptNumber = ports.nextReceiptNumber();
  const orderNumber = `${counterId}-${String(receiptNumber).padStart(6, '0')}`;
  const intent: Charge['intent'] = {
    paymentRequestId: ports.newPaymentRequestId(),
    saleId: sale.saleId,
    saleVersion: sale.version,
    orderNumber,
    receiptNumber,
    amount: money(sale.currency, sale.amountMinor),
    note: sale.note,
    codeFamily: family,
    codeMask: maskCode(code),
    codeHash: ports.hashCode(code),
    expiresAtMs: ports.wallMs() + windowMs,
    clockSkewMs: ports.skewMs(),
    actor,
  };
  set(self, { typing: null, held: null, notice: null });
  // Set before the first await and until the payment is on the stage, so that a second scan or key of the same burst finds the counter taken.
  self.charging = true;
  try {
    const started = await ports.resolver.charge({ intent, paymentCode: code, orderDescription: `${shopName} ${orderNumber}` });
    if (!started.ok) {
      say(self, started.fault === 'code-already-sent' ? 'code-already-sent' : 'ledger-refused', { code: started.fault });
      return;
    }
    remember(self.sent, intent.codeHash);
    await show(self, intent.paymentRequestId);
  } finally {
    self.charging = false;
  }
}

/** The ledger knows every code for ever; these are refused before they wait for an amount. */
function remember(sent: Set<string>, codeHash: string): void {
  const [oldest] = sent;
  if (sent.size >= SENT_MAX && oldest !== undefined) sent.delete(oldest);
  sent.add(codeHash);
}

async function show(self: Self, paymentRequestId: string): Promise<boolean> {
  const view = await self.readings.read(paymentRequestId, self.ports.resolver.view);
  if (view === null) return false;
  self.shownView = view;
  change(self, { shown: paymentRequestId, typing: null, notice: null });
  return true;
}

function heard(self: Self, view: ActorView): void {
  const { paymentRequestId } = view.record;
  if (paymentRequestId === self.state.shown) self.shownView = view;
  self.readings.heard(view);
  // A key that is taken back must not bring back what this payment was when the key came.
  for (const [at, { state }] of self.before.entries())
    if (state.shown === paymentRequestId) self.before[at] = { state, shownView: view };
  self.ports.changed();
}

function nextCustomer(self: Self): void {
  if (self.charging) return;
  forgetKeys(self);
  startNext(self, (sale) => sale);
}

function startNext(self: Self, edit: (sale: Sale) => Sale): void {
  const fresh = newSale(self.ports.newSaleId(), self.ports.settings().currency);
  self.shownView = null;
  set(self, { sale: edit(fresh), typing: null, held: null, shown: null, notice: null });
}

function backToSale(self: Self): void {
  const { record } = self.shownView ?? {};
  const { saleId, version } = self.state.sale;
  // Only the very version that was not paid is offered again: a later one of the same sale may be paid, or in doubt.
  const same = record?.saleId === saleId && record.saleVersion === version;
  self.shownView = null;
  if (!same) return startNext(self, (sale) => sale);
  set(self, { shown: null, typing: null, notice: null, sale: again(self.state.sale) });
}
