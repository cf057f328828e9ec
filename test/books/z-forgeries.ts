import type { EventColumns, Forger } from './forger.ts';
import { cheaper, closeGap, type Forgery } from './forgery.ts';

type Tally = { count: number; amountMinor: number };

/** What a forger changes of the body of a `shift-closed` row. */
type ZBody = {
  fromSequence: number;
  untilSequence: number;
  number: number;
  counted: { currency: string; amountMinor: number } | null;
  totals: { currency: string; sales: Tally; cancels: Tally; refunds: Tally }[];
  unresolved: string[];
};

/** A Z report within reach; null when there is none. */
function pickZ({ db, random, reach, read }: Forger): EventColumns | null {
  const rows = db.prepare("SELECT sequence FROM events WHERE type = 'shift-closed' AND sequence <= ?").all(reach) as readonly {
    readonly sequence: number;
  }[];
  const row = rows[random.below(Math.max(1, rows.length))];
  return row === undefined ? null : read(row.sequence);
}

/** Changes what a Z report says; `isFitting`: and writes the chain anew. */
function editZ(forger: Forger, isFitting: boolean, change: (body: ZBody) => void): boolean {
  const row = pickZ(forger);
  if (row === null) return false;
  const body = JSON.parse(row.body) as ZBody;
  change(body);
  const text = JSON.stringify(body);
  if (text === row.body) return false;
  forger.put({ ...row, body: text });
  if (isFitting) forger.rechain(row.sequence);
  return true;
}

/** Less was sold, by a tenth of it. */
function lessSold({ totals }: ZBody): void {
  for (const { sales } of totals.slice(0, 1)) sales.amountMinor -= Math.ceil(sales.amountMinor / 10);
}

/** A sale becomes a refund: the till may be emptied by that much. */
function moreGivenBack({ totals }: ZBody): void {
  for (const { refunds } of totals.slice(0, 1)) {
    refunds.count += 1;
    refunds.amountMinor += 100;
  }
}

type Sale = { readonly sequence: number; readonly id: string; readonly amount: number; readonly currency: string };

/** A payment that was never anything but paid, and the Z report that counts it. */
function pickSale({ db, random, reach }: Forger): { readonly sale: Sale; readonly zAt: number } | null {
  const sales = db
    .prepare(
      `SELECT p.sequence AS sequence, p.payment_request_id AS id, p.amount_minor AS amount, p.currency AS currency
        FROM payments p WHERE p.state = 'paid' AND p.sequence <= ? AND p.amount_minor > 20
        AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_request_id = p.payment_request_id)
        AND NOT EXISTS (SELECT 1 FROM events e WHERE e.payment_request_id = p.payment_request_id AND e.type = 'cancel-requested')`,
    )
    .all(reach) as unknown as readonly Sale[];
  const sale = sales[random.below(Math.max(1, sales.length))];
  if (sale === undefined) return null;
  const counting = db
    .prepare(
      `SELECT z.sequence AS at FROM events z WHERE z.type = 'shift-closed' AND z.sequence <= :reach
        AND (SELECT min(a.sequence) FROM events a WHERE a.payment_request_id = :id AND a.type = 'payment-answered'
          AND json_extract(a.body, '$.verdict.kind') = 'paid')
        BETWEEN json_extract(z.body, '$.fromSequence') AND json_extract(z.body, '$.untilSequence')`,
    )
    .get({ id: sale.id, reach }) as { readonly at: number } | undefined;
  return counting === undefined ? null : { sale, zAt: counting.at };
}

/** A payment was smaller; `isInZ`: and its Z report says so too, so that all the rows agree with each other. */
function smallerSale(forger: Forger, isInZ: boolean): boolean {
  const picked = pickSale(forger);
  if (picked === null) return false;
  const { sale, zAt } = picked;
  const row = forger.read(sale.sequence);
  if (!cheaper(row)) return false;
  const { amount } = JSON.parse(row.body) as { readonly amount: { readonly amountMinor: number } };
  forger.put(row);
  if (isInZ) {
    const z = forger.read(zAt);
    const body = JSON.parse(z.body) as ZBody;
    const total = body.totals.find(({ currency }) => currency === sale.currency);
    if (total === undefined) return false;
    total.sales.amountMinor -= sale.amount - amount.amountMinor;
    forger.put({ ...z, body: JSON.stringify(body) });
  }
  forger.rechain(sale.sequence);
  forger.rebuild();
  return true;
}

/** A Z report that is gone, the rows behind it moved up, and the chain written anew. */
function forgetZ(forger: Forger): boolean {
  const row = pickZ(forger);
  if (row === null) return false;
  forger.remove(row.sequence);
  closeGap(forger, row.sequence);
  forger.rechain(row.sequence);
  forger.rebuild();
  return true;
}

/** What somebody does who wants a Z report to say something else. */
export const Z_FORGERIES: readonly Forgery[] = [
  { name: 'a Z report says that less was sold', act: (forger) => editZ(forger, false, lessSold), isFoundAlone: true },
  {
    name: 'a Z report is deleted',
    act: (forger) => {
      const row = pickZ(forger);
      if (row !== null) forger.remove(row.sequence);
      return row !== null;
    },
    isFoundAlone: true,
  },
  {
    name: 'a Z report says that less was sold, and the chain is made to fit',
    act: (forger) => editZ(forger, true, lessSold),
    isFoundAlone: true,
  },
  {
    name: 'a Z report says that more was given back, and the chain is made to fit',
    act: (forger) => editZ(forger, true, moreGivenBack),
    isFoundAlone: true,
  },
  {
    name: 'a Z report leaves an open payment out or invents one, and the chain is made to fit',
    act: (forger) =>
      editZ(forger, true, (body) => {
        body.unresolved = body.unresolved.length > 0 ? body.unresolved.slice(1) : ['no-such-payment'];
      }),
    isFoundAlone: true,
  },
  {
    name: 'a Z report begins later, and the chain is made to fit',
    act: (forger) =>
      editZ(forger, true, (body) => {
        body.fromSequence += 2;
      }),
    isFoundAlone: true,
  },
  {
    name: 'a Z report has another number, and the chain is made to fit',
    act: (forger) =>
      editZ(forger, true, (body) => {
        body.number += 1;
      }),
    isFoundAlone: true,
  },
  {
    name: 'a payment is smaller than its Z report says, and chain and tables are made to fit',
    act: (forger) => smallerSale(forger, false),
    isFoundAlone: true,
  },
  { name: 'a payment and its Z report are smaller, and everything is made to fit', act: (forger) => smallerSale(forger, true) },
  {
    name: 'a Z report counts another drawer, and the chain is made to fit',
    act: (forger) =>
      editZ(forger, true, (body) => {
        if (body.counted !== null) body.counted.amountMinor -= 100;
      }),
  },
  { name: 'a Z report vanishes, and everything is made to fit', act: forgetZ },
];
