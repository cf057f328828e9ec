import type { ReactNode } from 'react';
import { useWords } from '../../state/language.ts';
import { typeIn, useRegistration } from '../../state/registration-store.ts';

const PRODUCTS = ['IN_STORE_PAYMENT', 'CASHIER_PAYMENT', 'AGREEMENT_PAYMENT'] as const;

/** What is sold how; each product becomes a registration of its own. */
export function Products(): ReactNode {
  const words = useWords().registration.products;
  const { typed } = useRegistration();
  return (
    <fieldset className="choice-line">
      <legend>{words.title}</legend>
      {PRODUCTS.map((product) => (
        <label key={product}>
          <input
            type="checkbox"
            checked={typed.products.includes(product)}
            data-testid={`product-${product}`}
            onChange={(event) => {
              const isChosen = event.target.checked;
              typeIn({ products: PRODUCTS.filter((one) => (one === product ? isChosen : typed.products.includes(one))) });
            }}
          />{' '}
          {words[product]}
        </label>
      ))}
    </fieldset>
  );
}
