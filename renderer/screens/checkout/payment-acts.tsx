import type { ReactNode } from 'react';
import type { PaymentView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { fire, nextCustomer } from '../../state/acts.ts';
import { useKeyOf } from '../../state/key-map-store.ts';
import { useWords } from '../../state/language.ts';
import { openDialog } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';

/** What can be done with the payment on the stage. There is no "charge again" while anything is open. */
export function PaymentActs({ payment }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  return (
    <div className="acts">
      <Acts payment={payment} words={words} />
    </div>
  );
}

type Props = { readonly payment: PaymentView; readonly words: Words };

function Acts({ payment, words }: Props): ReactNode {
  switch (payment.face) {
    case 'asking':
    case 'waiting':
      return (
        <>
          <NextCustomer words={words} tone="plain" />
          <Cancel payment={payment} words={words} />
        </>
      );
    case 'unknown':
    case 'cancelling':
      return (
        <>
          <NextCustomer words={words} tone="primary" />
          <KeepChecking payment={payment} words={words} />
          <Cancel payment={payment} words={words} />
        </>
      );
    case 'paid':
      return (
        <>
          <Done label={words.act.nextSale} />
          <Refund payment={payment} words={words} />
          <Reprint payment={payment} words={words} />
        </>
      );
    case 'not-paid':
      return <Done label={words.act.toAmount} />;
    case 'cancelled':
      return (
        <>
          <Done label={words.act.nextSale} />
          <Reprint payment={payment} words={words} />
        </>
      );
  }
}

const NextCustomer = ({ words, tone }: { readonly words: Words; readonly tone: 'primary' | 'plain' }): ReactNode => (
  <Button label={words.act.next} shortcut={useKeyOf('next')} tone={tone} testId="act-next" onPress={nextCustomer} />
);

/** The same as the real Enter: after "not paid" main keeps the amount, otherwise the next sale begins. */
const Done = ({ label }: { readonly label: string }): ReactNode => (
  <Button
    label={label}
    shortcut="Enter"
    tone="primary"
    testId="act-next"
    onPress={() => {
      fire('sale.key', { key: 'enter' });
    }}
  />
);

function KeepChecking({ payment: { paymentRequestId }, words }: Props): ReactNode {
  return (
    <Button
      label={words.act.keepChecking}
      testId="act-keep-checking"
      onPress={() => {
        fire('payment.keep-checking', { paymentRequestId });
      }}
    />
  );
}

function Cancel({ payment, words }: Props): ReactNode {
  const key = useKeyOf('cancel');
  if (!payment.canCancel) return null;
  return (
    <Button
      label={words.act.cancel}
      shortcut={key}
      testId="act-cancel"
      onPress={() => {
        openDialog({ kind: 'cancel', payment });
      }}
    />
  );
}

function Refund({ payment, words }: Props): ReactNode {
  const key = useKeyOf('refund');
  if (!payment.canRefund) return null;
  return (
    <Button
      label={words.act.refund}
      shortcut={key}
      testId="act-refund"
      onPress={() => {
        openDialog({ kind: 'refund', payment });
      }}
    />
  );
}

/** Offered on the stage only when the slip did not come out; otherwise F6 does it. */
function Reprint({ payment: { slip, paymentRequestId }, words }: Props): ReactNode {
  const key = useKeyOf('reprint');
  if (slip?.outcome !== 'waiting') return null;
  return (
    <Button
      label={words.act.reprint}
      shortcut={key}
      testId="act-reprint"
      onPress={() => {
        fire('receipt.print', { paymentRequestId });
      }}
    />
  );
}
