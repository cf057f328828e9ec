import type { ReactNode } from 'react';
import { Numpad } from '../../components/numpad.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';

/** The numpad for fingers, wired to main, which is where amounts and codes are typed. */
export function Pad(): ReactNode {
  const words = useWords();
  return (
    <Numpad
      label={words.pad.label}
      names={words.pad}
      onKey={(key) => {
        fire('sale.key', { key });
      }}
    />
  );
}
