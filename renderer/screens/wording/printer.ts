import type { FoundPrinter, PrinterChoice, PrinterTest, SlipView } from '../../api/types.ts';
import type { Pick } from '../../components/pick-list.tsx';
import type { Words } from '../../words/shape.ts';
import { sentences } from './sentences.ts';
import { isKeyOf } from './advice.ts';

/** What the printer said of the last slip. */
export function slipOf(words: Words, slip: SlipView | null): string {
  if (slip === null) return words.slip.none;
  return slip.outcome === 'waiting' && slip.reason !== null
    ? words.slip.waitingFor(printerReason(words, slip.reason))
    : words.slip[slip.outcome];
}

/** A reason in the printer room's own code, in words; an unknown one is shown as it is, because it names the fault. */
export const printerReason = (words: Words, reason: string): string =>
  isKeyOf(words.printerReason, reason) ? words.printerReason[reason] : reason.replaceAll('-', ' ');

type Place = PrinterChoice['place'];

/** A printer's place as people would write it down. */
export function placeName(place: Place): string {
  switch (place.kind) {
    case 'tcp':
      return `${place.host.includes(':') ? `[${place.host}]` : place.host}:${String(place.port)}`;
    case 'usb':
      return [place.vendorId, place.productId].map((value) => value.toString(16).padStart(4, '0')).join(':');
    case 'queue':
      return place.name;
    case 'device':
      return place.path;
    case 'none':
      return '';
  }
}

/** What became of a test page, why, and what to do. */
export function testText(words: Words, { outcome, reason, isPaperLow }: PrinterTest): string {
  const { printer, printerAdvice } = words;
  const low = isPaperLow ? [printer.paperLow] : [];
  if (reason === null) return sentences(words, [printer.testResult[outcome], ...low]);
  const advice = isKeyOf(printerAdvice, reason) ? [printerAdvice[reason]] : [];
  return sentences(words, [`${printer.testResult[outcome]} ${printerReason(words, reason)}`, ...advice, ...low]);
}

/** The printers to pick from: the one in use, those that were found, and the ways to name one. */
export function picksOf(
  words: Words,
  inUse: Place,
  found: readonly FoundPrinter[],
  idOf: (place: Place) => string,
): readonly Pick[] {
  const { kinds, trouble } = words.printer;
  const seen = found.map((one) => ({
    id: idOf(one.place),
    label: one.name,
    note: one.trouble === null ? kinds[one.place.kind] : trouble(printerReason(words, one.trouble)),
  }));
  const own = { id: idOf(inUse), label: placeName(inUse), note: kinds[inUse.kind] };
  const isListed = inUse.kind === 'tcp' || inUse.kind === 'none' || seen.some(({ id }) => id === own.id);
  return [
    ...(isListed ? [] : [own]),
    ...seen,
    { id: 'tcp', label: kinds.tcp, note: null },
    { id: 'device', label: kinds.device, note: null },
    { id: 'none', label: kinds.none, note: null },
  ];
}
