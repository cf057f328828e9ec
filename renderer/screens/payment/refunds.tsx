import type { ReactNode } from 'react';
import type { RefundView } from '../../api/types.ts';
import { Shape, type ShapeKind } from '../../components/shape.tsx';
import { useWords } from '../../state/language.ts';
import { sayMoney } from '../wording/money.ts';
import { exactTime } from '../wording/time.ts';

const SHAPES: Readonly<Record<RefundView['state'], ShapeKind>> = {
  asking: 'ring',
  unknown: 'triangle',
  refunded: 'disc',
  refused: 'square',
};

/** The refunds of one payment, with the same shapes as payments. */
export function Refunds({ refunds }: { readonly refunds: readonly RefundView[] }): ReactNode {
  const words = useWords();
  return (
    <>
      <h2>{words.page.refunds}</h2>
      {refunds.length === 0 ? <p className="quiet">{words.page.noRefunds}</p> : null}
      <ul className="refunds">
        {refunds.map((refund) => (
          <li key={refund.refundRequestId} data-testid="refund-row" data-state={refund.state}>
            <Shape kind={SHAPES[refund.state]} />
            <div>
              <strong>{sayMoney(refund.amount)}</strong>
              <p>
                {exactTime(refund.requestedAtMs)} · {words.refundState[refund.state]}
                {refund.reason === null ? '' : ` · ${refund.reason}`}
              </p>
            </div>
            <code>{refund.state === 'refunded' ? null : refund.resultCode}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
