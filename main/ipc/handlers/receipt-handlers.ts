import { toText } from '../../../core/receipt/to-text.ts';
import type { ReceiptDocument } from '../../../core/receipt/document.ts';
import type { ReceiptLayout } from '../../../core/receipt/layout.ts';
import type { Counter } from '../../counter/counter.ts';
import type { ShownPaper } from '../../counter/receipt-desk.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** What draws a receipt and writes it into a file. */
export type ReceiptDrawing = {
  readonly preview: (
    layout: ReceiptLayout,
    document: ReceiptDocument,
  ) => Promise<{ readonly png: Uint8Array; readonly width: number; readonly height: number }>;
  readonly pdf: (document: ReceiptDocument, name: string) => Promise<string>;
};

/** The calls that show a receipt and keep it as a file. */
export type ReceiptHandlers = Pick<Handlers, 'receipt.preview' | 'receipt.pdf'>;

/** Refused with `not-found` for an unknown payment and `not-now` for one that has no receipt. */
export function receiptHandlers(counter: Counter, drawing: ReceiptDrawing): ReceiptHandlers {
  return {
    'receipt.preview': async ({ paymentRequestId }) => {
      const { document, layout } = await paperOf(counter, paymentRequestId);
      const { png, width, height } = await drawing.preview(layout, document);
      return { png: Buffer.from(png).toString('base64'), width, height, text: toText(layout), isCopy: document.isCopy };
    },
    'receipt.pdf': async ({ paymentRequestId }) => {
      const { document, name } = await paperOf(counter, paymentRequestId);
      return { file: await drawing.pdf(document, name) };
    },
  };
}

async function paperOf({ resolver, receipts }: Counter, paymentRequestId: string): Promise<ShownPaper> {
  const view = await resolver.view(paymentRequestId);
  if (view === null) throw new RefusedError('not-found');
  const paper = receipts.paper(view.record);
  if (paper === null) throw new RefusedError('not-now');
  return paper;
}
