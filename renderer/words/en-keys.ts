/** Which key does what, on a page of its own. */
export const keyPage = {
  title: 'Keys',
  card: 'Choose which key does what, and print a strip to lay above the keyboard.',
  open: 'Open the page of keys',
  hint: 'A change holds for this PC and takes effect when it is saved. Digits, Enter and Esc stay as they are: they are the amount, the scanner and the way back. So do Ctrl E, Ctrl I, Ctrl K, Ctrl O and Ctrl P.',
  fellBack: 'The keys kept on this PC cannot be read, so the standard keys are in force. Choose them again and save.',
  key: (command: string) => `Key for “${command}”`,
  conflict: (other: string) => `“${other}” has this key too.`,
  conflicts: 'A key can do one thing only. Nothing is saved until each has its own.',
  save: 'Save',
  saved: 'The keys are in force.',
  standard: 'Standard keys',
  strip: 'Save the key strip as PDF',
  stripFile: (file: string) => `Saved: ${file}`,
  stripTitle: 'Keys of this counter',
} as const;
