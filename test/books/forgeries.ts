import type { EventColumns, Forger } from './forger.ts';
import { cheaper, closeGap, move, type Forgery } from './forgery.ts';
import { Z_FORGERIES } from './z-forgeries.ts';

const TEXTS = ['type', 'payment_request_id', 'actor', 'approver', 'cause', 'body'] as const;

/** A text with one character changed, left out or doubled. */
function scratched(text: string, forger: Forger): string {
  if (text === '') return ' ';
  const at = forger.random.below(text.length);
  const [before, one, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  const how = forger.random.below(3);
  if (how === 0) return before + after;
  if (how === 1) return before + one + one + after;
  return before + (one === '1' ? '2' : '1') + after;
}

function flipped(bytes: Uint8Array, forger: Forger): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = forger.random.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << forger.random.below(8));
  return copy;
}

function edit(forger: Forger, change: (row: EventColumns) => void): boolean {
  const row = forger.read(forger.pick());
  const before = JSON.stringify({ ...row });
  change(row);
  if (JSON.stringify({ ...row }) === before) return false;
  forger.put(row);
  return true;
}

function cutOff(forger: Forger, from: number): void {
  forger.db.prepare('DELETE FROM events WHERE sequence >= ?').run(from);
}

/** All rows of one payment vanish, and everything is made to fit again. */
function forget(forger: Forger): boolean {
  const { payment_request_id: id } = forger.read(forger.pick());
  if (id === null) return false;
  forger.db.prepare('DELETE FROM events WHERE payment_request_id = ?').run(id);
  const rest = forger.db.prepare('SELECT sequence FROM events ORDER BY sequence').all() as readonly {
    readonly sequence: number;
  }[];
  for (const [at, { sequence }] of rest.entries()) if (sequence !== at + 1) move(forger, sequence, at + 1);
  forger.rechain(1);
  forger.rebuild();
  return true;
}

const table = (name: 'payments' | 'refunds', column: string, value: string): Forgery => ({
  name: `the table of ${name} shows another ${column}`,
  act: ({ db }) =>
    db
      .prepare(
        `UPDATE ${name} SET ${column} = ${value} WHERE rowid = (SELECT rowid FROM ${name} WHERE ${column} IS NOT ${value} ORDER BY random() LIMIT 1)`,
      )
      .run().changes > 0,
});

/** Every way, the plain ones of a curious hand and the careful ones of somebody who has the source. */
export const FORGERIES: readonly Forgery[] = [
  ...Z_FORGERIES,
  {
    name: 'a character of a row is changed',
    act: (forger) =>
      edit(forger, (row) => {
        const column = TEXTS[forger.random.below(TEXTS.length)] ?? 'body';
        row[column] = scratched(row[column] ?? '', forger);
      }),
  },
  {
    name: 'a time is changed',
    act: (forger) =>
      edit(forger, (row) => {
        if (forger.random.chance(0.5)) row.wall_ms += forger.random.chance(0.5) ? 1 : -86_400_000;
        else row.monotonic_ms += 0.5;
      }),
  },
  {
    name: 'a bit of a hash is changed',
    act: (forger) =>
      edit(forger, (row) => {
        if (forger.random.chance(0.5)) row.hash = flipped(row.hash, forger);
        else row.previous_hash = flipped(row.previous_hash, forger);
      }),
  },
  {
    name: 'an amount is made smaller',
    act: (forger) =>
      edit(forger, (row) => {
        cheaper(row);
      }),
  },
  {
    name: 'a row is deleted',
    act: (forger) => {
      forger.remove(forger.pick());
      return true;
    },
  },
  {
    name: 'a row is deleted and the others move up',
    act: (forger) => {
      const gone = forger.pick();
      forger.remove(gone);
      closeGap(forger, gone);
      return true;
    },
  },
  {
    name: 'two rows change places',
    act: (forger) => {
      const [one, two] = [forger.read(forger.pick()), forger.read(forger.pick())];
      if (one.sequence === two.sequence) return false;
      forger.put({ ...one, sequence: two.sequence });
      forger.put({ ...two, sequence: one.sequence });
      return true;
    },
  },
  {
    name: 'the end is cut off',
    act: (forger) => {
      cutOff(forger, forger.pick());
      return true;
    },
  },
  {
    name: 'the end is cut off and the tables are made to fit',
    act: (forger) => {
      cutOff(forger, forger.pick());
      forger.rebuild();
      return true;
    },
  },
  {
    name: 'an amount is made smaller, and chain and tables are made to fit',
    act: (forger) => {
      const row = forger.read(forger.pick());
      if (row.type !== 'payment-submitted' || !cheaper(row)) return false;
      forger.put(row);
      forger.rechain(row.sequence);
      forger.rebuild();
      return true;
    },
  },
  {
    name: 'somebody else did it, and the chain is made to fit',
    act: (forger) => {
      const row = forger.read(forger.pick());
      const actor = JSON.stringify({ kind: 'cashier', name: 'Somebody else' });
      if (!row.body.includes('"actor":{"kind":"cashier"')) return false;
      row.body = row.body.replace(/"actor":\{[^}]*\}/, `"actor":${actor}`);
      forger.put({ ...row, actor });
      forger.rechain(row.sequence);
      return true;
    },
  },
  { name: 'a payment vanishes, and everything is made to fit', act: forget },
  {
    name: 'two rows change places, and everything is made to fit',
    act: (forger) => {
      const at = forger.pick();
      if (at >= forger.reach) return false;
      const [one, two] = [forger.read(at), forger.read(at + 1)];
      forger.put({ ...one, sequence: at + 1 });
      forger.put({ ...two, sequence: at });
      swapKeys(forger, at);
      forger.rechain(at);
      forger.rebuild();
      return true;
    },
  },
  {
    name: 'a row is written in between, and the chain is made to fit',
    act: (forger) => {
      const at = forger.pick();
      const copy = forger.read(at);
      for (let from = forger.last(); from >= at; from -= 1) move(forger, from, from + 1);
      forger.put({
        ...copy,
        type: 'pay-repeated',
        payment_request_id: copy.payment_request_id,
        body: JSON.stringify({ type: 'pay-repeated', paymentRequestId: copy.payment_request_id }),
      });
      forger.rechain(at);
      return true;
    },
  },
  {
    name: 'the whole ledger is made anew under another id',
    act: (forger) => {
      forger.db.exec("UPDATE meta SET value = randomblob(16) WHERE name = 'ledger-id'");
      forger.rechain(1);
      return true;
    },
  },
  {
    name: 'the id is changed',
    act: ({ db }) => {
      db.exec("UPDATE meta SET value = randomblob(16) WHERE name = 'ledger-id'");
      return true;
    },
  },
  {
    name: 'the key of typed words is lost',
    act: ({ db }) =>
      db.prepare('DELETE FROM note_keys WHERE sequence = (SELECT sequence FROM note_keys ORDER BY random() LIMIT 1)').run()
        .changes > 0,
  },
  {
    name: 'the key of typed words is another one',
    act: ({ db }) =>
      db
        .prepare(
          'UPDATE note_keys SET key = randomblob(32) WHERE sequence = (SELECT sequence FROM note_keys ORDER BY random() LIMIT 1)',
        )
        .run().changes > 0,
  },
  table('payments', 'amount_minor', '1'),
  table('payments', 'state', "'notPaid'"),
  table('payments', 'currency', "'USD'"),
  table('payments', 'final_ms', '5'),
  table('payments', 'settled', '0'),
  table('payments', 'refunded', '1 - refunded'),
  table('refunds', 'amount_minor', '1'),
  table('refunds', 'state', "'refused'"),
  {
    name: 'a payment is gone from its table',
    act: ({ db }) =>
      db.prepare('DELETE FROM payments WHERE rowid = (SELECT rowid FROM payments ORDER BY random() LIMIT 1)').run().changes > 0,
  },
];

function swapKeys({ db }: Forger, at: number): void {
  db.exec(`UPDATE note_keys SET sequence = -1 WHERE sequence = ${String(at)};
    UPDATE note_keys SET sequence = ${String(at)} WHERE sequence = ${String(at + 1)};
    UPDATE note_keys SET sequence = ${String(at + 1)} WHERE sequence = -1`);
}
