/** What a person may be at a counter. */
export type Role = 'cashier' | 'supervisor' | 'owner';

/** Every role, the one that may least first. */
export const ROLES: readonly Role[] = ['cashier', 'supervisor', 'owner'];

/**
 * Everything a person can do, as far as permission is concerned.
 * - `give-back-within`, `give-back-beyond`: a refund, or the cancel of a paid payment, inside or outside the owner's rules
 * - `totals-when-blind`: see what a shift took before it was counted, where the owner wants blind counts
 * - `disputes`: answer a dispute, or enter one
 * - `customs`: declare at customs, or ask how far it is
 * - `registration`: fill in, send and ask about registrations
 * - `books`: copies of the ledger, restoring, exporting, erasing
 * - `renew-cashier`: a new PIN or badge for a cashier; `people` is everything else about people
 */
export type Act =
  | 'charge'
  | 'look'
  | 'reprint'
  | 'cancel-open'
  | 'give-back-within'
  | 'give-back-beyond'
  | 'approve'
  | 'shift-open'
  | 'shift-close'
  | 'shift-take-over'
  | 'totals'
  | 'totals-when-blind'
  | 'test-printer'
  | 'renew-cashier'
  | 'people'
  | 'disputes'
  | 'registration'
  | 'customs'
  | 'books'
  | 'settings';

/** `second-person`: only together with somebody else who may approve. */
export type Permission = 'yes' | 'second-person' | 'no';

/** Who may do what: the whole of it. An act without its row, or a row without a role, does not compile. */
export const PERMISSIONS: Readonly<Record<Act, Readonly<Record<Role, Permission>>>> = {
  charge: { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  look: { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  reprint: { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  'cancel-open': { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  'give-back-within': { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  'give-back-beyond': { cashier: 'second-person', supervisor: 'second-person', owner: 'yes' },
  approve: { cashier: 'no', supervisor: 'yes', owner: 'yes' },
  'shift-open': { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  'shift-close': { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  'shift-take-over': { cashier: 'no', supervisor: 'yes', owner: 'yes' },
  totals: { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  'totals-when-blind': { cashier: 'no', supervisor: 'yes', owner: 'yes' },
  'test-printer': { cashier: 'yes', supervisor: 'yes', owner: 'yes' },
  'renew-cashier': { cashier: 'no', supervisor: 'yes', owner: 'yes' },
  disputes: { cashier: 'no', supervisor: 'yes', owner: 'yes' },
  customs: { cashier: 'no', supervisor: 'yes', owner: 'yes' },
  registration: { cashier: 'no', supervisor: 'no', owner: 'yes' },
  people: { cashier: 'no', supervisor: 'no', owner: 'yes' },
  books: { cashier: 'no', supervisor: 'no', owner: 'yes' },
  settings: { cashier: 'no', supervisor: 'no', owner: 'yes' },
};

/** Every act there is. */
export const ACTS = Object.keys(PERMISSIONS) as readonly Act[];
