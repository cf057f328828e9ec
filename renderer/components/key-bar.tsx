import type { ReactNode } from 'react';

/** One place on the bar; `onPress` is null when the act is not possible now. */
export type KeyPlace = {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly onPress: (() => void) | null;
};

/** The function keys in fixed places: what cannot be done now is dimmed, never moved. */
export function KeyBar({ label, places }: { readonly label: string; readonly places: readonly KeyPlace[] }): ReactNode {
  return (
    <nav className="key-bar" aria-label={label}>
      {places.map((place) => (
        <button
          key={place.id}
          type="button"
          data-testid={`key-${place.key}`}
          aria-keyshortcuts={place.key}
          disabled={place.onPress === null}
          onClick={place.onPress ?? undefined}
        >
          <kbd>{place.key}</kbd>
          <span>{place.label}</span>
        </button>
      ))}
    </nav>
  );
}
