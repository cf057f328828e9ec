import type { Actor } from '../journal/actor.ts';
import type { DraftPaper } from './draft.ts';
import type { Product } from './fields.ts';

/** Which registration is meant: a merchant and, for the shop's counters, one of its stores. */
export type Place = { readonly referenceMerchantId: string; readonly referenceStoreId: string | null };

/** What one wallet says. The raw status stays as it came, because the list of them was read out of an SDK. */
export type WalletLine = {
  readonly pspName: string;
  readonly products: readonly string[];
  readonly status: string;
  readonly reason: string | null;
};

/** What Alipay+ says about a place; `overall` is the roll-up over all wallets, `NOT_FOUND` where it knows no registration. */
export type Standing = { readonly overall: string; readonly wallets: readonly WalletLine[] };

/** Alipay+'s word about a request. `taken`: accepted for processing, which is no approval. */
export type RegistrationVerdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly resultCode: string }
  | { readonly kind: 'unknown'; readonly resultCode: string | null };

/** What the ledger keeps about registrations; the form itself stays in its draft. */
export type RegistrationEvent =
  | (Place & {
      /** Durable before the request leaves: after a crash the same bytes are sent, never others under the same id. */
      readonly type: 'registration-submitted';
      readonly registrationRequestId: string;
      readonly products: readonly Product[];
      readonly papers: readonly DraftPaper[];
      /** SHA-256 of the exact request body, hexadecimal. */
      readonly bodySha256: string;
      readonly actor: Actor;
    })
  | {
      readonly type: 'registration-answered';
      readonly registrationRequestId: string;
      readonly verdict: RegistrationVerdict;
      /** Epoch ms; when Alipay+ said it, null where nobody answered. */
      readonly toldAtMs: number | null;
    }
  | (Place & {
      readonly type: 'registration-told';
      readonly standing: Standing;
      readonly source: 'inquiry' | 'notification';
      /** Epoch ms; when Alipay+ said it, so that a late message never undoes a newer one. */
      readonly toldAtMs: number;
    });
