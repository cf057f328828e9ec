import type { ReactNode } from 'react';
import { PickList } from '../../components/pick-list.tsx';
import { fire } from '../../state/acts.ts';
import { CHOICES, useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { en } from '../../words/en.ts';

/** Which language the counter speaks; it changes at once, because whoever cannot read a screen cannot look for a button on it. */
export function LanguageStep(): ReactNode {
  const { opening, display: words } = useWords();
  const display = useMirror((mirror) => mirror.snapshot?.display);
  if (display === undefined) return null;
  const isElsewhere = display.language !== 'en' && opening.title === en.opening.title;
  return (
    <>
      <PickList
        label={words.language}
        value={display.language}
        picks={CHOICES.map(({ id, name }) => ({ id, label: name, note: null, lang: id }))}
        onChange={(id) => {
          const chosen = CHOICES.find((choice) => choice.id === id);
          if (chosen !== undefined) fire('display.save', { ...display, language: chosen.id });
        }}
      />
      {isElsewhere ? (
        <p className="opening-note" data-testid="opening-fallback">
          {opening.fallback}
        </p>
      ) : null}
    </>
  );
}
