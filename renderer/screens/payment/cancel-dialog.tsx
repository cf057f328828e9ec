import type { ReactNode } from 'react';
import type { PaymentView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { sayMoney } from '../wording/money.ts';

/** Asks once. Keep is the default, and Esc keeps as well: nothing cancels money by accident. */
export function CancelDialog({ payment }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  const { cancelDialog: text } = words;
  const confirm = (): void => {
    closeDialog();
    fire('payment.cancel', { paymentRequestId: payment.paymentRequestId });
  };
  return (
    <Dialog title={text.title} onClose={closeDialog} testId="cancel-dialog">
      <p className="dialog-amount">
        {sayMoney(payment.amount)} <small>{words.stage.order(payment.orderNumber)}</small>
      </p>
      <p>{payment.face === 'paid' ? text.paid : text.open}</p>
      <div className="dialog-acts">
        <Button label={text.yes} tone="danger" testId="confirm-yes" onPress={confirm} />
        <Button label={text.keep} tone="primary" isFirst testId="confirm-no" onPress={closeDialog} />
      </div>
    </Dialog>
  );
}
