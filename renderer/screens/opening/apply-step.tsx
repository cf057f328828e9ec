import type { ReactNode } from 'react';
import type { OpeningView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { useWords } from '../../state/language.ts';
import { applyOpening, goToPlace, useOpening } from '../../state/opening-store.ts';
import { faultText } from './opening-field.tsx';
import { faultsOn, stepsOf } from './steps.ts';

/** What will be in force, or what is missing and where. */
export function ApplyStep({ view }: { readonly view: OpeningView }): ReactNode {
  const { opening } = useWords();
  const { form, busy } = useOpening();
  if (form === null) return null;
  const isPractice = form.mode === 'practice';
  return (
    <>
      <p className="opening-note">{isPractice ? opening.willBe.practice : opening.willBe.live}</p>
      <Facts
        facts={[
          { name: opening.fields.shopName, value: form.shopName },
          { name: opening.fields.counterName, value: form.counterName },
          { name: opening.fields.counterId, value: form.counterId, isMono: true },
          { name: opening.fields.currency, value: form.currency },
          { name: opening.fields.timeZone, value: form.timeZone },
          ...(isPractice ? [] : [{ name: opening.fields.clientId, value: form.clientId, isMono: true }]),
        ]}
      />
      <Missing view={view} />
      <Button
        label={busy === 'applying' ? opening.applying : opening.apply}
        tone="primary"
        testId="opening-apply"
        isFirst={view.faults.length === 0}
        isDisabled={busy !== null || view.faults.length > 0}
        onPress={() => void applyOpening()}
      />
    </>
  );
}

/** Each fault with the step on which it is mended. */
function Missing({ view }: { readonly view: OpeningView }): ReactNode {
  const words = useWords();
  const { opening } = words;
  const names: Readonly<Record<string, string>> = { ...opening.fields, ownKey: opening.ownKey };
  const steps = stepsOf(view).filter((step) => faultsOn(view, step).length > 0);
  if (steps.length === 0) return null;
  return (
    <div className="warning" data-testid="opening-missing">
      <p>{opening.missing}</p>
      <ul>
        {steps.map((step) => (
          <li key={step}>
            <Button
              label={opening.steps[step]}
              tone="small"
              testId={`opening-mend-${step}`}
              onPress={() => void goToPlace(step)}
            />
            <ul>
              {faultsOn(view, step).map(({ field, code }) => (
                <li key={`${String(field)} ${code}`}>
                  {names[field ?? ''] ?? ''}: {field === 'ownKey' ? opening.faults.ownKey : faultText(words, code)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}
