import { useId, type ReactNode } from 'react';

/** One of many; `lang` tells a reader in which language the label is written. */
export type SelectOption<Id extends string> = { readonly id: Id; readonly label: string; readonly lang?: string };

/** What the list needs. */
export type SelectProps<Id extends string> = {
  readonly label: string;
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly options: readonly SelectOption<Id>[];
  readonly testId: string;
};

/** A list that opens, for more than a handful of things. */
export function Select<Id extends string>({ label, value, onChange, options, testId }: SelectProps<Id>): ReactNode {
  const id = useId();
  return (
    <div className="select">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        data-testid={testId}
        onChange={(event) => {
          const chosen = options.find((option) => option.id === event.target.value);
          if (chosen !== undefined) onChange(chosen.id);
        }}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
