import type { ReactNode } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../state/language.ts';

/** Covers the page while a window of the system is open: it hears what is scanned, so nothing here may look ready for a customer. */
export function Aside(): ReactNode {
  const { happened, money, now } = useWords().notice.kind['counter-aside'];
  return (
    <Dialog title={happened} testId="aside" isCover onClose={() => undefined}>
      <p>
        {money} {now}
      </p>
    </Dialog>
  );
}
