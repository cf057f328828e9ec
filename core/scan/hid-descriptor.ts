/** One field of an input report, in bits from the report's first byte (its id included, where it has one). */
export type HidField = {
  readonly reportId: number | null;
  readonly usagePage: number;
  readonly usage: number;
  readonly bitOffset: number;
  readonly bits: number;
};

/** What a HID report descriptor says: its application collections and the fields of its input reports. */
export type HidDescriptor = { readonly applications: readonly HidUsage[]; readonly inputs: readonly HidField[] };

type HidUsage = { readonly usagePage: number; readonly usage: number };

/** The global items that matter; push and pop keep them. */
type Globals = { readonly usagePage: number; readonly reportId: number | null; readonly size: number; readonly count: number };

type State = {
  globals: Globals;
  readonly stack: Globals[];
  usages: HidUsage[];
  usageMinimum: HidUsage | null;
  readonly bitsOf: Map<number | null, number>;
  readonly applications: HidUsage[];
  readonly inputs: HidField[];
};

/** More fields than any scanner has, so that a hostile descriptor costs nothing. */
const FIELDS_MAX = 4_096;

/**
 * Reads a HID report descriptor (Device Class Definition for HID 1.11, section 6.2.2). It never throws: what is cut off or unknown is
 * skipped, and a descriptor with too many fields has none.
 */
export function parseHidDescriptor(bytes: Uint8Array): HidDescriptor {
  const state: State = {
    globals: { usagePage: 0, reportId: null, size: 0, count: 0 },
    stack: [],
    usages: [],
    usageMinimum: null,
    bitsOf: new Map(),
    applications: [],
    inputs: [],
  };
  for (let at = 0; at < bytes.length;) {
    const head = bytes[at] ?? 0;
    if (head === LONG_ITEM) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const length = LENGTHS[head & 3] ?? 0;
    if (at + 1 + length > bytes.length) break;
    takeItem(state, head & 0xfc, numberOf(bytes.subarray(at + 1, at + 1 + length)), length);
    at += 1 + length;
  }
  return { applications: state.applications, inputs: state.inputs.length > FIELDS_MAX ? [] : state.inputs };
}

const LONG_ITEM = 0xfe;
const LENGTHS = [0, 1, 2, 4] as const;

const numberOf = (bytes: Uint8Array): number => bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);

const APPLICATION = 1;

function takeItem(state: State, tag: number, value: number, length: number): void {
  switch (tag) {
    case 0x80:
      takeInput(state, value);
      return endMain(state);
    case 0xa0: {
      const [usage] = state.usages;
      if (value === APPLICATION && usage !== undefined) state.applications.push(usage);
      return endMain(state);
    }
    case 0xa4:
      state.stack.push(state.globals);
      return;
    case 0xb4:
      state.globals = state.stack.pop() ?? state.globals;
      return;
    case 0x08:
      state.usages.push(usageOf(state, value, length));
      return;
    case 0x18:
      state.usageMinimum = usageOf(state, value, length);
      return;
    case 0x28:
      return takeRange(state, usageOf(state, value, length));
    case 0x90:
    case 0xb0:
    case 0xc0:
      return endMain(state);
    default:
      takeGlobal(state, tag, value);
  }
}

function takeGlobal(state: State, tag: number, value: number): void {
  const { globals } = state;
  if (tag === 0x04) state.globals = { ...globals, usagePage: value };
  else if (tag === 0x74) state.globals = { ...globals, size: value };
  else if (tag === 0x94) state.globals = { ...globals, count: value };
  else if (tag === 0x84) state.globals = { ...globals, reportId: value };
}

/** A usage of four bytes carries its own page. */
const usageOf = ({ globals }: State, value: number, length: number): HidUsage =>
  length === 4
    ? { usagePage: Math.floor(value / 0x10000), usage: value % 0x10000 }
    : { usagePage: globals.usagePage, usage: value };

const RANGE_MAX = 256;

function takeRange(state: State, maximum: HidUsage): void {
  const from = state.usageMinimum;
  state.usageMinimum = null;
  if (from === null) return;
  const to = Math.min(maximum.usage, from.usage + RANGE_MAX);
  for (let usage = from.usage; usage <= to; usage += 1) state.usages.push({ usagePage: from.usagePage, usage });
}

const CONSTANT = 1;

/** Fields in a row take the usages in a row; the last usage is that of all that are left. */
function takeInput(state: State, flags: number): void {
  const { reportId, size, count } = state.globals;
  const start = state.bitsOf.get(reportId) ?? (reportId === null ? 0 : 8);
  state.bitsOf.set(reportId, start + size * count);
  if ((flags & CONSTANT) !== 0) return;
  for (let at = 0; at < count && state.inputs.length <= FIELDS_MAX; at += 1) {
    const usage = state.usages[Math.min(at, state.usages.length - 1)];
    if (usage !== undefined) state.inputs.push({ reportId, ...usage, bitOffset: start + at * size, bits: size });
  }
}

function endMain(state: State): void {
  state.usages = [];
  state.usageMinimum = null;
}
