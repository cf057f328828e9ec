import type { CurrencyCode } from '../../core/money/currency.ts';
import type { PadKey } from '../../core/checkout/sale.ts';
import type { JournalFault } from '../../core/journal/port.ts';
import type { FaultName } from '../../simulator/gateway/faults.ts';
import type { ApiName } from '../../simulator/gateway/messages.ts';
import type { FailCode } from '../../simulator/gateway/results.ts';
import type { Scenario } from '../../simulator/gateway/scenario.ts';
import type { GatewaySettings } from '../../simulator/gateway/settings.ts';

/** A world before it happens, as plain data: made from a seed, played by an interpreter, shrunk by leaving things out. */
export type Plan = {
  readonly seed: number;
  readonly shop: ShopPlan;
  readonly customers: readonly Customer[];
  readonly acts: readonly Act[];
  readonly traps: readonly Trap[];
};

/** What is true of the counter and its gateway from the beginning. */
export type ShopPlan = {
  readonly currency: CurrencyCode;
  /** The true time at which the world begins, epoch ms. */
  readonly startsAtMs: number;
  /** How wrong the PC's clock and the gateway's clock are. */
  readonly wallErrorMs: number;
  readonly gatewayErrorMs: number;
  readonly zoneMinutes: number;
  /** One way, without any fault. */
  readonly latencyMs: readonly [number, number];
  readonly syncMs: readonly [number, number];
  readonly windowMs: number;
  readonly pollEveryMs: number;
  /** Whether notifications can reach the counter. */
  readonly hasListener: boolean;
  readonly printer: 'answers' | 'one-way' | 'none';
  readonly gateway: Pick<GatewaySettings, 'cancelOfUnknown' | 'paymentIdWhileUnknown' | 'signRefusals'>;
};

/** A person with a phone. */
export type Customer = {
  readonly code: string;
  readonly amountMinor: number;
  readonly scenario: Partial<Scenario>;
  /** What this person does on the phone, so long after the scan; null does nothing. */
  readonly decides: { readonly afterMs: number; readonly how: 'approve' | 'decline' | 'ignore' | FailCode } | null;
};

/** Something that somebody does, or that befalls the shop, at a moment of the world's time. */
export type Act = { readonly atMs: number } & Doing;

/** Payments are named by how many were submitted after them: 0 is the newest. A refund means the paid ones alone, while there are any. */
export type Doing =
  /** Next customer: whatever is on the stage is put aside, the amount typed, the code scanned. */
  | {
      readonly do: 'serve';
      readonly customer: number;
      readonly scanAfterMs: number;
      readonly confirms: boolean;
      readonly by: 'scanner' | 'keys';
    }
  /** The code comes before the amount. */
  | { readonly do: 'scan-first'; readonly customer: number; readonly typeAfterMs: number }
  /** The scanner reads a code again, whatever is on the stage. */
  | { readonly do: 'scan-again'; readonly customer: number }
  | { readonly do: 'keys'; readonly keys: readonly PadKey[] }
  | { readonly do: 'take-back'; readonly count: number }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'next' }
  | { readonly do: 'show'; readonly payment: number }
  | { readonly do: 'keep-checking'; readonly payment: number }
  | { readonly do: 'cancel'; readonly payment: number }
  | { readonly do: 'refund'; readonly payment: number; readonly part: 'all' | 'some' | 'one' | 'over'; readonly times: 1 | 2 }
  | { readonly do: 'print-again'; readonly payment: number }
  | ({ readonly do: 'kill' } & Killing)
  | { readonly do: 'stop'; readonly restartAfterMs: number }
  | { readonly do: 'sleep'; readonly forMs: number; readonly monotonicStops: boolean }
  | { readonly do: 'wall-jump'; readonly byMs: number }
  | { readonly do: 'zone'; readonly minutes: number }
  | { readonly do: 'gateway-clock'; readonly byMs: number }
  | { readonly do: 'partition'; readonly forMs: number; readonly connects: 'refused' | 'hang'; readonly keepsBytes: boolean }
  | { readonly do: 'disk'; readonly trouble: JournalFault; readonly forMs: number }
  | { readonly do: 'slow-disk'; readonly syncMs: number; readonly forMs: number }
  | {
      readonly do: 'gateway-fault';
      readonly name: FaultName;
      readonly count: number;
      readonly api: ApiName | null;
      readonly delayMs: number;
    }
  | { readonly do: 'rate-limit'; readonly perSecond: number; readonly forMs: number }
  /** Somebody who is not the gateway tells the listener that a payment was paid; or the gateway does, with another payment's amount. */
  | { readonly do: 'forge-notice'; readonly payment: number; readonly signed: 'not' | 'by-stranger' | 'mixed-up' }
  | { readonly do: 'printer'; readonly trouble: PrinterTrouble; readonly forMs: number };

/** What the printer does for a while. */
export type PrinterTrouble = 'paper-out' | 'cover-open' | 'refused' | 'cut' | 'stall';

/** How the program ends without being asked. */
export type Killing = {
  readonly restartAfterMs: number;
  /** Whether bytes already written still reach the gateway. */
  readonly bytesArrive: boolean;
  /** Whether a row that was being synced is found by the next run. */
  readonly rowKept: boolean;
};

/** Something that strikes at a certain step and not at a certain time. */
export type Trap =
  /** `repeat` is the first call of that kind for an id that was called for already. */
  | { readonly on: 'request'; readonly api: ApiName | null; readonly nth: number | 'repeat'; readonly fault: WireFault }
  | { readonly on: 'connect'; readonly nth: number; readonly fault: 'refused' | 'hangs' | 'slow' }
  | { readonly on: 'notice'; readonly nth: number; readonly fault: NoticeFault }
  | { readonly on: 'row'; readonly nth: number; readonly synced: boolean; readonly kill: Killing }
  | { readonly on: 'mark'; readonly name: string; readonly nth: number; readonly kill: Killing };

/** What happens to one notification on its way to the counter. */
export type NoticeFault =
  | { readonly kind: 'notice-lost' }
  | { readonly kind: 'notice-cut' | 'notice-garbled'; readonly at: number }
  | { readonly kind: 'notice-again'; readonly afterMs: number };

/** What tells the answer about another payment from the right one. */
export type Mixed = 'currency' | 'no-amount' | 'id' | 'client';

/** What happens to one request or its answer. `at` is a place in the bytes, in thousandths of their length. */
export type WireFault =
  | {
      readonly kind:
        | 'request-lost'
        | 'answer-lost'
        | 'half-open'
        | 'answer-unsigned'
        | 'answer-doubled'
        | 'answer-other-payment'
        | 'answer-old'
        | 'answer-other-api';
    }
  | { readonly kind: 'request-late' | 'answer-late' | 'answer-trickled'; readonly ms: number }
  | { readonly kind: 'request-doubled'; readonly afterMs: number }
  | { readonly kind: 'request-cut' | 'answer-cut'; readonly at: number; readonly then: 'reset' | 'end' | 'silence' }
  | { readonly kind: 'request-garbled' | 'answer-garbled'; readonly at: number }
  /** Somebody without the gateway's key writes the answer, and signs it with a key of his own or not at all. */
  | { readonly kind: 'answer-forged'; readonly says: 'paid' | 'failed'; readonly signed: 'by-stranger' | 'not' }
  /** The gateway gives, and signs, the paid answer of another shop's payment, which one detail tells apart. */
  | { readonly kind: 'answer-mixed-up'; readonly wrong: Mixed };
