import type { ReactNode } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { KeyBar } from '../../components/key-bar.tsx';
import { COMMANDS, targetOf } from '../../state/commands.ts';
import { KEY_OF, pagePayment } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import { useView } from '../../state/view-store.ts';

/** The function keys as the bar shows them: the same commands as the keyboard's, so that both always agree. */
export function Keys({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const screen = useView((view) => view.screen);
  const detail = useView((view) => view.detail);
  const place = { snapshot, screen, pagePayment: pagePayment(screen, detail) };
  return (
    <KeyBar
      label={words.keys.label}
      places={COMMANDS.map((command) => ({
        id: command,
        key: KEY_OF[command],
        label: words.keys[command],
        onPress: targetOf(command, place),
      }))}
    />
  );
}
