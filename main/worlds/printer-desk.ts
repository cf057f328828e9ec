import type { FoundPrinterView, PrinterChoice, PrinterStatus, PrinterTest } from '../../core/contract/printer.ts';
import type { RefusalCode } from '../../core/contract/refusals.ts';
import { discoverPrinters } from '../printer/discovery.ts';
import { openMedium, openPrinter, type PrinterEffects, type PrinterPlace } from '../printer/open-printer.ts';
import { hasTickets } from '../printer/probe-tickets.ts';
import { PROFILES, type PrinterProfile } from '../printer/profile.ts';
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
  readonly status: () => PrinterStatus;
  readonly discover: () => Promise<readonly FoundPrinterView[]>;
  /** Null when it is chosen and in use, otherwise why it is not. */
  readonly choose: (choice: PrinterChoice) => RefusalCode | null;
  /** Null where nothing is printed. */
  readonly test: () => Promise<PrinterTest | null>;
  /**
   * A person held the printed lines of the test page together: the printer's own letters are used from now on, or no longer. Refused
   * until a test page of the printer as it is set has come out.
   */
  readonly compared: (areSame: boolean) => RefusalCode | null;
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
  let tested: string | null = null;
  return {
    status: () => ({ choice: store === null ? null : choiceOf(settings().printer), letters: lettersOf(settings().printer) }),
    discover: async () => (store === null ? [] : (await discoverPrinters(effects)).map((found) => ({ ...found }))),
    choose: (choice) => {
      if (store === null) return 'not-now';
      const written = store.write({ ...(store.read() ?? settings()), printer: chosen(settings().printer, choice) });
      if (!written.ok) return writeRefusal(written.code);
      open();
      return null;
    },
    compared: (areSame) => {
      const { printer } = settings();
      if (store === null || isNobodys(printer) || tested !== testKey(printer) || lettersOf(printer) === 'none') return 'not-now';
      const letters = areSame ? 'code-page' : 'ascii';
      const written = store.write({ ...(store.read() ?? settings()), printer: { ...printer, letters } });
      return written.ok ? null : writeRefusal(written.code);
    },
    test: async () => {
      if (await learnTickets(parts)) open();
      const key = testKey(settings().printer);
      const outcome = await parts.printTest();
      tested = outcome?.kind === 'printed' || outcome?.kind === 'sent' ? key : null;
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
  if (before.kind === 'none') return { hasTickets: false, ...choice, ...place };
  const { drawer } = before;
  const isSame = JSON.stringify(placeOf(before)) === JSON.stringify(place) && before.driver === choice.driver;
  if (!isSame) return { hasTickets: false, ...(drawer === undefined ? {} : { drawer }), ...choice, ...place };
  const { dots, letters, ...rest } = before;
  const isSameWidth = before.columns === choice.columns;
  const isAsCompared = isSameWidth && before.codePage === choice.codePage;
  return {
    ...rest,
    ...(isSameWidth && dots !== undefined ? { dots } : {}),
    ...lettersKept(letters, isAsCompared),
    ...choice,
    ...place,
  };
}

/** What a person compared is forgotten with what was compared. */
function lettersKept(
  letters: PrinterProfile['letters'] | undefined,
  isAsCompared: boolean,
): Partial<Pick<PrinterProfile, 'letters'>> {
  if (letters === undefined) return {};
  return letters === 'code-page' && !isAsCompared ? {} : { letters };
}

function choiceOf(printer: PrinterSettings): PrinterChoice {
  if (printer.kind === 'none') return { place: printer, driver: 'epson', columns: 48, codePage: 'pc437', answers: 'auto' };
  const { driver, columns, codePage, answers } = printer;
  return { place: placeOf(printer) ?? { kind: 'none' }, driver, columns, codePage, answers };
}

/** What a printed test says something about. */
const testKey = (printer: PrinterSettings): string => {
  const { place, driver, columns, codePage } = choiceOf(printer);
  return JSON.stringify([place, driver, columns, codePage]);
};

const LETTERS: Readonly<Record<PrinterProfile['letters'], PrinterStatus['letters']>> = {
  none: 'none',
  ascii: 'plain',
  'code-page': 'compared',
};

/** A family without pictures has nothing to compare its letters with. */
function lettersOf(printer: PrinterSettings): PrinterStatus['letters'] {
  if (printer.kind === 'none' || PROFILES[printer.driver].pictures === 'none') return 'none';
  return LETTERS[printer.letters ?? PROFILES[printer.driver].letters];
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
