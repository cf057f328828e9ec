import type { ReactNode } from 'react';

/** The keys of the pad, in the order of a keyboard's number block. */
export const PAD_KEYS = ['7', '8', '9', 'back', '4', '5', '6', 'clear', '1', '2', '3', 'enter', '0', '00'] as const;

/** One of the keys above. */
export type NumpadKey = (typeof PAD_KEYS)[number];

/** `names` are what a screen reader calls the keys that are no digits. */
export type NumpadProps = {
  readonly label: string;
  readonly names: { readonly back: string; readonly clear: string; readonly enter: string; readonly clearShort: string };
  readonly onKey: (key: NumpadKey) => void;
};

/** The number block for fingers; real keys never pass through it. */
export function Numpad({ label, names, onKey }: NumpadProps): ReactNode {
  const face: Readonly<Partial<Record<NumpadKey, string>>> = { back: '⌫', clear: names.clearShort, enter: names.enter };
  const spoken: Readonly<Partial<Record<NumpadKey, string>>> = { back: names.back, clear: names.clear };
  return (
    <div className="numpad" role="group" aria-label={label}>
      {PAD_KEYS.map((key) => (
        <button
          key={key}
          type="button"
          className={`pad pad-${key}`}
          data-testid={`pad-${key}`}
          aria-label={spoken[key]}
          // A finger must not take the focus away: the next scan's Enter would press this key again.
          onPointerDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onKey(key);
          }}
        >
          {face[key] ?? key}
        </button>
      ))}
    </div>
  );
}
