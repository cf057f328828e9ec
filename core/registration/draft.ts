import { FIELDS, type FieldRule, type PaperType, type Product } from './fields.ts';
import type { RegistrationLimits } from './limits.ts';

/** A paper that is kept for a draft: what it is, not its bytes. */
export type DraftPaper = {
  readonly type: PaperType;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
};

/** What was filled in so far; `values` by the field's path, an empty or absent one is not filled. */
export type Draft = {
  readonly products: readonly Product[];
  readonly values: Readonly<Record<string, string>>;
  readonly papers: readonly DraftPaper[];
};

/** What is wrong with a field. */
export type FieldFaultCode =
  'missing' | 'too-long' | 'not-plain' | 'no-country' | 'no-category' | 'no-day' | 'no-link' | 'no-choice' | 'not-for-products';

/** The first fault of one field; `path` is `products` or `papers` where no field is to blame. */
export type FieldFault = {
  readonly path: string;
  readonly code: FieldFaultCode | 'too-many-papers' | 'paper-too-large';
  /** The longest that may be, in characters, papers or bytes, where that is the trouble. */
  readonly max: number | null;
};

/** The value of a field without blanks around it. */
export const valueOf = (draft: Pick<Draft, 'values'>, path: string): string => draft.values[path]?.trim() ?? '';

/** True where Alipay+ is told about a store as well: only with the product of a shop's counter. */
export const isInStore = ({ products }: Pick<Draft, 'products'>): boolean => products.includes('IN_STORE_PAYMENT');

const isOnline = ({ products }: Draft): boolean => products.some((product) => product !== 'IN_STORE_PAYMENT');

/**
 * Everything that Alipay+ would refuse, in the form's order; empty when it may be sent.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/registration
 */
export function draftFaults(draft: Draft, limits: RegistrationLimits): readonly FieldFault[] {
  const products: readonly FieldFault[] = draft.products.length === 0 ? [{ path: 'products', code: 'missing', max: null }] : [];
  const fields = FIELDS.map((rule) => fieldFault(draft, rule, limits)).filter((fault) => fault !== null);
  return [...products, ...fields, ...paperFaults(draft, limits)];
}

function fieldFault(draft: Draft, rule: FieldRule, limits: RegistrationLimits): FieldFault | null {
  const { path } = rule;
  const value = valueOf(draft, path);
  if (value === '') return isNeeded(draft, rule) ? { path, code: 'missing', max: null } : null;
  if (path.startsWith('storeInfo.') && !isInStore(draft)) return { path, code: 'not-for-products', max: null };
  const max = limits.fieldLengths[path] ?? rule.lengthMax;
  if (value.length > max) return { path, code: 'too-long', max };
  const code = shapeFault(rule, value);
  return code === null ? null : { path, code, max: null };
}

/** True when this field has to be filled in this draft. */
export function isNeeded(draft: Draft, { path, need }: FieldRule): boolean {
  switch (need) {
    case 'always':
      return true;
    case 'online':
      return isOnline(draft) || hasNeighbour(draft, path);
    case 'store':
      return isInStore(draft);
    case 'group':
      return hasNeighbour(draft, path);
    case 'no':
      return false;
  }
}

/** Something else is filled at the same place, such as the city of the same address. */
function hasNeighbour(draft: Draft, path: string): boolean {
  const group = path.slice(0, path.lastIndexOf('.') + 1);
  return FIELDS.some((other) => other.path !== path && isIn(other.path, group) && valueOf(draft, other.path) !== '');
}

const isIn = (path: string, group: string): boolean => path.startsWith(group) && !path.slice(group.length).includes('.');

function shapeFault({ shape }: FieldRule, value: string): FieldFaultCode | null {
  if (typeof shape !== 'string') return shape.includes(value) ? null : 'no-choice';
  const [isWell, fault] = SHAPES[shape];
  return isWell(value) ? null : fault;
}

const SHAPES: Readonly<
  Record<Extract<FieldRule['shape'], string>, readonly [isWell: (value: string) => boolean, fault: FieldFaultCode]>
> = {
  text: [(value) => !/\p{Cc}/u.test(value), 'not-plain'],
  id: [(value) => /^[^\p{Cc}\p{Z}]+$/u.test(value), 'not-plain'],
  country: [(value) => /^[A-Z]{2}$/.test(value), 'no-country'],
  category: [(value) => /^\d{4}$/.test(value), 'no-category'],
  day: [isDay, 'no-day'],
  link: [(value) => /^https?:\/\/[^/?#\s.]+\.[^/?#\s]\S*$/.test(value), 'no-link'],
};

/** ISO 8601; how Alipay+ wants these days is unknown. */
function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

function paperFaults({ papers }: Draft, { papersMax, paperBytesMax }: RegistrationLimits): readonly FieldFault[] {
  if (papers.length > papersMax) return [{ path: 'papers', code: 'too-many-papers', max: papersMax }];
  return papers.some(({ bytes }) => bytes > paperBytesMax)
    ? [{ path: 'papers', code: 'paper-too-large', max: paperBytesMax }]
    : [];
}
