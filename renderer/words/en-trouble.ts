import { booksRefusal } from './en-books.ts';
import { ledgerClosed } from './en-ledger.ts';

/** Why an answer about a payment settles nothing; one sentence, never a guess about the money. */
export const doubt = {
  'connect-failed': 'There is no line to Alipay+.',
  timeout: 'Alipay+ has not answered in time.',
  reset: 'The line broke before the answer came.',
  'http-status': 'Something on the way answered in place of Alipay+.',
  redirect: 'Something on the way pointed elsewhere, and Paydesk did not follow.',
  'too-large': 'The answer could not be read.',
  unparsable: 'The answer could not be read.',
  unsigned: 'The answer was not signed, so it is not believed.',
  'bad-signature': 'The answer’s signature does not fit, so it is not believed.',
  'wrong-client': 'The answer was meant for another shop.',
  stale: 'The answer was too old to be believed.',
  aborted: 'Paydesk was closed while it was asking.',
  mismatch: 'The answer does not fit this payment.',
  'amount-missing': 'The answer says paid, but not how much.',
  'unknown-status': 'The answer uses a word this Paydesk does not know.',
  'call-refused': 'Alipay+ refused the question, not the payment.',
  inconsistent: 'Alipay+ says the question came twice in different words.',
  'gateway-busy': 'Alipay+ does not know it yet.',
  none: 'Alipay+ has not said how it ended.',
} as const;

/** What a scan or an act came to when nothing was sent; `foreign` names the codes that are not Alipay+'s. */
export const notice = {
  kind: {
    'code-refused': {
      happened: 'That code is not taken here',
      money: 'Nothing was charged.',
      now: 'Ask for an Alipay+ partner wallet.',
    },
    'code-garbled': { happened: 'The scan could not be read', money: 'Nothing was charged.', now: 'Scan the code again.' },
    'code-already-sent': {
      happened: 'That code was used before',
      money: 'Nothing was charged again.',
      now: 'Ask the customer to open a new code.',
    },
    'amount-needed': { happened: 'The amount is missing', money: 'Nothing was charged.', now: 'Type the amount, then scan.' },
    'sign-in-needed': {
      happened: 'Nobody is signed in',
      money: 'Nothing was charged.',
      now: 'Sign in with your number and PIN, or scan your badge; then scan again.',
    },
    'counter-aside': {
      happened: 'A window of the system is open',
      money: 'Nothing was charged.',
      now: 'Close it, then scan again: while it is open, it hears what is scanned in place of Paydesk.',
    },
    'held-code-expired': {
      happened: 'The code that waited for its amount has run out',
      money: 'Nothing was charged.',
      now: 'Type the amount, then ask the customer for a fresh code.',
    },
    'receipt-elsewhere': {
      happened: 'That receipt is from another counter',
      money: 'Nothing was changed.',
      now: 'Scan it at the counter whose number stands before the dash.',
    },
    'receipt-unknown': {
      happened: 'This counter does not know that receipt',
      money: 'Nothing was changed.',
      now: 'Scan it again, or search for the payment with F2.',
    },
    'busy-with-payment': {
      happened: 'A payment is still open here',
      money: 'The new code was not charged.',
      now: 'Finish this one, or press F12 to serve the next customer.',
    },
    'paper-low': {
      happened: 'The receipt roll is nearly at its end',
      money: 'Payments and receipts go on.',
      now: 'Put in a new roll before the rush.',
    },
    'ledger-refused': {
      happened: 'The payment could not be recorded',
      money: 'Nothing was sent, nothing was charged.',
      now: 'Take another way to pay and tell the person in charge.',
    },
    'not-set-up': {
      happened: 'This counter is not set up yet',
      money: 'Nothing was charged.',
      now: 'Press F9 and complete the settings.',
    },
    'settings-kept-aside': {
      happened: 'The settings file cannot be read',
      money: 'Charging is off. Payments already made are not affected.',
      now: 'Restore the settings or provision this counter again, then start Paydesk anew.',
    },
    'keys-fell-back': {
      happened: 'The keys chosen for this counter cannot be read',
      money: 'Payments are not affected.',
      now: 'The standard keys are in force, as the bar below shows. The owner can choose them again: Settings (F9), Keys.',
    },
  },
  /** Why this counter cannot charge, where it is neither the keychain nor a missing set-up. */
  notReady: {
    starting: {
      happened: 'Paydesk is still opening its keys',
      money: 'Nothing was charged.',
      now: 'Wait a moment, then scan the code again.',
    },
    'settings-kept-aside': {
      happened: 'Charging is off: the settings cannot be read',
      money: 'Nothing was charged.',
      now: 'Restore the settings or provision this counter again, then start Paydesk anew.',
    },
    ...ledgerClosed,
  },
  /** Where the file that cannot be read was copied to. */
  keptAside: (file: string) => `A copy is kept at ${file}`,
  foreign: {
    'order-code': {
      happened: 'That is a code for customers to scan',
      now: 'Ask the customer to open “Pay” and show their own payment code.',
    },
    wechat: {
      happened: 'That is a WeChat Pay code',
      now: 'Take it with your WeChat Pay terminal, or ask for an Alipay+ partner wallet.',
    },
    unionpay: {
      happened: 'That is a UnionPay code',
      now: 'Take it with your card terminal, or ask for an Alipay+ partner wallet.',
    },
    emvco: {
      happened: 'That is a card code (EMVCo)',
      now: 'Take it with your card terminal, or ask for an Alipay+ partner wallet.',
    },
    url: {
      happened: 'That is a web link, not a payment code',
      now: 'Ask the customer to open “Pay” and show the barcode there.',
    },
    unknown: {
      happened: 'That is not a payment code',
      now: 'Scan the barcode on the customer’s phone, below the word “Pay”.',
    },
    'alipayplus-19': { happened: 'This wallet is not taken here', now: 'Ask for another wallet or another way to pay.' },
    cgcp: { happened: 'This wallet is not taken here', now: 'Ask for another wallet or another way to pay.' },
    alipay: { happened: 'This wallet is not taken here', now: 'Ask for another wallet or another way to pay.' },
  },
} as const;

/** Why main did not do what was asked. */
export const refusal = {
  'untrusted-sender': {
    happened: 'The request did not come from the cashier window',
    money: 'Nothing was changed.',
    now: 'Start Paydesk again.',
  },
  'bad-request': { happened: 'That entry is not allowed', money: 'Nothing was changed.', now: 'Check it and try again.' },
  internal: {
    happened: 'Paydesk could not do that',
    money: 'Payments already sent are not affected.',
    now: 'Try again; if it stays, start Paydesk again.',
  },
  'not-now': {
    happened: 'That is not possible at the moment',
    money: 'Nothing was changed.',
    now: 'Finish what is on the screen first.',
  },
  'not-found': { happened: 'There is no such payment here', money: 'Nothing was changed.', now: 'Search for it with F2.' },
  'amount-missing': { happened: 'The amount is missing', money: 'Nothing was charged.', now: 'Type the amount first.' },
  'sign-in-needed': {
    happened: 'Nobody is signed in',
    money: 'Nothing was changed.',
    now: 'Sign in with your number and PIN, or scan your badge.',
  },
  'not-permitted': {
    happened: 'Your role does not allow that',
    money: 'Nothing was changed.',
    now: 'Ask a supervisor or the owner. Who may do what stands under Settings, People.',
  },
  'approval-declined': {
    happened: 'No second person agreed',
    money: 'Nothing was given back.',
    now: 'Ask again when a supervisor or the owner is there.',
  },
  'approval-expired': {
    happened: 'The second person took too long',
    money: 'Nothing was given back.',
    now: 'Ask again; an agreement is good for one act and a short time.',
  },
  'reason-missing': { happened: 'The reason is missing', money: 'Nothing was changed.', now: 'Say why, in a few words.' },
  'last-owner': {
    happened: 'This is the last owner',
    money: 'Nothing was changed.',
    now: 'Make somebody else an owner first.',
  },
  'name-missing': { happened: 'The name is missing', money: 'Nothing was changed.', now: 'Type a name.' },
  'phone-not-saved': {
    happened: 'The phone’s page was not saved',
    money: 'Nothing was changed.',
    now: 'Choose a place where a file can be saved, and check that the keychain is open.',
  },
  'shift-open': { happened: 'A shift is open already', money: 'Nothing was changed.', now: 'Close it first.' },
  'shift-not-open': { happened: 'No shift is open', money: 'Nothing was changed.', now: 'Open one with Ctrl J.' },
  'shift-not-yours': {
    happened: 'Somebody else answers for this shift',
    money: 'Nothing was changed.',
    now: 'A supervisor or the owner can take it over, with a reason.',
  },
  'shift-busy': { happened: 'The shift is just being written', money: 'Nothing was changed.', now: 'Wait a moment.' },
  'count-missing': {
    happened: 'The count is missing',
    money: 'The shift is still open.',
    now: 'Count the drawer and type what is in it. The figures show afterwards.',
  },
  'over-refund': {
    happened: 'More than is left of this payment',
    money: 'Nothing was given back.',
    now: 'Enter a smaller amount.',
  },
  'refund-window': {
    happened: 'This payment is too old to refund',
    money: 'Nothing was given back.',
    now: 'Give the money back another way.',
  },
  'cancel-window': { happened: 'Too late to cancel this payment', money: 'The charge stands.', now: 'Refund it instead.' },
  'currency-mismatch': {
    happened: 'The currency does not fit this payment',
    money: 'Nothing was changed.',
    now: 'Use the currency of the payment.',
  },
  'code-already-sent': {
    happened: 'That code was used before',
    money: 'Nothing was charged again.',
    now: 'Ask the customer to open a new code.',
  },
  'id-already-used': {
    happened: 'That request was made before',
    money: 'Nothing was sent again.',
    now: 'Look at the payment’s page first.',
  },
  'storage-full': {
    happened: 'The disk of this PC is full',
    money: 'Nothing was sent, nothing was charged.',
    now: 'Make room on the disk, then try again.',
  },
  'storage-read-only': {
    happened: 'The disk does not let Paydesk write',
    money: 'Nothing was sent, nothing was charged.',
    now: 'Call the person who looks after this PC.',
  },
  'storage-locked': {
    happened: 'Another program holds the payment records',
    money: 'Nothing was sent, nothing was charged.',
    now: 'Close it, or start this PC again.',
  },
  'storage-corrupt': {
    happened: 'The payment records are damaged',
    money: 'Nothing was sent, nothing was charged.',
    now: 'Stop taking payments here and call for help.',
  },
  'storage-gone': {
    happened: 'The payment records were removed or replaced',
    money: 'Nothing was sent, nothing was charged.',
    now: 'Take another way to pay and call the person who looks after this PC. Payments under way are kept in a copy.',
  },
  'storage-failed': {
    happened: 'The payment could not be recorded',
    money: 'Nothing was sent, nothing was charged.',
    now: 'Try again; if it stays, call for help.',
  },
  'keychain-missing': {
    happened: 'This PC has no keychain',
    money: 'Nothing was charged.',
    now: 'Install one (on Linux: GNOME Keyring), or use Practice mode.',
  },
  'keychain-locked': {
    happened: 'The keychain is locked',
    money: 'Nothing was charged.',
    now: 'Unlock it with the PC’s password, then try again.',
  },
  'keychain-timeout': {
    happened: 'The keychain does not answer',
    money: 'Nothing was charged.',
    now: 'Look for its window asking for a password.',
  },
  'keychain-denied': {
    happened: 'The keychain refused Paydesk',
    money: 'Nothing was charged.',
    now: 'Allow Paydesk in the keychain, then try again.',
  },
  'keychain-broken': {
    happened: 'The key in the keychain is damaged',
    money: 'Nothing was charged.',
    now: 'Make or import the key again (F9).',
  },
  'key-unreadable': {
    happened: 'That is not a key Paydesk can read',
    money: 'The old key stays in use.',
    now: 'Paste PKCS#8 text or choose a PKCS#12 file.',
  },
  'key-passphrase-wrong': {
    happened: 'The passphrase does not open this key',
    money: 'The old key stays in use.',
    now: 'Type it again.',
  },
  'key-passphrase-needed': {
    happened: 'This key needs a passphrase',
    money: 'The old key stays in use.',
    now: 'Type its passphrase.',
  },
  'key-too-weak': { happened: 'This key is too short', money: 'The old key stays in use.', now: 'Use 2048 bits or more.' },
  'key-not-rsa': { happened: 'This is not an RSA key', money: 'The old key stays in use.', now: 'Alipay+ needs an RSA key.' },
  'settings-unwritable': {
    happened: 'The settings could not be saved',
    money: 'No payment is affected.',
    now: 'Check the disk of this PC.',
  },
  'no-viewer': {
    happened: 'This PC has no program that shows the sheet',
    money: 'Nothing was changed.',
    now: 'Scan the symbols on the screen instead, or open assets/scanner-sheet.pdf on another PC.',
  },
  'reports-unset': {
    happened: 'No server for reports is set up',
    money: 'No payment is affected.',
    now: 'Fill in the page “Set up”, or import the files.',
  },
  'reports-broken': {
    happened: 'The reports could not be read or kept',
    money: 'No payment is affected.',
    now: 'Check the disk of this PC and try again.',
  },
  'settings-locked': {
    happened: 'Your administrator has set this on this PC',
    money: 'No payment is affected.',
    now: 'Ask whoever looks after this PC to change it.',
  },
  'settings-invalid': {
    happened: 'The settings are not complete',
    money: 'No payment is affected.',
    now: 'Correct them and try again.',
  },
  'counter-trading': {
    happened: 'A customer is being served at this counter',
    money: 'Nothing was changed.',
    now: 'Windows of the system open only between two customers. Finish this one, or press F12 to serve the next; then do this again.',
  },
  'scan-in-window': {
    happened: 'A code was scanned into the window of the system',
    money: 'Nothing was charged, nothing was saved.',
    now: 'Scan it again here for a payment; then do this again.',
  },
  'file-unreadable': {
    happened: 'The file is too large or cannot be read',
    money: 'Nothing was changed.',
    now: 'Choose another file.',
  },
  ...booksRefusal,
} as const;
