import { useEffect, type ReactNode } from 'react';
import { formatMoney, money } from '../../../core/money/money.ts';
import { Button } from '../../components/button.tsx';
import { openCustomsOf, useCustoms } from '../../state/customs-store.ts';
import { useWords } from '../../state/language.ts';
import { goTo } from '../../state/view-store.ts';

/** The way to customs, shown only for a payment of which something can be declared. */
export function CustomsPart({ paymentRequestId }: { readonly paymentRequestId: string }): ReactNode {
  const words = useWords().customs;
  const { customs } = useCustoms();
  useEffect(() => {
    void openCustomsOf(paymentRequestId);
  }, [paymentRequestId]);
  if (customs?.paymentRequestId !== paymentRequestId) return null;
  const declarable = formatMoney(money(customs.declarable.currency, customs.declarable.amountMinor));
  const left = formatMoney(money(customs.left.currency, customs.left.amountMinor));
  return (
    <section data-testid="customs-part">
      <h2>{words.title}</h2>
      <p>{customs.left.amountMinor === 0 ? words.done(declarable) : words.part(left, declarable)}</p>
      <div className="reports-bar">
        <Button
          label={words.open}
          tone="small"
          testId="open-customs"
          onPress={() => {
            goTo({ kind: 'customs', paymentRequestId });
          }}
        />
      </div>
    </section>
  );
}
