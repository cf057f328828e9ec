import { parseHidDescriptor, type HidDescriptor, type HidField } from './hid-descriptor.ts';
import type { GarbledReason } from './judge.ts';

/** The bar code scanner page and its usages: HID Point of Sale Usage Tables 1.02, https://www.usb.org/document-library/point-sale-102 */
export const BAR_CODE_SCANNER_PAGE = 0x8c;
const BAR_CODE_SCANNER = 0x02;
const SYMBOLOGY = [0xfb, 0xfc, 0xfd] as const;
const DECODED_DATA = 0xfe;
const CONTINUED = 0xff;
const GENERIC_DESKTOP_PAGE = 0x01;
const BYTE_COUNT = 0x3b;

/** Where the parts of a scanned-data report stand; bytes from the report's first byte, its id included where it has one. */
export type HidPosLayout = {
  readonly reportId: number | null;
  readonly dataAt: number;
  readonly dataBytes: number;
  /** The byte that says how many data bytes count; null for a scanner that pads with zeros instead. */
  readonly countAt: number | null;
  /** The bytes of the AIM identifier; empty when the scanner names none. */
  readonly aimAt: readonly number[];
  /** The bit that says that the code goes on in the next report; null for a scanner whose codes always fit. */
  readonly continued: { readonly at: number; readonly mask: number } | null;
};

/** The report that most scanners send, for systems that do not hand out descriptors (Windows, macOS). */
export const USUAL_HID_POS: HidPosLayout = {
  reportId: 2,
  dataAt: 5,
  dataBytes: 56,
  countAt: 1,
  aimAt: [2, 3, 4],
  continued: { at: 63, mask: 1 },
};

/** The layout that a report descriptor describes; null when this is no HID POS scanner, or one whose data is not in whole bytes. */
export function hidPosLayout(descriptor: Uint8Array): HidPosLayout | null {
  const parsed = parseHidDescriptor(descriptor);
  return isScanner(parsed) ? layoutOf(parsed.inputs) : null;
}

const isScanner = ({ applications }: HidDescriptor): boolean =>
  applications.some(({ usagePage, usage }) => usagePage === BAR_CODE_SCANNER_PAGE && usage === BAR_CODE_SCANNER);

function layoutOf(inputs: readonly HidField[]): HidPosLayout | null {
  const first = inputs.find((field) => isUsage(field, BAR_CODE_SCANNER_PAGE, DECODED_DATA));
  if (first === undefined) return null;
  const fields = inputs.filter(({ reportId }) => reportId === first.reportId);
  const data = fields.filter((field) => isUsage(field, BAR_CODE_SCANNER_PAGE, DECODED_DATA));
  if (!data.every(isWholeByte)) return null;
  const byteOf = (page: number, usage: number): number | null => {
    const field = fields.find((one) => isUsage(one, page, usage));
    return field !== undefined && isWholeByte(field) ? field.bitOffset / 8 : null;
  };
  const aimAt = SYMBOLOGY.map((usage) => byteOf(BAR_CODE_SCANNER_PAGE, usage)).filter((at) => at !== null);
  return {
    reportId: first.reportId,
    dataAt: first.bitOffset / 8,
    dataBytes: data.length,
    countAt: byteOf(GENERIC_DESKTOP_PAGE, BYTE_COUNT),
    aimAt: aimAt.length === SYMBOLOGY.length ? aimAt : [],
    continued: bitOf(fields.find((field) => isUsage(field, BAR_CODE_SCANNER_PAGE, CONTINUED))),
  };
}

const isUsage = (field: HidField, page: number, usage: number): boolean => field.usagePage === page && field.usage === usage;

const isWholeByte = ({ bits, bitOffset }: HidField): boolean => bits === 8 && bitOffset % 8 === 0;

const bitOf = (field: HidField | undefined): HidPosLayout['continued'] =>
  field === undefined ? null : { at: Math.floor(field.bitOffset / 8), mask: 1 << (field.bitOffset % 8) };

/** A whole code from however many reports, with the AIM identifier that the scanner gave it, or why it is refused whole. */
export type WireRead =
  | { readonly kind: 'code'; readonly text: string; readonly aim: string | null }
  | { readonly kind: 'garbled'; readonly reason: GarbledReason };

/** Puts reports together. */
export type HidPosReader = {
  /** Takes one report as the system hands it out; null while the code goes on, and for reports that carry none. */
  readonly report: (bytes: Uint8Array, atMs: number) => WireRead | null;
};

/** Reports of one code follow each other within a few milliseconds; a rest that comes later belongs to another one. */
const PART_MS = 1_000;
/** The longest text any symbol is taken for. */
const TEXT_MAX = 4_096;

type Part = { readonly text: string; readonly aim: string | null; readonly atMs: number };

/** Starts with no code begun. A code of which a report is missing, or that changes its symbology, is refused whole. */
export function createHidPosReader(layout: HidPosLayout): HidPosReader {
  let begun: Part | null = null;
  return {
    report: (bytes, atMs) => {
      const part = readPart(layout, bytes, atMs);
      if (part === null) return null;
      const before = begun;
      begun = null;
      const whole = part === 'broken' ? 'missing-key' : joined(before, part);
      if (typeof whole === 'string') return garbled(whole);
      if (!isContinued(layout, bytes)) return codeOf(whole);
      begun = whole;
      return null;
    },
  };
}

/** The code so far, or why these two do not belong together. */
function joined(before: Part | null, part: Part): Part | GarbledReason {
  if (before === null) return part;
  if (part.atMs - before.atMs > PART_MS) return 'unfinished';
  if (before.aim !== part.aim) return 'mixed';
  return before.text.length + part.text.length > TEXT_MAX ? 'too-long' : { ...part, text: before.text + part.text };
}

const codeOf = ({ text, aim }: Part): WireRead | null =>
  text === '' ? null : { kind: 'code', text: text.replace(/[\r\n\t]+$/, ''), aim };

const garbled = (reason: GarbledReason): WireRead => ({ kind: 'garbled', reason });

function readPart(layout: HidPosLayout, bytes: Uint8Array, atMs: number): Part | 'broken' | null {
  const { reportId, dataAt, dataBytes, countAt, aimAt } = layout;
  if (reportId !== null && bytes[0] !== reportId) return null;
  if (bytes.length < dataAt + 1) return 'broken';
  const field = bytes.subarray(dataAt, dataAt + dataBytes);
  const count = countAt === null ? null : (bytes[countAt] ?? 0);
  if (count !== null && count > field.length) return 'broken';
  const data = count === null ? withoutPadding(field) : field.subarray(0, count);
  const aim = textOf(Uint8Array.from(aimAt, (at) => bytes[at] ?? 0));
  return { text: textOf(data), aim: /^\][A-Za-z][0-9A-Za-z]$/.test(aim) ? aim : null, atMs };
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

const isContinued = ({ continued }: HidPosLayout, bytes: Uint8Array): boolean =>
  continued !== null && ((bytes[continued.at] ?? 0) & continued.mask) !== 0;
