/** Who made something happen: a cashier, or Paydesk itself. A shop that has set up no people has cashiers without an id. */
export type Actor =
  { readonly kind: 'cashier'; readonly name: string; readonly personId?: string } | { readonly kind: 'paydesk' };

/** A person who allowed what another one asked for, and how they proved who they are; a phone answers a challenge, each once. */
export type Approver = Extract<Actor, { readonly kind: 'cashier' }> & {
  readonly how?: 'pin' | 'badge' | 'phone';
  readonly challenge?: string;
};
