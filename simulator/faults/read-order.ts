import { isRecord } from '../web/exchange.ts';
import { FAULT_NAMES, type Direction, type Fault, type FaultName } from './fault.ts';
import type { Order, Target } from './orders.ts';

/** An order as it was meant, or which field of it is wrong. */
export type ReadOrder = { readonly ok: true; readonly order: Order } | { readonly ok: false; readonly field: string };

const DAY_MS = 86_400_000;
const MESSAGE_MAX = 64 * 1024 * 1024;

/**
 * Reads an order from JSON: the fault's own fields beside `api`, `connection` (1 = the next one), `skip` and `count`.
 * What is left out has the default that docs/simulator.md names; a field that nobody knows is wrong, not ignored.
 */
export function readOrder(value: unknown): ReadOrder {
  if (!isRecord(value)) return { ok: false, field: '$' };
  const fields = new Fields(value);
  const name = fields.name();
  const fault = name === null ? null : readFault(name, fields);
  const on = readTarget(fault, fields);
  const skip = fields.whole('skip', 0, 1_000_000, 0);
  const count = fields.whole('count', 1, 1_000_000, 1);
  const wrong = fields.wrong();
  if (wrong !== null || fault === null) return { ok: false, field: wrong ?? 'name' };
  return { ok: true, order: { fault, on, skip, count } };
}

function readTarget(fault: Fault | null, fields: Fields): Target {
  const api = fields.text('api', null);
  const connection = fields.optionalWhole('connection', 1, 1_000_000);
  if (connection === null) return api === null ? usualTarget(fault) : { kind: 'request', api };
  if (api !== null) fields.refuse('connection');
  return { kind: 'connection', number: connection };
}

/** What an order means that names neither an API nor a connection. */
function usualTarget(fault: Fault | null): Target {
  if (fault?.name === 'refuse' || fault?.name === 'partition') return { kind: 'now' };
  return fault?.name === 'reset-at-once' ? { kind: 'connection', number: 1 } : { kind: 'request', api: null };
}

/** A reader a name: a fault without one does not compile. */
const READERS: { readonly [Name in FaultName]: (fields: Fields) => Omit<Extract<Fault, { readonly name: Name }>, 'name'> } = {
  refuse: (fields) => ({ forMs: fields.whole('forMs', 1, DAY_MS, 1_000), drop: fields.flag('drop', false) }),
  partition: (fields) => ({ forMs: fields.whole('forMs', 1, DAY_MS, 1_000) }),
  'reset-at-once': () => ({}),
  hang: () => ({}),
  'black-hole': (fields) => ({ direction: fields.direction(), atByte: fields.atByte() }),
  cut: (fields) => ({ direction: fields.direction(), atByte: fields.atByte(), how: fields.how() }),
  delay: (fields) => ({ direction: fields.direction(), delayMs: fields.whole('delayMs', 0, DAY_MS, 1_000) }),
  trickle: (fields) => ({
    direction: fields.direction(),
    bytes: fields.whole('bytes', 1, MESSAGE_MAX, 16),
    everyMs: fields.whole('everyMs', 0, DAY_MS, 50),
  }),
  flip: (fields) => ({ direction: fields.direction(), atByte: fields.atByte() }),
  duplicate: (fields) => ({ delayMs: fields.whole('delayMs', 0, DAY_MS, 0) }),
  replay: (fields) => ({ of: fields.text('of', null), reaches: fields.flag('reaches', true) }),
  garbage: (fields) => ({ reaches: fields.flag('reaches', true) }),
  swap: (fields) => ({ forMs: fields.whole('forMs', 1, DAY_MS, 1_000) }),
  'close-after': () => ({}),
  'page-5xx': (fields) => ({ status: fields.whole('status', 500, 599, 502), reaches: fields.flag('reaches', true) }),
  redirect: (fields) => ({
    location: fields.text('location', null) ?? '/elsewhere',
    reaches: fields.flag('reaches', true),
  }),
  'extra-bytes': (fields) => ({ text: fields.text('text', null) }),
};

const readFault = (name: FaultName, fields: Fields): Fault => ({ ...READERS[name](fields), name }) as Fault;

/** Reads one object field by field and remembers the first that is wrong. */
class Fields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #known = new Set(['name']);
  #wrong: string | null = null;

  constructor(value: Readonly<Record<string, unknown>>) {
    this.#value = value;
  }

  name(): FaultName | null {
    return FAULT_NAMES.find((name) => name === this.#value['name']) ?? null;
  }

  whole(field: string, min: number, max: number, absent: number): number {
    return this.optionalWhole(field, min, max) ?? absent;
  }

  optionalWhole(field: string, min: number, max: number): number | null {
    const value = this.#take(field);
    if (value === undefined) return null;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value;
    this.refuse(field);
    return null;
  }

  atByte(): number {
    return this.whole('atByte', -MESSAGE_MAX, MESSAGE_MAX, 0);
  }

  direction(): Direction {
    return this.#oneOf('direction', ['answer', 'request']);
  }

  how(): 'reset' | 'end' {
    return this.#oneOf('how', ['reset', 'end']);
  }

  flag(field: string, absent: boolean): boolean {
    const value = this.#take(field) ?? absent;
    if (typeof value === 'boolean') return value;
    this.refuse(field);
    return absent;
  }

  /** A line of printable text; header values and request lines are made of it. */
  text(field: string, absent: null): string | null {
    const value = this.#take(field);
    if (value === undefined || value === null) return absent;
    if (typeof value === 'string' && value.length <= 4_096 && (field === 'text' || /^[\x21-\x7e]+$/.test(value))) return value;
    this.refuse(field);
    return absent;
  }

  refuse(field: string): void {
    this.#wrong ??= field;
  }

  /** The first field that is wrong or that nobody asked for. */
  wrong(): string | null {
    return this.#wrong ?? Object.keys(this.#value).find((field) => !this.#known.has(field)) ?? null;
  }

  #take(field: string): unknown {
    this.#known.add(field);
    return this.#value[field];
  }

  #oneOf<Value extends string>(field: string, values: readonly [Value, ...Value[]]): Value {
    const value = this.#take(field) ?? values[0];
    const found = values.find((each) => each === value);
    if (found === undefined) this.refuse(field);
    return found ?? values[0];
  }
}
