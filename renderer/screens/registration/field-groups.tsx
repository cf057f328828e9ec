import type { ReactNode } from 'react';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../state/language.ts';
import { typeIn, useRegistration, type RegistrationDraft, type RegistrationStep } from '../../state/registration-store.ts';
import { isKeyOf } from '../wording/advice.ts';
import { faultOf, fieldLabel, groupLabel } from '../wording/registration.ts';

type FieldRow = RegistrationDraft['fields'][number];
type Props = { readonly draft: RegistrationDraft; readonly step: RegistrationStep };

/** The fields of one chapter, those that belong together under one heading. */
export function FieldGroups({ draft, step }: Props): ReactNode {
  const words = useWords();
  const fields = draft.fields.filter((field) => field.step === step);
  const groups = [...new Set(fields.map(groupOf))];
  return (
    <>
      {groups.map((group) => (
        <section key={group}>
          <h2>{groupLabel(words, group)}</h2>
          <div className="form-grid">
            {fields
              .filter((field) => groupOf(field) === group)
              .map((field) => (
                <OneField key={field.path} field={field} draft={draft} />
              ))}
          </div>
        </section>
      ))}
    </>
  );
}

const groupOf = ({ path }: FieldRow): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

function OneField({ field, draft }: { readonly field: FieldRow; readonly draft: RegistrationDraft }): ReactNode {
  const words = useWords();
  const { typed, isSaved } = useRegistration();
  const { path, options, lengthMax, isNeeded } = field;
  const value = typed.values[path] ?? '';
  const change = (text: string): void => {
    typeIn({ values: { ...typed.values, [path]: text } });
  };
  const label = isNeeded ? `${fieldLabel(words, path)} *` : fieldLabel(words, path);
  if (options !== null) return <OneChoice label={label} value={value} options={options} onChange={change} />;
  // An empty field is called missing on the last page only; a wrong one at once.
  const fault = isSaved && value !== '' ? draft.faults.find((one) => one.path === path) : undefined;
  return (
    <Field
      label={label}
      value={value}
      onChange={change}
      maxLength={lengthMax}
      testId={`field-${path}`}
      error={fault === undefined ? null : faultOf(words, fault)}
    />
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
};

function OneChoice({ label, value, options, onChange }: ChoiceProps): ReactNode {
  const words = useWords().registration.option;
  return (
    <Choice
      label={label}
      value={value}
      onChange={onChange}
      options={[{ id: '', label: words.none }, ...options.map((id) => ({ id, label: isKeyOf(words, id) ? words[id] : id }))]}
    />
  );
}
