import type { Notice } from '../contract/views.ts';
import type { Actor } from '../journal/events.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { money } from '../money/money.ts';
import { maskCode, maskTyping } from '../paycode/mask.ts';
import { routeCode, type RoutingRule } from '../paycode/routing.ts';
import { isFinal } from '../payment/machine.ts';
import type { ActorView } from '../payment/actor.ts';
import type { Charge, Resolver } from '../payment/resolver.ts';
import { again, newSale, pressKey, withNote, type PadKey, type Sale } from './sale.ts';

/** What the counter needs from the shell and the settings, read afresh each time. */
export type SessionPorts = {
  readonly resolver: Resolver;
  readonly wallMs: () => number;
  readonly newSaleId: () => string;
  readonly newPaymentRequestId: () => string;
  readonly nextReceiptNumber: () => number;
  readonly hashCode: (paymentCode: string) => string;
  readonly settings: () => SessionSettings;
  readonly changed: () => void;
  readonly after: (ms: number, act: () => void) => () => void;
};

/** The settings that the checkout reads. */
export type SessionSettings = {
  readonly counterId: string;
  readonly shopName: string;
  readonly currency: CurrencyCode;
  readonly routing: readonly RoutingRule[];
  readonly windowMs: number;
  /** Why nothing can be charged now (no key, no keychain); null when all is well. */
  readonly notReady: string | null;
  readonly actor: Actor;
};

/** What is on the stage. `typing` and `held` carry the payment code and never leave main. */
export type SessionState = {
  readonly sale: Sale;
  readonly typing: string | null;
  readonly held: { readonly code: string; readonly expiresAtMs: number } | null;
  readonly shown: string | null;
  readonly notice: Notice | null;
};

/** The counter's one conversation with the cashier. */
export type Session = {
  readonly state: () => SessionState;
  /** The payment on the stage as it was last heard of; null while a sale is typed. */
  readonly shown: () => ActorView | null;
  readonly key: (key: PadKey) => void;
  /** The last `count` keys were the beginning of a slow scan and never meant for the sale. */
  readonly takeBack: (count: number) => void;
  readonly scan: (text: string) => void;
  readonly garbled: () => void;
  readonly note: (text: string) => void;
  readonly openCode: () => void;
  readonly closeCode: () => void;
  readonly next: () => void;
  readonly show: (paymentRequestId: string) => Promise<boolean>;
  /** A payment changed; the stage may have to change with it. */
  readonly heard: (view: ActorView) => void;
  readonly say: (kind: Notice['kind'], about?: Partial<Pick<Notice, 'family' | 'advice' | 'code'>>) => void;
};

/** A code lives one minute from when the wallet made it; it is kept a little less than that while the amount is typed. */
const HELD_CODE_MS = 50_000;
const CODE_DIGITS_MAX = 32;

/** The stage before a key, for taking keys back. */
type Before = { readonly state: SessionState; readonly shownView: ActorView | null };

type Self = {
  readonly ports: SessionPorts;
  readonly before: Before[];
  state: SessionState;
  shownView: ActorView | null;
  noticeId: number;
  charging: boolean;
};

/** More keys than the longest code has digits. */
const TAKE_BACK_MAX = 40;

/** Starts with an empty sale. */
export function createSession(ports: SessionPorts): Session {
  const self: Self = { ports, before: [], state: emptyState(ports), shownView: null, noticeId: 0, charging: false };
  return {
    state: () => self.state,
    shown: () => (self.state.shown === null ? null : self.shownView),
    key: (key) => { onKey(self, key); },
    takeBack: (count) => { takeBack(self, count); },
    scan: (text) => { void onCode(self, text); },
    garbled: () => { say(self, 'code-garbled'); },
    note: (text) => { set(self, { sale: withNote(self.state.sale, text) }); },
    openCode: () => { if (canType(self)) set(self, { typing: '', notice: null }); },
    closeCode: () => { set(self, { typing: null }); },
    next: () => { nextCustomer(self); },
    show: (id) => show(self, id),
    heard: (view) => { heard(self, view); },
    say: (kind, about) => { say(self, kind, about); },
  };
}

const emptyState = (ports: SessionPorts): SessionState => ({
  sale: newSale(ports.newSaleId(), ports.settings().currency), typing: null, held: null, shown: null, notice: null,
});

function set(self: Self, change: Partial<SessionState>): void {
  self.state = { ...self.state, ...change };
  self.ports.changed();
}

function say(self: Self, kind: Notice['kind'], about: Partial<Pick<Notice, 'family' | 'advice' | 'code'>> = {}): void {
  self.noticeId += 1;
  set(self, { notice: { id: self.noticeId, kind, family: null, advice: null, code: null, ...about } });
}

const canType = (self: Self): boolean => self.state.shown === null || stageIs(self, 'notPaid');

const stageIs = (self: Self, state: ActorView['record']['state']): boolean => self.shownView?.record.state === state;

const stageIsFinal = (self: Self): boolean => self.shownView !== null && isFinal(self.shownView.record.state);

function takeBack(self: Self, count: number): void {
  const before = self.before.splice(-count)[0];
  if (before === undefined || self.charging) return;
  self.shownView = before.shownView;
  set(self, before.state);
}

function onKey(self: Self, key: PadKey): void {
  self.before.push({ state: self.state, shownView: self.shownView });
  if (self.before.length > TAKE_BACK_MAX) self.before.shift();
  if (self.charging) return;
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
    void onCode(self, held.code);
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

/** A scanned or typed code: routed, then charged, held for its amount, or refused with advice; no network call for a wrong one. */
async function onCode(self: Self, text: string): Promise<void> {
  const { ports } = self;
  const route = routeCode(text, ports.settings().routing);
  if (route.kind === 'refuse') return say(self, 'code-refused', { family: route.family, advice: route.advice });
  if (self.charging || (self.state.shown !== null && !stageIsFinal(self))) return say(self, 'busy-with-payment');
  const { notReady } = ports.settings();
  if (notReady !== null) return say(self, 'not-set-up', { code: notReady });
  if (stageIs(self, 'notPaid')) backToSale(self);
  else if (self.state.shown !== null) startNext(self, (sale) => sale);
  if (self.state.sale.amountMinor === 0) return hold(self, route.digits);
  await charge(self, route.digits, route.family);
}

function hold(self: Self, code: string): void {
  const held = { code, expiresAtMs: self.ports.wallMs() + HELD_CODE_MS };
  set(self, { held, typing: null });
  say(self, 'amount-needed');
  self.ports.after(HELD_CODE_MS, () => {
    if (self.state.held === held) set(self, { held: null });
  });
}

async function charge(self: Self, code: string, family: Charge['intent']['codeFamily']): Promise<void> {
  const { ports } = self;
  const { sale } = self.state;
  const { counterId, shopName, windowMs, actor } = ports.settings();
  const receiptNumber = ports.nextReceiptNumber();
  const orderNumber = `${counterId}-${String(receiptNumber).padStart(6, '0')}`;
  const intent: Charge['intent'] = {
    paymentRequestId: ports.newPaymentRequestId(), saleId: sale.saleId, saleVersion: sale.version, orderNumber, receiptNumber,
    amount: money(sale.currency, sale.amountMinor), note: sale.note, codeFamily: family, codeMask: maskCode(code),
    codeHash: ports.hashCode(code), expiresAtMs: ports.wallMs() + windowMs, actor,
  };
  // Set before the first await, so that a second scan of the same burst finds the counter taken.
  self.charging = true;
  set(self, { typing: null, held: null, notice: null });
  const started = await ports.resolver.charge({ intent, paymentCode: code, orderDescription: `${shopName} ${orderNumber}` });
  self.charging = false;
  if (!started.ok) {
    return say(self, started.fault === 'code-already-sent' ? 'code-already-sent' : 'ledger-refused', { code: started.fault });
  }
  await show(self, intent.paymentRequestId);
}

async function show(self: Self, paymentRequestId: string): Promise<boolean> {
  const view = await self.ports.resolver.view(paymentRequestId);
  if (view === null) return false;
  self.shownView = view;
  set(self, { shown: paymentRequestId, typing: null, notice: null });
  return true;
}

function heard(self: Self, view: ActorView): void {
  if (view.record.paymentRequestId === self.state.shown) self.shownView = view;
  self.ports.changed();
}

function nextCustomer(self: Self): void {
  if (!self.charging) startNext(self, (sale) => sale);
}

function startNext(self: Self, edit: (sale: Sale) => Sale): void {
  const fresh = newSale(self.ports.newSaleId(), self.ports.settings().currency);
  self.shownView = null;
  set(self, { sale: edit(fresh), typing: null, held: null, shown: null, notice: null });
}

function backToSale(self: Self): void {
  const { record } = self.shownView ?? {};
  // Only the sale that was not paid is offered again; a result opened from the list belongs to another one.
  const same = record?.saleId === self.state.sale.saleId;
  self.shownView = null;
  if (!same) return startNext(self, (sale) => sale);
  set(self, { shown: null, typing: null, notice: null, sale: again(self.state.sale) });
}

/** The mask of a hand-typed code for the stage. */
export const typingMask = (state: SessionState): string => maskTyping(state.typing ?? '');
