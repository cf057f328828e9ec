/** One run of the recorded process. Rows are counted from 0; `to` is the first one that is not appended any more. */
export type Session = {
  readonly path: string;
  readonly seed: number;
  readonly end: 'closed' | 'killed';
} & (
  | { readonly act: 'append'; readonly from: number; readonly to: number; readonly durability: Durability }
  | { readonly act: 'migrate' }
);

/** `shipped` leaves the ledger as it is; the others plant what must be noticed. */
export type Durability = 'shipped' | 'NORMAL' | 'OFF';

/** A payment code that is nobody's: its keyed hash shows whether the ledger's key survived. */
export const PROBE = '281234567890123456';

/** The session that the recorder has put on the command line. */
export const readSession = (argument: string): Session => JSON.parse(argument) as Session;
