import type { ReactNode } from 'react';
import { formatMoney, money } from '../../../core/money/money.ts';
import { useNowMs } from '../../state/clock.ts';
import type { CustomsOfPayment } from '../../state/customs-store.ts';
import { useWords } from '../../state/language.ts';
import { isKeyOf } from '../wording/advice.ts';
import { dayTime } from '../wording/time.ts';

type Props = { readonly declaration: CustomsOfPayment['declarations'][number] };

/** One declaration: how much, where, how far it is, and whether buyer and payer are one person. */
export function DeclarationCard({ declaration }: Props): ReactNode {
  const words = useWords().customs;
  const { state, amount, isSplit, referenceOrderId, customsCode, merchantCustomsCode } = declaration;
  return (
    <article className="dispute" data-testid="declaration" data-state={state}>
      <h2>
        {formatMoney(money(amount.currency, amount.amountMinor))} {words.at(customsCode, merchantCustomsCode)}
      </h2>
      <p>
        <b>{words.state[state]}</b> {isSplit ? words.split(referenceOrderId ?? '') : words.whole}
      </p>
      {state === 'refused' || state === 'sending' ? null : <Identity declaration={declaration} />}
      <Small declaration={declaration} />
    </article>
  );
}

function Identity({ declaration: { identityCheck, hasBuyer } }: Props): ReactNode {
  const words = useWords().customs;
  if (identityCheck === null) return hasBuyer ? null : <p className="quiet">{words.notChecked}</p>;
  const isPassed = identityCheck === 'CHECK_PASSED';
  return (
    <p className={isPassed ? 'quiet' : 'warning'} data-testid="declaration-identity" data-check={identityCheck}>
      {isKeyOf(words.identity, identityCheck) ? words.identity[identityCheck] : identityCheck}
    </p>
  );
}

/** Codes and ids, as Alipay+ and customs say them. */
function Small({ declaration }: Props): ReactNode {
  const nowMs = useNowMs();
  const { declaredAtMs, status, resultCode, resultText, customsDeclarationRequestId, pspDeclarationRequestId } = declaration;
  const parts = [
    dayTime(declaredAtMs, nowMs),
    status,
    resultCode,
    resultText,
    customsDeclarationRequestId,
    pspDeclarationRequestId,
  ];
  return <p className="quiet mono-line">{parts.filter((part) => part !== null && part !== '').join(' · ')}</p>;
}
