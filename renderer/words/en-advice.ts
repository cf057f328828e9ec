/** What Alipay+'s answer means at the counter, by advice group. Shown when a payment or a refund was refused. */
export const advice = {
  paid: { happened: 'The customer has paid.', money: 'The money was taken once.', now: 'Hand over the goods.' },
  waiting: { happened: 'The customer is confirming in the wallet.', money: 'Not known yet.', now: 'Wait for the customer.' },
  general: {
    happened: 'The wallet did not accept the payment.',
    money: 'No money was taken.',
    now: 'Ask for a fresh code or another way to pay.',
  },
  'set-up': {
    happened: 'Alipay+ does not accept this counter’s settings.',
    money: 'No money was taken.',
    now: 'Take another way to pay and call the person who set up this counter.',
  },
  busy: {
    happened: 'Alipay+ is too busy at the moment.',
    money: 'No money was taken.',
    now: 'Wait a moment, then scan a fresh code.',
  },
  'other-method': {
    happened: 'This wallet cannot be used for this payment.',
    money: 'No money was taken.',
    now: 'Ask for another wallet or another way to pay.',
  },
  'fresh-code': {
    happened: 'The payment code is too old or was used before.',
    money: 'No money was taken.',
    now: 'Ask the customer to open a new code, then scan it.',
  },
  register: {
    happened: 'This shop is not registered for Alipay+ yet.',
    money: 'No money was taken.',
    now: 'Take another way to pay and tell the owner.',
  },
  closed: {
    happened: 'This order was closed before it was paid.',
    money: 'No money was taken.',
    now: 'Scan a fresh code to start again.',
  },
  limit: {
    happened: 'The amount is above a limit of the wallet.',
    money: 'No money was taken.',
    now: 'Ask for another wallet, or split the amount.',
  },
  'other-source': {
    happened: 'The card or account chosen in the wallet does not work.',
    money: 'No money was taken.',
    now: 'Ask the customer to choose another one, then scan a fresh code.',
  },
  balance: {
    happened: 'There is not enough money in the wallet.',
    money: 'No money was taken.',
    now: 'Ask the customer to top up, or to pay another way.',
  },
  'wallet-account': {
    happened: 'The customer’s wallet account is not ready to pay.',
    money: 'No money was taken.',
    now: 'The customer can ask the wallet’s support. Take another way to pay.',
  },
  verification: {
    happened: 'The customer did not pass the wallet’s check.',
    money: 'No money was taken.',
    now: 'Ask the customer to try again with a fresh code.',
  },
  'cancel-too-late': {
    happened: 'It is too late to cancel this payment.',
    money: 'The charge stands.',
    now: 'Give the money back as a refund.',
  },
  'not-found': {
    happened: 'Alipay+ does not know this payment.',
    money: 'No money was taken.',
    now: 'Scan a fresh code to charge.',
  },
  'refund-amount': {
    happened: 'The refund is larger than what is left of the payment.',
    money: 'Nothing was given back.',
    now: 'Check the earlier refunds and give back a smaller amount.',
  },
  'refund-too-late': {
    happened: 'Alipay+ no longer refunds this payment.',
    money: 'Nothing was given back.',
    now: 'Give the money back another way.',
  },
} as const;
