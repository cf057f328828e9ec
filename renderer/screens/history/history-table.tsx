import type { ReactNode } from 'react';
import type { PaymentView } from '../../api/types.ts';
import { useWords } from '../../state/language.ts';
import { openPayment } from '../../state/view-store.ts';
import { PaymentShape } from '../payment/payment-shape.tsx';
import { sayNumber } from '../wording/money.ts';
import { dayTime } from '../wording/time.ts';

/** The found payments; each amount is a button that opens the payment's page. */
export function HistoryTable({ rows, nowMs }: { readonly rows: readonly PaymentView[]; readonly nowMs: number }): ReactNode {
  const words = useWords();
  const { columns } = words.history;
  return (
    <table className="history">
      <thead>
        <tr>
          <th>{columns.state}</th>
          <th className="number">{columns.amount}</th>
          <th>{columns.time}</th>
          <th>{columns.order}</th>
          <th>{columns.wallet}</th>
          <th className="wide-only">{columns.id}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((payment) => (
          <tr
            key={payment.paymentRequestId}
            data-testid="history-row"
            data-payment={payment.paymentRequestId}
            data-face={payment.face}
            onClick={() => {
              openPayment(payment.paymentRequestId);
            }}
          >
            <td>
              <span className={`cell-state face-${payment.face}`}>
                <PaymentShape payment={payment} nowMs={nowMs} />
                {words.face[payment.face].word}
              </span>
            </td>
            <td className="number">
              <button type="button">
                {sayNumber(payment.amount)} <small>{payment.amount.currency}</small>
              </button>
            </td>
            <td>{dayTime(payment.submittedAtMs, nowMs)}</td>
            <td>{payment.orderNumber}</td>
            <td>{payment.walletBrandName ?? '–'}</td>
            <td className="mono wide-only">{payment.paymentId ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
