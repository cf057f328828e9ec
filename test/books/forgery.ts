import type { EventColumns, Forger } from './forger.ts';

/**
 * One way to tamper with a ledger; true when the file is another one than before. `isFoundAlone`: it has to be found without any head
 * from elsewhere, by what the rows themselves say.
 */
export type Forgery = { readonly name: string; readonly act: (forger: Forger) => boolean; readonly isFoundAlone?: true };

/** The amount of a payment, a tenth of it: what a thief would do. */
export function cheaper(row: EventColumns): boolean {
  const body = row.body.replace(/"amountMinor":(\d+)\d/, '"amountMinor":$1');
  if (body === row.body) return false;
  row.body = body;
  return true;
}

/** A row gets another number, and its key with it. */
export function move(forger: Forger, from: number, to: number): void {
  const row = forger.read(from);
  forger.remove(from);
  forger.put({ ...row, sequence: to });
  forger.db.prepare('UPDATE note_keys SET sequence = ? WHERE sequence = ?').run(to, from);
}

/** All rows behind a gap move up by one; a key of the row that is gone makes room. */
export function closeGap(forger: Forger, gone: number): void {
  forger.db.prepare('DELETE FROM note_keys WHERE sequence = ?').run(gone);
  for (let at = gone + 1; at <= forger.last(); at += 1) move(forger, at, at - 1);
}
