import type { ReactNode } from 'react';
import type { Stage } from '../../api/types.ts';
import { AmountStage } from './amount-stage.tsx';
import { CodeStage } from './code-stage.tsx';
import { PaymentStage } from './payment-stage.tsx';

/** The checkout: one question a screen. `data-face` names it for tests and pictures. */
export function CheckoutScreen({ stage }: { readonly stage: Stage }): ReactNode {
  const face = stage.kind === 'payment' ? stage.payment.face : stage.kind;
  return (
    <section className="stage" data-testid="stage" data-face={face}>
      <Inside stage={stage} />
    </section>
  );
}

function Inside({ stage }: { readonly stage: Stage }): ReactNode {
  switch (stage.kind) {
    case 'amount':
      return <AmountStage sale={stage.sale} />;
    case 'code':
      return <CodeStage sale={stage.sale} mask={stage.mask} digits={stage.digits} />;
    case 'payment':
      return <PaymentStage payment={stage.payment} />;
  }
}
