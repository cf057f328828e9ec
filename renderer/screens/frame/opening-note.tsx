import type { ReactNode } from 'react';
import type { OpeningNote as Note } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import { goToWorld } from '../../state/opening-store.ts';
import { goTo, useView } from '../../state/view-store.ts';

/** In the rail: what is left of the set-up, or what to do for its practice payment. Nothing once everything is done or skipped. */
export function OpeningNote({ note }: { readonly note: Note | null }): ReactNode {
  const { rail } = useWords().opening;
  const isOpen = useView((view) => view.screen.kind === 'opening');
  if (note === null || isOpen) return null;
  if (note.isPractising) return <Practising hasPractised={note.hasPractised} />;
  if (note.isSetUp && note.left.length === 0) return null;
  return (
    <section className="opening-rail" data-testid="opening-rail">
      <h2>{rail.title}</h2>
      <p>{note.isSetUp ? rail.left(note.left.length) : rail.notSetUp}</p>
      <Button
        label={rail.goOn}
        tone="small"
        testId="opening-continue"
        onPress={() => {
          goTo({ kind: 'opening' });
        }}
      />
    </section>
  );
}

function Practising({ hasPractised }: { readonly hasPractised: boolean }): ReactNode {
  const { rail } = useWords().opening;
  return (
    <section className="opening-rail" data-testid="opening-rail" data-practised={hasPractised}>
      <h2>{rail.title}</h2>
      <p role="status">{hasPractised ? rail.practised : rail.practising}</p>
      <Button label={rail.back} tone="small" testId="opening-back" onPress={() => void goToWorld('own')} />
    </section>
  );
}
