import type { ReactNode } from 'react';

/** Says a text to screen readers when it changes, politely, after what they are saying now. */
export function Announcer({ text }: { readonly text: string }): ReactNode {
  return (
    <p className="only-read" role="status" aria-live="polite" data-testid="announcer">
      {text}
    </p>
  );
}
