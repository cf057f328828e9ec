import { useId, type ReactNode } from 'react';

/** A labelled text field; `error` is told to readers at once. */
export type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly testId?: string;
  readonly errorTestId?: string;
  readonly isFirst?: boolean;
  readonly kind?: 'text' | 'password' | 'search' | 'long';
  readonly suffix?: string;
  readonly maxLength?: number;
  readonly isNumeric?: boolean;
  readonly isDisabled?: boolean;
};

/** One line or, with `kind: 'long'`, several, with its label above and what is wrong below. */
export function Field(props: FieldProps): ReactNode {
  const { label, hint, error = null, suffix, errorTestId } = props;
  const id = useId();
  return (
    <div className={error === null ? 'field' : 'field field-wrong'}>
      <label htmlFor={id}>{label}</label>
      <div className="field-box">
        <Input {...props} id={id} />
        {suffix === undefined ? null : <span className="field-suffix">{suffix}</span>}
      </div>
      {error === null ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : (
        <p className="field-error" id={`${id}-hint`} role="alert" data-testid={errorTestId}>
          {error}
        </p>
      )}
    </div>
  );
}

function Input({
  id,
  value,
  onChange,
  error,
  testId,
  isFirst,
  kind = 'text',
  maxLength,
  isNumeric,
  isDisabled,
}: FieldProps & { readonly id: string }): ReactNode {
  const shared = {
    id,
    value,
    maxLength,
    disabled: isDisabled,
    'data-testid': testId,
    'data-autofocus': isFirst === true ? '' : undefined,
    'aria-describedby': `${id}-hint`,
    'aria-invalid': error !== null && error !== undefined,
    autoComplete: 'off',
    spellCheck: false,
  };
  if (kind === 'long')
    return (
      <textarea
        {...shared}
        rows={5}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    );
  return (
    <input
      {...shared}
      type={kind}
      inputMode={isNumeric === true ? 'decimal' : undefined}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}
