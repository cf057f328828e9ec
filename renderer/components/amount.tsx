import type { CSSProperties, ReactNode } from 'react';

/** `value` is a written amount without its currency, such as `1,250.00`. */
export type AmountProps = { readonly value: string; readonly currency: string; readonly hasCaret?: boolean };

/** The largest thing on the screen. Digits are tabular, and the size follows the number of characters so that none is clipped. */
export function Amount({ value, currency, hasCaret = false }: AmountProps): ReactNode {
  const ems = Array.from(value).reduce((sum, character) => sum + (/\d/.test(character) ? 0.63 : 0.28), 0);
  const style: CSSProperties & { readonly '--ems': number } = { '--ems': ems };
  return (
    <p className="amount" data-testid="amount" data-empty={/[1-9]/.test(value) ? undefined : ''} style={style}>
      <span className="amount-value">{value}</span>
      {hasCaret ? <span className="caret" aria-hidden="true" /> : null} <span className="amount-currency">{currency}</span>
    </p>
  );
}
