import type { FoundPrinter, PrinterChoice, PrinterStatus, PrinterTest, SlipView } from '../../api/types.ts';
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

/** Character sets by the names that stand in printers' manuals, with the languages they are for in those languages. */
export const PAGE_NAMES: Readonly<Record<PrinterChoice['codePage'], string>> = {
  pc437: 'PC437 · English',
  pc737: 'PC737 · Ελληνικά',
  pc852: 'PC852 · Čeština, Magyar, Polski',
  pc855: 'PC855 · Српски',
  pc857: 'PC857 · Türkçe',
  pc858: 'PC858 · Deutsch, Español, Français, €',
  pc860: 'PC860 · Português',
  pc863: 'PC863 · Français (Canada)',
  pc865: 'PC865 · Dansk, Norsk',
  pc866: 'PC866 · Русский',
  wpc1250: 'WPC1250 · Čeština, Magyar, Polski',
  wpc1251: 'WPC1251 · Русский, Українська',
  wpc1252: 'WPC1252 · Deutsch, Español, Français',
  gb2312: 'GB 2312 · 简体中文',
  gb18030: 'GB 18030 · 简体中文',
  big5: 'Big5 · 繁體中文',
  'shift-jis': 'Shift JIS · 日本語',
  'ks-x-1001': 'KS X 1001 · 한국어',
};

/** What the printer's own letters are used for, and of which character set where a person compared them. */
export function lettersText({ printer }: Words, letters: PrinterStatus['letters'], page: PrinterChoice['codePage']): string {
  const use = printer.lettersUse[letters];
  return letters === 'compared' ? `${use} (${PAGE_NAMES[page]})` : use;
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
