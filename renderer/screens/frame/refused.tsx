import type { ReactNode } from 'react';
import { useWords } from '../../state/language.ts';
import { useView } from '../../state/view-store.ts';
import { refusalOf } from '../wording/advice.ts';
import { sentences } from '../wording/sentences.ts';

/** Why main refused what a dialog asked for, inside that dialog: a message behind it could not be read. */
export function Refused(): ReactNode {
  const words = useWords();
  const refusal = useView((view) => view.refusal);
  if (refusal === null) return null;
  const { happened, money, now } = refusalOf(words, refusal.code);
  return (
    <p className="warning" role="alert" data-testid="refusal">
      {sentences(words, [happened, money, now])}
    </p>
  );
}
