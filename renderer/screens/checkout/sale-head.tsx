import type { ReactNode } from 'react';
import type { MoneyView } from '../../api/types.ts';
import { Amount } from '../../components/amount.tsx';
import { sayNumber } from '../wording/money.ts';

/** The upper half of every face: what the amount is, the amount, and one quiet line. */
export type SaleHeadProps = {
  readonly above: string;
  readonly amount: MoneyView;
  readonly below: string;
  readonly hasCaret?: boolean;
};

/** The amount stays in the same place from the first digit to the result. */
export function SaleHead({ above, amount, below, hasCaret = false }: SaleHeadProps): ReactNode {
  return (
    <header className="sale-head">
      <h1 className="above">{above}</h1>
      <Amount value={sayNumber(amount)} currency={amount.currency} hasCaret={hasCaret} />
      <p className="below">{below}</p>
    </header>
  );
}
