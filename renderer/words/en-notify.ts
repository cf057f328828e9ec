/** The listener for notifications, on the settings page. */
export const notify = {
  title: 'Notifications from Alipay+',
  state: 'State',
  states: {
    off: 'Off. Paydesk asks Alipay+ itself, so nothing is missed.',
    starting: 'Starting',
    listening: 'Listening',
    'not-listening': 'Not listening. Paydesk asks Alipay+ itself, so nothing is missed.',
  },
  address: 'Listens at',
  told: 'Alipay+ is told',
  toldNothing: 'Nothing',
  last: 'Last one',
  lastNone: 'None yet',
  counts: 'Believed, refused',
  countsOf: (verified: number, refused: number) => `${String(verified)}, ${String(refused)}`,
  fault: {
    'port-busy': 'Another program has this port. Close it, or choose another port and provision this counter again.',
    'port-denied': 'This PC does not let Paydesk use this port. Choose one above 1023.',
    'address-unknown': 'This PC has no such address. Check “host” in the provisioning file.',
    'listen-failed': 'This PC refuses to listen there. Check host and port in the provisioning file.',
    'certificate-missing': 'The certificate or its key is not where the settings say.',
    'certificate-unreadable': 'The certificate or its key cannot be read. It must be PEM, and the key without a passphrase.',
    'certificate-mismatch': 'The key does not belong to the certificate.',
    'certificate-expired': 'The certificate has run out by this PC’s clock. Alipay+ will not connect until it is renewed.',
    keychain: 'The certificate’s key could not be had from the keychain. Paydesk tries again.',
  },
  alarm: {
    'unknown-payment':
      'Alipay+ told of a payment that this counter should know and does not. Was an older copy of its data brought back? Tell the person in charge.',
    'foreign-payment': 'Alipay+ told this counter of a payment of another one. Check which address each counter is set up with.',
    illegible: 'A signed message could not be read. Paydesk asked Alipay+ instead.',
    'not-durable': 'A message could not be written down in time. Alipay+ was asked to send it again.',
  },
} as const;

/** The same in the health line, where there is room for a few words. */
export const notifyHealth = {
  'port-busy': 'Notifications: port in use',
  'port-denied': 'Notifications: port refused',
  'address-unknown': 'Notifications: address unknown',
  'listen-failed': 'Notifications: cannot listen',
  'certificate-missing': 'Notifications: no certificate',
  'certificate-unreadable': 'Notifications: certificate unreadable',
  'certificate-mismatch': 'Notifications: wrong key',
  'certificate-expired': 'Notifications: certificate expired',
  keychain: 'Notifications: keychain',
  'unknown-payment': 'Notification of an unknown payment',
  'foreign-payment': 'Notification for another counter',
} as const;
