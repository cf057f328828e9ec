import { useId, type ReactNode } from 'react';

/** One of a few options. */
export type ChoiceProps<Id extends string> = {
  readonly label: string;
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly isDisabled?: boolean;
};

/** A row of radio buttons that look like one switch. */
export function Choice<Id extends string>({ label, value, onChange, options, isDisabled }: ChoiceProps<Id>): ReactNode {
  const name = useId();
  return (
    <fieldset className="choice" disabled={isDisabled}>
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.id}>
            <input
              type="radio"
              name={name}
              value={option.id}
              checked={option.id === value}
              onChange={() => {
                onChange(option.id);
              }}
              data-testid={`choice-${option.id}`}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
