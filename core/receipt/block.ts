/** One piece of a receipt, free of columns and fonts. */
export type ReceiptBlock =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'start' | 'center';
      readonly style: 'normal' | 'bold' | 'large';
      /** The text form of the mark: the owner's official file takes its place wherever pictures can be printed. */
      readonly isBrand?: true;
    }
  | { readonly kind: 'pair'; readonly label: string; readonly value: string }
  | { readonly kind: 'amount'; readonly label: string; readonly value: string }
  /** Printed twice: in the printer's own letters and as a picture. */
  | { readonly kind: 'sample'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'logo' }
  | { readonly kind: 'barcode'; readonly digits: string }
  | { readonly kind: 'qr'; readonly text: string };
