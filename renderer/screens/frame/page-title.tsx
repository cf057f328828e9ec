import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import { goTo } from '../../state/view-store.ts';

type Props = { readonly title: string; readonly children?: ReactNode };

/** The head of a page beside the checkout: what it is, what can be done on it, and the way back. */
export function PageTitle({ title, children }: Props): ReactNode {
  const words = useWords();
  return (
    <header className="page-title">
      <h1>{title}</h1>
      {children}
      <Button
        label={words.act.back}
        shortcut="Esc"
        testId="act-back"
        onPress={() => {
          goTo({ kind: 'checkout' });
        }}
      />
    </header>
  );
}
