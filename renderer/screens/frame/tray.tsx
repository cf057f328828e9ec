import type { ReactNode } from 'react';
import type { PaymentView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Shape } from '../../components/shape.tsx';
import { fire, showOnStage } from '../../state/acts.ts';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import { openDialog } from '../../state/view-store.ts';
import { PaymentShape } from '../payment/payment-shape.tsx';
import { sayNumber } from '../wording/money.ts';
import { isOnlyRefundOpen, trayLine } from '../wording/payment.ts';

/** Payments that are not settled while other customers are served. They stay here until they are. */
export function Tray({ payments }: { readonly payments: readonly PaymentView[] }): ReactNode {
  const words = useWords();
  return (
    <section className="tray" data-testid="tray">
      <h2>{words.rail.tray(payments.length)}</h2>
      <ul>
        {payments.map((payment) => (
          <TrayRow key={payment.paymentRequestId} payment={payment} />
        ))}
      </ul>
    </section>
  );
}

function TrayRow({ payment }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  const nowMs = useNowMs();
  const { paymentRequestId } = payment;
  const isRefund = isOnlyRefundOpen(payment);
  return (
    <li
      className={`tray-row face-${isRefund ? 'unknown' : payment.face}`}
      data-testid="tray-row"
      data-face={payment.face}
      data-payment={paymentRequestId}
    >
      {isRefund ? <Shape kind="triangle" /> : <PaymentShape payment={payment} nowMs={nowMs} />}
      <span className="rail-money">
        <b>{sayNumber(payment.amount)}</b> <small>{payment.amount.currency}</small>
      </span>
      <span className="rail-order">{payment.orderNumber}</span>
      <p className="rail-line">{trayLine(words, payment, nowMs)}</p>
      <div className="tray-acts">
        <Button
          label={words.act.keepChecking}
          tone="small"
          testId="tray-keep-checking"
          onPress={() => {
            fire('payment.keep-checking', { paymentRequestId });
          }}
        />
        {payment.canCancel && !isRefund ? (
          <Button
            label={words.act.shortCancel}
            fullLabel={words.act.cancel}
            tone="small"
            testId="tray-cancel"
            onPress={() => {
              openDialog({ kind: 'cancel', payment });
            }}
          />
        ) : null}
        <Button
          label={words.act.show}
          tone="small"
          testId="tray-show"
          onPress={() => {
            showOnStage(paymentRequestId);
          }}
        />
      </div>
    </li>
  );
}
