import type { Actor } from '../journal/actor.ts';
import type { Role } from './roles.ts';

/** How somebody proved who they are. */
export type Proof = 'pin' | 'badge' | 'phone';

/** A secret that a person has at this counter. */
export type CredentialKind = 'pin' | 'badge' | 'phone';

/**
 * What the ledger keeps about people. No secret is in it: `mark` is a SHA-256 over the stored hash and its salt, so that a hash that
 * was changed behind Paydesk's back is noticed, and nothing can be guessed from it.
 */
export type PeopleEvent = { readonly actor: Actor } & (
  | {
      readonly type: 'person-added';
      readonly personId: string;
      /** Typed to sign in; never given to somebody else. */
      readonly number: number;
      readonly name: string;
      readonly role: Role;
    }
  | { readonly type: 'person-changed'; readonly personId: string; readonly name: string; readonly role: Role }
  | { readonly type: 'person-left'; readonly personId: string }
  | { readonly type: 'credential-set'; readonly personId: string; readonly kind: CredentialKind; readonly mark: string }
  | { readonly type: 'credential-dropped'; readonly personId: string; readonly kind: CredentialKind }
  | { readonly type: 'credential-refused'; readonly personId: string; readonly kind: CredentialKind }
  /** The right one came after wrong ones; written only then, so that wrong tries which are forgotten stay so over a restart. */
  | { readonly type: 'refusals-forgotten'; readonly personId: string; readonly how: Proof }
  /** A challenge that somebody's phone answered: it is never shown again, so no code is good twice. */
  | { readonly type: 'challenge-spent'; readonly personId: string; readonly challenge: string }
  /** From the command line of this PC, by a user of the operating system: the way back for an owner who forgot the PIN. */
  | { readonly type: 'owner-reset'; readonly osUser: string }
);

/** Who came and went at the counter; read for nothing but looking back. */
export type AccessEvent = { readonly actor: Actor } & (
  | { readonly type: 'signed-in'; readonly personId: string; readonly how: Proof }
  | { readonly type: 'locked'; readonly personId: string; readonly why: 'key' | 'idle' }
);
