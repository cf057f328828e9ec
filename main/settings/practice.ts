import { DEFAULT_CUSTOMS, DEFAULT_DISPUTES, DEFAULT_PEOPLE, DEFAULT_REGISTRATION, DEFAULT_UPDATES } from './sections.ts';
import { SCHEMA_VERSION, type Settings } from './schema.ts';

/** Stands on every practice receipt, so that none passes for a real one. */
const PRACTICE_LINE = 'Practice receipt - no money was moved';

/** The demo shop of a counter that nobody has set up; its gateway and keys are made afresh at every start. */
export const PRACTICE_SETTINGS: Settings = {
  schemaVersion: SCHEMA_VERSION,
  mode: 'practice',
  counter: { counterId: 'PRACTICE1', name: 'Practice counter', number: 1 },
  shop: {
    name: 'Paydesk Practice Shop',
    headerLines: [],
    footerLines: [PRACTICE_LINE],
    addressLines: ['1 Example Street', 'Singapore'],
    currency: 'SGD',
    timeZone: 'Asia/Singapore',
  },
  merchant: {
    referenceMerchantId: 'PRACTICE-MERCHANT',
    merchantMCC: '5812',
    merchantName: 'Paydesk Practice Shop',
    address: { region: 'SG' },
  },
  store: { referenceStoreId: 'PRACTICE-STORE', storeName: 'Paydesk Practice Shop', storeMCC: '5812', address: { region: 'SG' } },
  terminal: { storeTerminalId: 'PRACTICE-TILL-1' },
  printer: { kind: 'practice', columns: 48, codePage: 'pc437', driver: 'epson', answers: 'auto', hasTickets: false },
  routing: [],
  scanner: { prefix: '', suffix: 'enter', hasAim: false, wire: 'wedge', port: null, baudRate: 9_600 },
  limits: { paymentWindowMs: 60_000, pollEveryMs: 3_000 },
  people: DEFAULT_PEOPLE,
  // The practice gateway decides within a minute, so it is asked as often.
  registration: { ...DEFAULT_REGISTRATION, askEveryMinutes: 1 },
  customs: { ...DEFAULT_CUSTOMS, askEveryMinutes: 1 },
  disputes: DEFAULT_DISPUTES,
  updates: DEFAULT_UPDATES,
  gateway: null,
  keyRing: [],
  backups: null,
  notify: null,
};

/**
 * Practice in a shop's own name: its receipt, money, printer and scanner, with nothing that reaches Alipay+. The practice printer
 * stands in where the shop has chosen none.
 */
export function practiceSettings(own: Settings): Settings {
  const { counter, shop, printer, scanner, limits } = own;
  return {
    ...PRACTICE_SETTINGS,
    counter: { ...counter, counterId: PRACTICE_SETTINGS.counter.counterId },
    shop: {
      ...shop,
      headerLines: [PRACTICE_LINE, ...shop.headerLines].slice(0, LINES_MAX),
      footerLines: [...shop.footerLines, PRACTICE_LINE].slice(-LINES_MAX),
    },
    printer: printer.kind === 'none' ? PRACTICE_SETTINGS.printer : printer,
    scanner,
    limits,
  };
}

/** As many lines as a receipt's header and footer take. */
const LINES_MAX = 10;
