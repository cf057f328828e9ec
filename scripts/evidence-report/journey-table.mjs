/**
 * Every journey of a counter, and the test that goes it from its beginning to its end with real X keys alone: a test of `test/e2e`,
 * named as its file and title, with `keysOnly`, so that it fails where a mouse, a finger or a text without keys reaches the page.
 *
 * @typedef {{ journey: string, file: string, title: string }} JourneyRow
 */

/** @type {readonly JourneyRow[]} */
export const JOURNEY_TABLE = [
  row(
    'the guided set-up, to a practice payment with its slip',
    'opening',
    'the guided set-up by keys alone: from an empty folder to a practice payment with its slip',
  ),
  row('amount, scan, paid, receipt, cancel', 'journey', 'amount, scan, paid, receipt, cancel: real keys, real wire, real paper'),
  row('a refund of a part', 'journey', 'a part is refunded, and more than is left is refused'),
  row('a code typed by hand', 'checkout', 'a code typed by hand is charged, and the page never holds its digits'),
  row('a wrong code', 'checkout', 'a wrong code is refused with advice and never reaches the gateway'),
  row(
    'the scan before the amount, a used code, charged again after "not paid"',
    'checkout',
    'a scan before the amount waits for it, a used code is refused, and "not paid" is charged again under a new number',
  ),
  row(
    'a lost network while others are served',
    'checkout',
    'a lost network is never a "failed": others are served meanwhile, and it settles by itself',
  ),
  row('a payment that nobody answers', 'checkout', 'is given up on time by a cancel, and the money that was taken goes back'),
  row(
    'a pulled cable, a killed program, the truth',
    'certainty-strip',
    'cable pulled, app killed, started again: not known yet, then Paid, charged once, one receipt',
  ),
  row('every answer of the wallet', 'practice', 'practice: every answer of the wallet is told in plain words'),
  row(
    'paper that ran out',
    'practice',
    'paper that ran out is said, and the receipt comes when there is paper again; a closed wallet window comes back with F8',
  ),
  row(
    'a lesson',
    'lessons',
    'a lesson is begun, done at the real checkout and finished by keys alone; Esc leaves it and changes no payment',
  ),
  row('search', 'history', 'a payment is found by amount, order number, payment id and time: keyboard only'),
  row(
    'a payment’s page, refunds to the end, a second print',
    'history',
    'the payment’s page tells every event, refunds end where the money ends, a reprint says COPY: keyboard only',
  ),
  row(
    'a receipt that is scanned, and its refund',
    'receipt',
    'a receipt that is scanned opens its payment from any screen, ready for a refund',
  ),
  row(
    'the receipt on screen, on paper and as a PDF',
    'paper',
    'the strip on screen is dot for dot what the printer got, and the PDF carries the same words',
  ),
  row(
    'a shift from its opening to its Z report',
    'shift',
    'a shift is opened, looked at, taken over with a reason and closed; its Z report is printed and the same after a restart',
  ),
  row('a blind count', 'shift', 'a cashier counts before the figures show'),
  row(
    'people, signing in, a wrong PIN',
    'people',
    'the first person is the owner, others follow, and the next cashier is at the till in under two seconds: keyboard only',
  ),
  row(
    'a lock beside a payment',
    'people',
    'a payment goes on behind a lock: its screen stays, its scan is charged, and acts ask who is there',
  ),
  row(
    'a refund with a second person',
    'people',
    'a small refund is the cashier’s, a large one needs somebody else, and nobody agrees to their own',
  ),
  row(
    'a badge, and an agreement by phone',
    'people',
    'a badge signs in, and the owner’s phone agrees without any network, to that amount and once',
  ),
  row('a forgotten owner’s PIN', 'people', 'an owner who forgot the PIN comes back by the command line, which leaves a mark'),
  row(
    'the owner’s rules',
    'people',
    'the owner changes the rules, which are in force at once and stand in the ledger; a cashier cannot: keyboard only',
  ),
  row(
    'export, backup, restore, erase',
    'books',
    'the owner exports, copies, restores and erases, each with a row that says so: keyboard only',
  ),
  row(
    'reconciliation',
    'reports',
    'in Practice mode a day is sold, reported, fetched and reconciled, and a planted mistake explains itself',
  ),
  row(
    'merchant registration',
    'registration',
    'a shop is registered by keys alone: the form is kept, one wallet rejects with its reason, the checkout says so, and it is mended',
  ),
  row(
    'a dispute and its answer',
    'disputes',
    'a claim of money is entered and counted down; an answer that Alipay+ refuses leaves it to be answered again',
  ),
  row(
    'customs',
    'customs',
    'an order for China is declared in two parts, never above what may be declared; other payments show nothing of it',
  ),
  row(
    'a scanner is set up',
    'scanner',
    'a scanner is set up by three scans, works at once without a restart, and its health shows no code',
  ),
  row(
    'a scanner on a wire that is not there',
    'scanner',
    'a scanner on a wire that this PC does not have is told in words, and the keyboard is heard meanwhile',
  ),
  row(
    'keys are made, imported and put to use',
    'provisioning',
    'a key that Alipay+ does not know stops the counter in words, and the money in question is never guessed',
  ),
  row(
    'help, palette, health, language, look, sounds, the customer’s display',
    'palette',
    'help, health, the file for whoever helps, language, look, volume and the customer’s display are reached and changed by keys alone',
  ),
];

/** @param {string} journey @param {string} spec @param {string} title @returns {JourneyRow} */
function row(journey, spec, title) {
  return { journey, file: `${spec}.spec.ts`, title };
}
