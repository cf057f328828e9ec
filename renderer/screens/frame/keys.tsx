import type { ReactNode } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { KeyBar } from '../../components/key-bar.tsx';
import { targetOf } from '../../state/commands.ts';
import { inKeyOrder, useKeyMap } from '../../state/key-map-store.ts';
import { pagePayment } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import { useView } from '../../state/view-store.ts';

/** The function keys as the bar shows them: the same commands as the keyboard's, so that both always agree. */
export function Keys({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const screen = useView((view) => view.screen);
  const detail = useView((view) => view.detail);
  const map = useKeyMap((state) => state.map);
  const place = { snapshot, screen, pagePayment: pagePayment(screen, detail) };
  return (
    <KeyBar
      label={words.keys.label}
      places={inKeyOrder(map).map((command) => ({
        id: command,
        key: map[command],
        label: words.keys[command],
        onPress: targetOf(command, place),
      }))}
    />
  );
}
