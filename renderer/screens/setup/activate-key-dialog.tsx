import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

/** Asks before payments are signed with another key, because a key that Alipay+ does not have stops the counter. */
export function ActivateKeyDialog({ keyVersion }: { readonly keyVersion: number }): ReactNode {
  const { setup } = useWords();
  return (
    <Dialog title={setup.activateTitle(keyVersion)} onClose={closeDialog} testId="activate-key-dialog">
      <p>{setup.activateText}</p>
      <Refused />
      <div className="dialog-acts">
        <Button
          label={setup.activateYes}
          testId="confirm-yes"
          onPress={() => {
            void setUp('setup.activate-key', { keyVersion });
          }}
        />
        <Button label={setup.keep} tone="primary" isFirst testId="confirm-no" onPress={closeDialog} />
      </div>
    </Dialog>
  );
}
