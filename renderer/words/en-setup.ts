/** The sheet of keys. */
export const help = {
  title: 'Keys', journey: 'One sale: type the amount, scan the code, done.',
  rows: {
    digits: ['0–9', 'The amount, from the right: 4250 is 42.50'],
    enter: ['Enter', 'Confirm; after a result, the next sale'],
    back: ['⌫', 'Delete the last digit'],
    code: ['Ctrl K', 'Type a code that does not scan'],
    escape: ['Esc', 'Back. It never cancels money'],
    tab: ['Tab, Space', 'Move to a button and press it'],
  },
  shapesTitle: 'Four shapes',
  shapes: {
    paid: 'Paid. Alipay+ has confirmed it.', 'not-paid': 'Not paid. No money was taken.',
    unknown: 'Not known yet. Do not charge again; Paydesk keeps asking.', waiting: 'Waiting for the customer, with the seconds left.',
  },
  close: 'Close',
} as const;

/** The settings screen. */
export const setup = {
  title: 'Settings', connection: 'Connection', gateway: 'Gateway', clientId: 'Client id', notSet: 'Not set',
  key: 'This counter’s key', keyVersion: 'Key version', publicKey: 'Public key to upload', publicKeyHint: 'Safe to hand out. Upload it where Alipay+ asks for your public key.',
  fingerprint: 'Fingerprint', make: 'Make a key', import: 'Import a key',
  next: (version: number) => `Next key (version ${String(version)})`, nextHint: 'Upload this one first. Start using it when Alipay+ has it.',
  activate: 'Start using it', activateTitle: (version: number) => `Use key version ${String(version)} from now on?`,
  activateText: 'Alipay+ must already have its public key, or every payment is refused.', activateYes: 'Use it',
  gatewayKey: 'Alipay+’s public key', gatewayKeyHint: 'Answers are believed only if they are signed with it.', gatewayKeyPaste: 'Paste Alipay+’s key',
  gatewayKeyField: 'Public key, PEM or one line', printer: 'Printer', test: 'Print a test',
  makeTitle: 'Make a new key', makeText: 'The private key goes straight to this PC’s keychain. The key in use keeps working until you switch.',
  bits: 'Length', bitsOf: (bits: number) => `${String(bits)} bits`, keep: 'Keep as it is', makeYes: 'Make the key',
  importTitle: 'Import a key', format: 'Kind', text: 'Text (PKCS#8)', pkcs12: 'File (PKCS#12)', content: 'Private key', file: 'File',
  passphrase: 'Passphrase, if it has one', importYes: 'Import', importHint: 'It goes to the keychain and is never shown again.',
  save: 'Save', copyFailed: 'Selected: press Ctrl C', practice: 'Practice mode uses keys of its own, kept in memory.',
  version: (version: string) => `Paydesk ${version}`, loading: 'Reading the settings.',
} as const;
