import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import { goToStep, submitDraft, useRegistration, type RegistrationDraft } from '../../state/registration-store.ts';
import { faultOf, faultPlace } from '../wording/registration.ts';

/** What is missing or wrong, with the way there; or the button that sends the form. */
export function CheckStep({ draft }: { readonly draft: RegistrationDraft }): ReactNode {
  const words = useWords();
  const { check } = words.registration;
  const { isBusy, isSaved } = useRegistration();
  const isWell = draft.faults.length === 0 && isSaved;
  return (
    <section data-testid="registration-check" data-faults={draft.faults.length}>
      <p>
        <b>{draft.faults.length === 0 ? check.well : check.faults(draft.faults.length)}</b>
      </p>
      <ul className="draft-list">
        {draft.faults.map((fault) => (
          <li key={fault.path} data-testid={`fault-${fault.path}`}>
            <span>
              {faultPlace(words, fault.path)}: {faultOf(words, fault)}
            </span>
            <Button label={check.mend} tone="small" onPress={() => void goToStep(stepOf(draft, fault.path))} />
          </li>
        ))}
      </ul>
      <Button
        label={check.send}
        tone="primary"
        testId="registration-send"
        isDisabled={isBusy || !isWell}
        onPress={() => void submitDraft()}
      />
    </section>
  );
}

const stepOf = ({ fields }: RegistrationDraft, path: string): RegistrationDraft['fields'][number]['step'] =>
  path === 'papers' ? 'papers' : (fields.find((field) => field.path === path)?.step ?? 'merchant');
