import type { ReactNode } from 'react';
import { useWords } from '../../state/language.ts';

/** Says that an administrator's policy holds what stands above; nothing while it does not. */
export function Locked({ isLocked, testId }: { readonly isLocked: boolean; readonly testId: string }): ReactNode {
  const { setup } = useWords();
  return isLocked ? (
    <p className="quiet" data-testid={testId}>
      {setup.locked}
    </p>
  ) : null;
}
