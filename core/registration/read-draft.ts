import type { Draft, DraftPaper } from './draft.ts';
import { FIELDS, PAPER_TYPES, PRODUCTS } from './fields.ts';

/** A draft out of a file that anybody may have changed; null when it is none. Names that the form does not have are left out. */
export function readDraft(value: unknown): Draft | null {
  if (!isObject(value) || !isObject(value['values'])) return null;
  const { products, values, papers } = value;
  if (!Array.isArray(products) || !Array.isArray(papers)) return null;
  const read = papers.map(readPaper);
  if (read.includes(null)) return null;
  return {
    products: PRODUCTS.filter((product) => products.includes(product)),
    values: knownValues(values),
    papers: read.filter((paper) => paper !== null),
  };
}

/** Only what the form has a field for, and only text. */
export const knownValues = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    FIELDS.flatMap(({ path }): readonly (readonly [string, string])[] => {
      const text = values[path];
      return typeof text === 'string' && text !== '' ? [[path, text]] : [];
    }),
  );

function readPaper(value: unknown): DraftPaper | null {
  if (!isObject(value)) return null;
  const { name, contentType, bytes, sha256 } = value;
  const type = PAPER_TYPES.find((known) => known === value['type']);
  if (type === undefined || typeof name !== 'string' || typeof contentType !== 'string') return null;
  if (typeof bytes !== 'number' || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  return { type, name, contentType, bytes, sha256 };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
