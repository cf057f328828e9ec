import { useEffect, type ReactNode } from 'react';
import { formatMoney, money } from '../../../core/money/money.ts';
import { Button } from '../../components/button.tsx';
import { askCustoms, loadCustoms, openCustomsOf, useCustoms, type CustomsOfPayment } from '../../state/customs-store.ts';
import { useWords } from '../../state/language.ts';
import { openPayment } from '../../state/view-store.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { DeclarationCard } from './declaration-card.tsx';
import { DeclareForm } from './declare-form.tsx';

const RELOAD_MS = 10_000;

/** Customs of one payment: what is left to declare, what was declared, and how far customs is. */
export function CustomsScreen({ paymentRequestId }: { readonly paymentRequestId: string }): ReactNode {
  const words = useWords();
  const { customs } = useCustoms();
  useEffect(() => {
    void openCustomsOf(paymentRequestId);
    // Customs answers while the page is open.
    const timer = setInterval(() => void loadCustoms(paymentRequestId), RELOAD_MS);
    return () => {
      clearInterval(timer);
    };
  }, [paymentRequestId]);
  return (
    <section className="page" data-testid="customs" data-payment={paymentRequestId}>
      <PageTitle title={words.customs.title}>
        <Button
          label={words.customs.openPayment}
          testId="customs-payment"
          onPress={() => {
            openPayment(paymentRequestId);
          }}
        />
      </PageTitle>
      {customs === null ? <p className="quiet">{words.customs.notHere}</p> : <Body customs={customs} />}
    </section>
  );
}

function Said(): ReactNode {
  const words = useWords().customs.declared;
  const { said } = useCustoms();
  if (said === null) return null;
  const { declared, resultCode } = said;
  return (
    <p className="reports-took" role="status" data-testid="customs-said" data-declared={declared}>
      {declared === 'refused' ? words.refused(resultCode ?? '') : words[declared]}
    </p>
  );
}

function Body({ customs }: { readonly customs: CustomsOfPayment }): ReactNode {
  const words = useWords().customs;
  const { isBusy } = useCustoms();
  const { declarable, left, declarations, mayDeclare, paymentRequestId } = customs;
  const all = formatMoney(money(declarable.currency, declarable.amountMinor));
  const rest = formatMoney(money(left.currency, left.amountMinor));
  return (
    <>
      <p data-testid="customs-left" data-left={left.amountMinor}>
        <b>{left.amountMinor === 0 ? words.done(all) : words.part(rest, all)}</b>
      </p>
      <p className="quiet">{words.why}</p>
      {mayDeclare ? null : <p className="quiet">{words.notAllowed}</p>}
      {mayDeclare && left.amountMinor > 0 ? <DeclareForm customs={customs} /> : null}
      <Said />
      {declarations.length === 0 ? <p className="quiet">{words.none}</p> : null}
      {declarations.map((declaration) => (
        <DeclarationCard key={declaration.customsDeclarationRequestId} declaration={declaration} />
      ))}
      {mayDeclare && declarations.length > 0 ? (
        <div className="reports-bar">
          <Button
            label={words.ask}
            tone="small"
            testId="customs-ask"
            isDisabled={isBusy}
            onPress={() => void askCustoms(paymentRequestId)}
          />
        </div>
      ) : null}
    </>
  );
}
