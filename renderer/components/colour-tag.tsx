import type { ReactNode } from 'react';

/** A text on a ground of its own colour, which the text names too; `colour` is a name of look/mark.css. */
export function ColourTag({
  colour,
  label,
  text,
}: {
  readonly colour: string;
  readonly label: string;
  readonly text: string;
}): ReactNode {
  return (
    <span className={`colour-tag colour-${colour}`} title={label} data-testid="mark">
      <span className="only-read">{label}: </span>
      {text}
    </span>
  );
}
