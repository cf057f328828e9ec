import type { ReactNode } from 'react';

/** What a button needs. `shortcut` is the key printed on it; `tone` says how much it matters. */
export type ButtonProps = {
  readonly label: string;
  readonly onPress?: () => void;
  readonly shortcut?: string;
  readonly tone?: 'primary' | 'plain' | 'danger' | 'small';
  readonly testId?: string;
  readonly isDisabled?: boolean;
  readonly isFirst?: boolean;
  readonly submits?: boolean;
  /** What a screen reader says where the label alone is too short. */
  readonly fullLabel?: string;
};

/** A button with its key printed on it. */
export function Button({
  label,
  onPress,
  shortcut,
  tone = 'plain',
  testId,
  isDisabled,
  isFirst,
  submits,
  fullLabel,
}: ButtonProps): ReactNode {
  return (
    <button
      type={submits === true ? 'submit' : 'button'}
      className={`button button-${tone}`}
      data-testid={testId}
      data-autofocus={isFirst === true ? '' : undefined}
      disabled={isDisabled}
      aria-label={fullLabel}
      onClick={onPress}
    >
      <span>{label}</span>
      {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
    </button>
  );
}
