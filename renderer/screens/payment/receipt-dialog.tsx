import { useEffect, useState, type ReactNode } from 'react';
import type { PaymentView, Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ask, fire, savePdf } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog, useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';

type Strip = Res<'receipt.preview'>;

/** The strip as the printer gets it, dot for dot, with the two things to do with it. */
export function ReceiptDialog({ payment }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  const { receiptDialog: text } = words;
  const { paymentRequestId } = payment;
  const strip = useStrip(paymentRequestId);
  const savedFile = useView((view) => view.savedFile);
  return (
    <Dialog title={text.title(payment.orderNumber)} onClose={closeDialog} testId="receipt-dialog">
      <Paper strip={strip} text={text} />
      <p className="quiet" role="status" data-testid="receipt-saved">
        {savedFile === null ? noteOf(strip, text) : text.savedAs(savedFile)}
      </p>
      <div className="dialog-acts">
        <Button label={text.close} shortcut="Esc" isFirst onPress={closeDialog} testId="receipt-close" />
        <Button
          label={text.pdf}
          onPress={() => {
            savePdf(paymentRequestId);
          }}
          testId="receipt-pdf"
        />
        <Button
          label={text.print}
          tone="primary"
          onPress={() => {
            fire('receipt.print', { paymentRequestId });
            closeDialog();
          }}
          testId="receipt-print"
        />
      </div>
    </Dialog>
  );
}

type Texts = Words['receiptDialog'];

function Paper({ strip, text }: { readonly strip: Strip | 'none' | null; readonly text: Texts }): ReactNode {
  if (strip === null) return <p className="quiet">{text.drawing}</p>;
  if (strip === 'none') return <p className="warning">{text.none}</p>;
  return (
    <div className="strip" tabIndex={0} role="group" aria-label={text.image}>
      <img
        src={`data:image/png;base64,${strip.png}`}
        width={strip.width}
        height={strip.height}
        alt={strip.text}
        data-testid="strip"
      />
    </div>
  );
}

const noteOf = (strip: Strip | 'none' | null, text: Texts): string =>
  strip !== null && strip !== 'none' && strip.isCopy ? `${text.copy} ${text.letters}` : `${text.original} ${text.letters}`;

/** Null while it is being drawn, `none` when main refused. */
function useStrip(paymentRequestId: string): Strip | 'none' | null {
  const [strip, setStrip] = useState<Strip | 'none' | null>(null);
  useEffect(() => {
    let isGone = false;
    void ask('receipt.preview', { paymentRequestId }).then((found) => {
      if (!isGone) setStrip(found ?? 'none');
    });
    return () => {
      isGone = true;
    };
  }, [paymentRequestId]);
  return strip;
}
