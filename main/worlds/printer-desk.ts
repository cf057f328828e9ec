import type { FoundPrinterView, PrinterChoice, PrinterTest } from '../../core/contract/printer.ts';
import type { RefusalCode } from '../../core/contract/refusals.ts';
import { discoverPrinters } from '../printer/discovery.ts';
import { openMedium, openPrinter, type PrinterEffects, type PrinterPlace } from '../printer/open-printer.ts';
import { hasTickets } from '../printer/probe-tickets.ts';
import { PROFILES } from '../printer/profile.ts';
import type { TalkChoice } from '../printer/transports/talk-choice.ts';
import type { PrinterTransport, PrintOutcome } from '../printer/transports/port.ts';
import type { Settings } from '../settings/schema.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { writeRefusal } from './write-refusal.ts';

/** Settings of a counter that prints. */
type PrinterSettings = Settings['printer'];

/** What the desk works on. `printTest` prints the test page; `changed` lets the counter go on with the printer that is there now. */
export type PrinterDeskParts = {
  readonly settings: () => Settings;
  /** Null where the printer cannot be chosen: in Practice mode and on a counter whose settings cannot be read. */
  readonly store: SettingsStore | null;
  readonly place: () => PrinterPlace | null;
  readonly effects: PrinterEffects;
  readonly use: (transport: PrinterTransport | null) => void;
  readonly printTest: () => Promise<PrintOutcome | null>;
  readonly changed: () => void;
};

/** The printer as the settings page sees it. */
export type PrinterDesk = {
  readonly status: () => { readonly choice: PrinterChoice | null };
  readonly discover: () => Promise<readonly FoundPrinterView[]>;
  /** Null when it is chosen and in use, otherwise why it is not. */
  readonly choose: (choice: PrinterChoice) => RefusalCode | null;
  /** Null where nothing is printed. */
  readonly test: () => Promise<PrinterTest | null>;
};

/** Opens the wire to the printer of the settings and stands for it on the settings page. */
export function createPrinterDesk(parts: PrinterDeskParts): PrinterDesk {
  const { settings, store, place, effects } = parts;
  const open = (): void => {
    const where = place();
    parts.use(where === null ? null : openPrinter(where, talkChoice(settings().printer), effects));
    parts.changed();
  };
  open();
  return {
    status: () => ({ choice: store === null ? null : choiceOf(settings().printer) }),
    discover: async () => (store === null ? [] : (await discoverPrinters(effects)).map((found) => ({ ...found }))),
    choose: (choice) => {
      if (store === null) return 'not-now';
      const written = store.write({ ...(store.read() ?? settings()), printer: chosen(settings().printer, choice) });
      if (!written.ok) return writeRefusal(written.code);
      open();
      return null;
    },
    test: async () => {
      if (await learnTickets(parts)) open();
      const outcome = await parts.printTest();
      if (outcome?.kind === 'printed' && learnAnswers(parts)) open();
      parts.changed();
      return outcome === null ? null : testOf(outcome);
    },
  };
}

/** How the printer is talked to, as the settings say; some families answer nothing. */
function talkChoice(printer: PrinterSettings): TalkChoice {
  if (printer.kind === 'none') return { dialect: 'epson', answers: 'auto', hasTickets: false };
  const { driver, answers, hasTickets: known } = printer;
  return {
    dialect: driver === 'star' ? 'star' : 'epson',
    answers: PROFILES[driver].answers ? answers : 'never',
    hasTickets: known,
  };
}

/** Where the printer of the settings is; null where there is none, or only the practice world knows. */
export function placeOf(printer: PrinterSettings): PrinterPlace | null {
  switch (printer.kind) {
    case 'tcp':
      return { kind: 'tcp', host: printer.host, port: printer.port };
    case 'usb':
      return { kind: 'usb', vendorId: printer.vendorId, productId: printer.productId, serial: printer.serial };
    case 'queue':
      return { kind: 'queue', name: printer.name };
    case 'device':
      return { kind: 'device', path: printer.path };
    case 'practice':
    case 'none':
      return null;
  }
}

/**
 * What was found out about a printer, or edited for it, belongs to that printer: another one starts anew. The cash drawer belongs to
 * the counter.
 */
function chosen(before: PrinterSettings, { place, ...choice }: PrinterChoice): PrinterSettings {
  if (place.kind === 'none') return place;
  if (before.kind === 'none') return { codePage: 'pc437', hasTickets: false, ...choice, ...place };
  const { codePage, drawer } = before;
  const isSame = JSON.stringify(placeOf(before)) === JSON.stringify(place) && before.driver === choice.driver;
  if (!isSame) return { codePage, hasTickets: false, ...(drawer === undefined ? {} : { drawer }), ...choice, ...place };
  const { dots, ...rest } = before;
  const isSameWidth = before.columns === choice.columns && dots !== undefined;
  return { ...rest, ...(isSameWidth ? { dots } : {}), ...choice, ...place };
}

function choiceOf(printer: PrinterSettings): PrinterChoice {
  if (printer.kind === 'none') return { place: printer, driver: 'epson', columns: 48, answers: 'auto' };
  const { driver, columns, answers } = printer;
  return { place: placeOf(printer) ?? { kind: 'none' }, driver, columns, answers };
}

type OwnPrinter = Exclude<PrinterSettings, { readonly kind: 'none' | 'practice' }>;

/** Nothing that is found out about the practice printer is kept for the shop's own. */
const isNobodys = (printer: PrinterSettings): printer is Exclude<PrinterSettings, OwnPrinter> =>
  printer.kind === 'none' || printer.kind === 'practice';

/** Finds out once whether the printer can name its jobs, and keeps it; true when that is news. */
async function learnTickets({ settings, store, place, effects }: PrinterDeskParts): Promise<boolean> {
  const { printer } = settings();
  const where = place();
  if (store === null || where === null || isNobodys(printer) || !mayHaveTickets(printer)) return false;
  const medium = openMedium(where, effects);
  if (medium === null || !(await hasTickets(medium, effects.clock))) return false;
  return store.write({ ...(store.read() ?? settings()), printer: { ...printer, hasTickets: true } }).ok;
}

/** A printer that has answered once is expected to, also by the next run; true when that is news. */
function learnAnswers({ settings, store }: PrinterDeskParts): boolean {
  const { printer } = settings();
  if (store === null || isNobodys(printer) || printer.answers !== 'auto') return false;
  return store.write({ ...(store.read() ?? settings()), printer: { ...printer, answers: 'always' } }).ok;
}

/** Asked only where answers are waited for, and once. */
function mayHaveTickets(printer: PrinterSettings): boolean {
  const { dialect, answers, hasTickets: isKnown } = talkChoice(printer);
  return dialect === 'epson' && !isKnown && (answers === 'auto' || answers === 'always');
}

function testOf(outcome: PrintOutcome): PrinterTest {
  if (outcome.kind === 'printed') return { outcome: 'printed', reason: null, isPaperLow: outcome.isPaperLow };
  if (outcome.kind === 'sent') return { outcome: 'sent', reason: null, isPaperLow: false };
  return { outcome: outcome.sent === 'no' ? 'waiting' : 'in-doubt', reason: outcome.reason, isPaperLow: false };
}
