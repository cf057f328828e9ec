import { useId, type ReactNode } from 'react';

/** One thing to pick; `note` is a second, quieter line. */
export type Pick = { readonly id: string; readonly label: string; readonly note: string | null; readonly lang?: string };

/** What the list needs. */
export type PickListProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly picks: readonly Pick[];
};

/** A list of radio buttons with a line of explanation each. */
export function PickList({ label, value, onChange, picks }: PickListProps): ReactNode {
  const name = useId();
  return (
    <fieldset className="pick-list">
      <legend>{label}</legend>
      {picks.map((pick) => (
        <label key={pick.id}>
          <input
            type="radio"
            name={name}
            checked={pick.id === value}
            onChange={() => {
              onChange(pick.id);
            }}
            data-testid={`pick-${pick.id}`}
          />
          <span lang={pick.lang} translate={pick.lang === undefined ? undefined : 'no'}>
            {pick.label}
            {pick.note === null ? null : <small className="quiet">{pick.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
