import type { KeyboardEvent, ReactNode } from 'react';
import type { PaymentView } from '../../api/types.ts';
import { useWords } from '../../state/language.ts';
import { openPayment } from '../../state/view-store.ts';
import { PaymentShape } from '../payment/payment-shape.tsx';
import { sayNumber } from '../wording/money.ts';
import { dayTime, type Zone } from '../wording/time.ts';

type Props = {
  readonly rows: readonly PaymentView[];
  readonly nowMs: number;
  readonly zone: Zone;
  /** Somebody went on below the last row. */
  readonly onEnd: () => void;
};

/** The found payments; each amount is a button that opens the payment's page, and the arrow keys go from one to the next. */
export function HistoryTable({ rows, nowMs, zone, onEnd }: Props): ReactNode {
  const words = useWords();
  const { columns } = words.history;
  return (
    <table
      className="history"
      onKeyDown={(event) => {
        step(event, onEnd);
      }}
    >
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
            <td>{dayTime(payment.submittedAtMs, nowMs, zone)}</td>
            <td>{payment.orderNumber}</td>
            <td>{payment.walletBrandName ?? '–'}</td>
            <td className="mono wide-only">{payment.paymentId ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

function step(event: KeyboardEvent<HTMLTableElement>, onEnd: () => void): void {
  const by = STEPS[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('tbody button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const to = Math.max(0, Math.min(buttons.length - 1, at + by));
  buttons[to]?.focus();
  if (at + by >= buttons.length) onEnd();
}
