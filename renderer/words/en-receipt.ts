/** The window that shows a receipt, and what became of its file. */
export const receiptDialog = {
  title: (order: string) => `Receipt · order ${order}`,
  original: 'This is the paper as the printer gets it.',
  copy: 'The original is out, so the next print says COPY.',
  letters: 'Where the printer has letters of its own, they may look different.',
  drawing: 'Drawing the receipt …',
  none: 'The receipt could not be drawn.',
  image: 'The receipt as it is printed',
  print: 'Print',
  pdf: 'Save as PDF',
  savedAs: (file: string) => `Saved as ${file}`,
  close: 'Close',
} as const;
