/** The help that is searched: what each state means, and what to do. */
export const meaning = {
  ask: 'What does this mean?',
  search: 'Search the help',
  none: 'Nothing in the help has these words.',
  faces: {
    asking:
      'The request is on its way to Alipay+. Nothing to do: the answer comes within seconds. No money has been promised yet.',
    waiting:
      'The wallet asks the customer to confirm on the phone. Wait for them. When the time is over, Paydesk cancels by itself, and nothing is charged.',
    paid: 'Alipay+ has confirmed the payment with its signature. Hand over the goods. It cannot turn into Not paid.',
    'not-paid':
      'Alipay+ has confirmed with its signature that this payment ended without a charge. Ask for a new code or another way to pay.',
    unknown:
      'No answer that can be believed has come. The customer may have been charged or not. Do not charge again and do not take cash: Paydesk keeps asking. Serve the next customer meanwhile; the payment stays in sight.',
    cancelling:
      'A cancel was sent and is not confirmed yet. Do not charge again before it says Cancelled. Paydesk goes on asking by itself.',
    cancelled: 'Alipay+ has confirmed the cancel. Nothing is charged, and a charge that was made goes back in full.',
  },
  topics: {
    printer: {
      title: 'The receipt does not print',
      text: 'The payment is not affected. The health line says what the printer lacks. Waiting receipts print by themselves, in order, once it is mended.',
    },
    scanner: {
      title: 'A code does not scan',
      text: 'Have the customer turn the screen bright and show the whole code. Otherwise type the digits below the barcode by hand.',
    },
    offline: {
      title: 'No network',
      text: 'Nothing can be charged. Search, receipts and printing still work. Open payments are asked about as soon as the network is back.',
    },
    plug: {
      title: 'The power went off',
      text: 'Start Paydesk again. It finds out how every open payment ended, and never charges by itself.',
    },
    refund: {
      title: 'Give money back',
      text: 'Scan the barcode of the receipt, or search the payment, then press the key for a refund. Beyond the owner’s rules a second person agrees.',
    },
    lessons: {
      title: 'Practise a case',
      text: 'In practice mode, five lessons lead through a payment, a cancel, a refund, a payment that is not known yet and a printer without paper. Ctrl O opens them.',
    },
    mark: {
      title: 'The word and colour on a result',
      text: 'They change with every shift. A picture or recording without them does not come from this counter: look at your own screen.',
    },
  },
} as const;
