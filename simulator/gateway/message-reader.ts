import { fromWire, type Money } from '../../core/money/money.ts';

/** How a text field must be: `max` characters, required or not. */
export type TextRule = { readonly max: number; readonly required: boolean };

/** Reads fields of one message by dotted path and remembers the first one that is wrong. */
export type MessageReader = {
  /** The text, numbers and booleans taken as text; null when absent, null or wrong. An empty text is always wrong. */
  readonly text: (path: string, rule: TextRule) => string | null;
  /** An amount object `{currency, value}`; null when absent or wrong. */
  readonly amount: (path: string, required: boolean) => Money | null;
  /** The length of an array field, 0 when absent. */
  readonly count: (path: string, max: number) => number;
  /** True when something other than null stands at this path. */
  readonly has: (path: string) => boolean;
  /** Says that this field is wrong for a reason the reader cannot see. */
  readonly refuse: (path: string, why: string) => void;
  /** `order.orderAmount.value is not a natural number`, or null when all was well so far. */
  readonly fault: () => string | null;
};

/** A reader of a parsed JSON object. */
export function createReader(root: object): MessageReader {
  let first: string | null = null;
  const refuse = (path: string, why: string): void => {
    first ??= `Illegal parameter ${path}: ${why}.`;
  };
  const text = (path: string, rule: TextRule): string | null => {
    const value = scalarAt(root, path);
    if (value === undefined) return required(rule.required, path);
    if (typeof value !== 'string') {
      refuse(path, 'not a text');
      return null;
    }
    if (value === '') {
      refuse(path, 'empty');
      return null;
    }
    if (value.length > rule.max) {
      refuse(path, `longer than ${String(rule.max)}`);
      return null;
    }
    return value;
  };
  const required = (isRequired: boolean, path: string): null => {
    if (isRequired) refuse(path, 'missing');
    return null;
  };
  const amount = (path: string, isRequired: boolean): Money | null => {
    if (valueAt(root, path) === undefined) return required(isRequired, path);
    const currency = text(`${path}.currency`, { max: 3, required: true });
    const value = text(`${path}.value`, { max: 16, required: true });
    if (currency === null || value === null) return null;
    if (!/^[1-9]\d*$/.test(value)) {
      refuse(`${path}.value`, 'not a natural number');
      return null;
    }
    const money = fromWire(currency, value);
    if (money === null) refuse(`${path}.currency`, 'not a known currency, or the value is too large');
    return money;
  };
  const count = (path: string, max: number): number => {
    const value = valueAt(root, path);
    if (value === undefined) return 0;
    if (!Array.isArray(value)) {
      refuse(path, 'not a list');
      return 0;
    }
    if (value.length > max) refuse(path, `more than ${String(max)} elements`);
    return value.length;
  };
  return { text, amount, count, has: (path) => valueAt(root, path) !== undefined, refuse, fault: () => first };
}

/** The value at a dotted path of own properties; undefined for anything absent or null. */
function valueAt(root: object, path: string): unknown {
  let value: unknown = root;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value ?? undefined;
}

/** Numbers and booleans as the text Alipay+ would have sent: official classes hold some of them unquoted. */
function scalarAt(root: object, path: string): unknown {
  const value = valueAt(root, path);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value)) ? String(value) : value;
}
