/** How many buckets a table is split into: a write copies this many pointers plus one bucket, however long the shop runs. */
const BUCKETS = 512;

type Bucket<Row> = ReadonlyMap<string, Row>;

/** An immutable table of rows by a text key; `put` answers a new table and leaves the old one as it was. */
export type Table<Row> = { readonly buckets: readonly (Bucket<Row> | undefined)[]; readonly size: number };

/** A table with no rows. */
export const emptyTable = <Row>(): Table<Row> => ({ buckets: [], size: 0 });

/** The row of this key, or undefined. */
export const getRow = <Row>(table: Table<Row>, key: string): Row | undefined => table.buckets[bucketOf(key)]?.get(key);

/** The table with this row added or replaced. */
export function putRow<Row>(table: Table<Row>, key: string, row: Row): Table<Row> {
  const index = bucketOf(key);
  const old = table.buckets[index];
  const bucket = new Map(old ?? []).set(key, row);
  const buckets = Array.from({ length: BUCKETS }, (_, at) => (at === index ? bucket : table.buckets[at]));
  return { buckets, size: table.size + (old?.has(key) === true ? 0 : 1) };
}

/** Every row, in no particular order. */
export const rowsOf = <Row>(table: Table<Row>): readonly Row[] =>
  table.buckets.flatMap((bucket) => [...(bucket?.values() ?? [])]);

function bucketOf(key: string): number {
  let hash = 7;
  for (let at = 0; at < key.length; at += 1) hash = (hash * 31 + key.charCodeAt(at)) >>> 0;
  return hash % BUCKETS;
}
