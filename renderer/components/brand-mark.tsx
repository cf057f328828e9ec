import type { ReactNode } from 'react';

/** The text form of the partner mark; the official artwork is a file of the owner's and never drawn here. */
export function BrandMark({ text }: { readonly text: string }): ReactNode {
  return (
    <span className="brand" data-testid="brand">
      {text}
    </span>
  );
}
