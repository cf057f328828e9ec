import { maskTyping } from '../paycode/mask.ts';
import type { Notice } from '../contract/views.ts';
import type { Actor } from '../journal/events.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { RoutingRule } from '../paycode/routing.ts';
import type { ActorView } from '../payment/actor.ts';
import type { Resolver } from '../payment/resolver.ts';
import type { ReceiptNumber } from '../receipt/receipt-number.ts';
import type { PadKey, Sale } from './sale.ts';

/** What the counter needs from the shell and the settings, read afresh each time. */
export type SessionPorts = {
  readonly resolver: Resolver;
  readonly wallMs: () => number;
  /** Alipay+'s clock minus this PC's; 0 until it was measured. */
  readonly skewMs: () => number;
  readonly newSaleId: () => string;
  readonly newPaymentRequestId: () => string;
  readonly nextReceiptNumber: () => number;
  readonly hashCode: (paymentCode: string) => string;
  /** One of Paydesk's own receipts was scanned or typed; its payment's page is wanted. */
  readonly openReceipt: (receipt: ReceiptNumber) => void;
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
  /** True while nothing has been typed, held or shown, so that nothing is lost by showing something. */
  readonly isIdle: () => boolean;
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

/** The mask of a hand-typed code for the stage. */
export const typingMask = (state: SessionState): string => maskTyping(state.typing ?? '');
