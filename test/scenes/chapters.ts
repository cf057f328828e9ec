import type { Scene } from './scene.ts';

/** A part of the gallery: scenes whose name fits `of` and no chapter before it. */
export type Chapter = { readonly title: string; readonly lead: string; readonly of: RegExp };

/** In the order of a walk through Paydesk; the last one takes what no other does. */
export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'The customer’s display',
    lead: 'Output only: the amount before the scan, what to do, and the result in the shape and word that the cashier sees.',
    of: /^customer-/,
  },
  {
    title: 'At the checkout',
    lead: 'Amount, Enter, scan, done. Three ends with a word, a shape and a sound each: Paid, Not paid, Not known yet.',
    of: /^(amount|code|asking|waiting|paid|not-paid|unknown|cancelling|cancelled|notice|tray|health-bad)/,
  },
  {
    title: 'One payment, and what can be done with it',
    lead: 'Every step with its time, search through years, cancel, refund, receipt.',
    of: /^(payment|history|cancel-|refund|receipt|note|refused)/,
  },
  {
    title: 'Reconciliation',
    lead: 'The month and the day against the reports of Alipay+; each difference says in a sentence what it is and offers the act that helps.',
    of: /^(reports|payout|explain)/,
  },
  {
    title: 'Merchant registration',
    lead: 'One status line a wallet, and the form step by step, with what is missing said at its field.',
    of: /^registration/,
  },
  {
    title: 'Disputes',
    lead: 'What wallets claim, with the deadline counted down. Receipt, signed timeline and ledger rows go along with the answer by themselves.',
    of: /^disputes/,
  },
  { title: 'Customs', lead: 'Shown only for a payment of which something can be declared.', of: /^customs/ },
  {
    title: 'Shifts and people',
    lead: 'Who is at the till, who agrees to what, and the figures of a shift.',
    of: /^(shift|open-shift|close-shift|take-over|people|person|add-person|rules|sign-in|approve|set-pin|lock)/,
  },
  {
    title: 'Help, keys and training',
    lead: 'Everything by its name or its key.',
    of: /^(help|palette|keys|key-|lesson|training)/,
  },
  {
    title: 'The guided set-up',
    lead: 'From an empty folder to a practice payment with a printed slip; each step can be tested, left out and repeated.',
    of: /^opening/,
  },
  {
    title: 'The books',
    lead: 'Export, backup, restore and erasing, each with a row in the ledger that says so.',
    of: /^(books|restore|erase)/,
  },
  { title: 'Settings, devices and health', lead: 'Each device has a test that names the fault.', of: /./ },
];

/** Where a scene stands in the gallery. */
export const chapterOf = ({ name }: Scene): Chapter | undefined => CHAPTERS.find(({ of }) => of.test(name));

/** What a picture shows, where the scene's name does not say it. */
const CAPTIONS: Readonly<Record<string, string>> = {
  'amount-empty': 'The first customer of a new counter',
  'amount-typed': 'An amount is being typed',
  'amount-confirmed': 'Enter was pressed: the customer’s code is awaited',
  'amount-long': 'The longest amount keeps its size and its place',
  'code-held': 'The code was scanned first and waits for its amount',
  'code-typing': 'A code typed by hand is never shown',
  'notice-wechat': 'A code of another wallet: refused before anything is sent',
  'notice-used': 'A code that was used before',
  'notice-not-set-up': 'The ledger is gone: nothing is charged, and what to do',
  'notice-paper': 'The roll is nearly at its end',
  asking: 'The wallet is being asked',
  waiting: 'The customer confirms on the phone; the time is counted down',
  paid: 'Paid, with the word and colour of the shift',
  'paid-no-paper': 'Paid, and the receipt waits for paper',
  'paid-alarm': 'Paid after it had been given up: what to do now',
  'not-paid': 'Not paid, with the reason',
  unknown: 'Not known yet: do not charge again',
  cancelling: 'A cancel that Alipay+ has not confirmed',
  cancelled: 'Cancelled, and the money goes back',
  'tray-full': 'Three open payments while others are served',
  'health-bad': 'Everything that can be wrong is wrong',
  payment: 'A payment’s page',
  'payment-loading': 'A payment’s page before its rows are there',
  'payment-refunded': 'Refunds in each of their states',
  'payment-refused': 'A payment that was not made',
  history: 'Search through all payments',
  'history-empty': 'Nothing fits',
  note: 'A note for this order',
  'cancel-open': 'Cancel a payment that is not settled: one question',
  'cancel-paid': 'Cancel a payment of today',
  refund: 'Give money back, all of it or a part',
  'refund-second-person': 'More than the rule allows: a second person has to agree',
  'refund-wrong': 'More than is left',
  receipt: 'The receipt as the printer gets it',
  'receipt-unknown': 'A slip for a payment that is not known yet',
  refused: 'An act that was refused, with the reason',
  reports: 'The month: sold, reported, fees, settled, paid into the bank, open',
  'reports-day': 'A day: every difference explains itself',
  'reports-columns': 'The column map with its live preview',
  'reports-setup': 'Where reports come from, fees and rounding',
  payout: 'What the bank really paid',
  explain: 'A difference is marked explained, with reason and person',
  registration: 'Status a wallet, and forms that are being filled in',
  'registration-none': 'Nothing is registered yet',
  'registration-merchant': 'The form: the merchant',
  'registration-company': 'The form: the company',
  'registration-store': 'The form: the store',
  'registration-papers': 'The form: papers',
  'registration-check': 'The form: what is missing before it can be sent',
  disputes: 'A claim with its deadline, and one that was answered and is owed',
  'disputes-form': 'A dispute entered from what Partner Workspace shows',
  'customs-part': 'The way to customs on a payment’s page',
  customs: 'Declarations in each state, and the next part',
  'customs-not-allowed': 'A cashier sees, and does not declare',
  shift: 'The shift so far (X)',
  'shift-none': 'No shift is open',
  'shift-blind': 'Blind count: the figures come after the counting',
  'open-shift': 'A shift is opened, and its sounds are tried',
  'close-shift': 'A shift is closed',
  'take-over': 'Somebody takes the shift over, with a reason',
  people: 'People and the rules',
  person: 'One person: PIN, badge, phone',
  'add-person': 'Somebody is added',
  rules: 'The rules that the owner sets',
  'sign-in': 'Who is there?',
  'sign-in-wrong': 'A wrong PIN, and how many tries are left',
  approve: 'A second person agrees by phone, without a network',
  'set-pin': 'A PIN that is too easy',
  help: 'The sheet of keys and shapes',
  palette: 'Everything that can be done now, by name',
  'palette-none': 'Nothing has that name',
  books: 'The owner’s books',
  'books-troubled': 'The last copy failed',
  'books-practice': 'Practice has no books',
  setup: 'Settings',
  'setup-practice': 'Settings of the practice counter',
  'setup-troubled': 'Settings with faults and with an administrator’s policy',
  'setup-customer': 'The customer’s screen is not plugged in',
  health: 'Health of this PC: each stage of a payment',
  'health-slow': 'The slow stage is named',
  'health-file-written': 'The file for whoever helps was written',
  updates: 'Updates',
  'updates-not-ready': 'A version that did not get ready was left again',
  printer: 'The printer is chosen',
  'learn-scanner': 'A scanner is learnt by three scans',
  'scanner-by-hand': 'A scanner set by hand',
};

/** One line under a picture. */
export function captionOf({ name }: Scene): string {
  const words = name.replaceAll('-', ' ');
  return CAPTIONS[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
