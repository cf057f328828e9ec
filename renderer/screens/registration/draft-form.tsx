import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import {
  closeDraft,
  goToStep,
  useRegistration,
  type RegistrationDraft,
  type RegistrationStep,
} from '../../state/registration-store.ts';
import { CheckStep } from './check-step.tsx';
import { FieldGroups } from './field-groups.tsx';
import { PapersStep } from './papers-step.tsx';
import { Products } from './products.tsx';

/** The guided form: one chapter at a time, each kept as it is typed. */
export function DraftForm({ draft }: { readonly draft: RegistrationDraft }): ReactNode {
  const words = useWords().registration;
  const { step, typed, isSaved } = useRegistration();
  const steps = stepsOf(draft, typed.products.includes('IN_STORE_PAYMENT'));
  const at = steps.indexOf(step);
  const body = useFirstField(step);
  const [previous, next] = [steps[at - 1], steps[at + 1]];
  return (
    <form
      className="registration-form"
      data-testid="registration-form"
      data-step={step}
      data-saved={isSaved}
      onSubmit={(event) => {
        event.preventDefault();
        if (next !== undefined) void goToStep(next);
      }}
    >
      <Steps steps={steps} draft={draft} />
      <div ref={body}>
        {step === 'merchant' ? <Products /> : null}
        {step === 'papers' ? <PapersStep draft={draft} /> : <FieldGroups draft={draft} step={step} />}
        {step === 'check' ? <CheckStep draft={draft} /> : null}
      </div>
      <div className="reports-bar">
        {previous === undefined ? null : (
          <Button label={words.previous} testId="registration-previous" onPress={() => void goToStep(previous)} />
        )}
        {next === undefined ? null : <Button label={words.next} tone="primary" submits testId="registration-next" />}
        <Button label={words.overview} testId="registration-close" onPress={() => void closeDraft()} />
        <span className="quiet" role="status">
          {isSaved ? words.saved : words.saving}
        </span>
      </div>
    </form>
  );
}

/** A merchant without a counter has no store to tell of. */
const stepsOf = ({ fields }: RegistrationDraft, isInStore: boolean): readonly RegistrationStep[] => {
  const all = new Set<RegistrationStep>(fields.map(({ step }) => step));
  return (['merchant', 'company', 'store', 'papers', 'check'] as const).filter(
    (step) => step === 'papers' || (all.has(step) && (step !== 'store' || isInStore)),
  );
};

/** Whoever works by keyboard types on at once in the next chapter. */
function useFirstField(step: RegistrationStep): React.RefObject<HTMLDivElement | null> {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [step]);
  return body;
}

type StepsProps = { readonly steps: readonly RegistrationStep[]; readonly draft: RegistrationDraft };

function Steps({ steps, draft }: StepsProps): ReactNode {
  const words = useWords().registration;
  const { step } = useRegistration();
  return (
    <nav className="reports-tabs">
      {steps.map((each) => (
        <button
          key={each}
          type="button"
          className="tab"
          aria-current={step === each ? 'step' : undefined}
          data-testid={`registration-step-${each}`}
          onClick={() => void goToStep(each)}
        >
          {words.step[each]} {hasFault(draft, each) ? <small aria-label={words.fault.missing}>●</small> : null}
        </button>
      ))}
    </nav>
  );
}

function hasFault({ faults, fields }: RegistrationDraft, step: RegistrationStep): boolean {
  const stepOf = (path: string): RegistrationStep | undefined =>
    path === 'products' ? 'merchant' : path === 'papers' ? 'papers' : fields.find((field) => field.path === path)?.step;
  return faults.some(({ path }) => stepOf(path) === step);
}
