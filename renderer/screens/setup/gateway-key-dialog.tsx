import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

/** Takes Alipay+'s public key; main reads and judges it. */
export function GatewayKeyDialog(): ReactNode {
  const { setup, act } = useWords();
  const [publicKey, setPublicKey] = useState('');
  return (
    <Dialog title={setup.gatewayKey} onClose={closeDialog} testId="gateway-key-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void setUp('setup.save-gateway-key', { publicKey });
        }}
      >
        <Field
          label={setup.gatewayKeyField}
          hint={setup.gatewayKeyHint}
          kind="long"
          value={publicKey}
          onChange={setPublicKey}
          isFirst
          testId="gateway-key-text"
        />
        <Refused />
        <div className="dialog-acts">
          <Button label={setup.keep} onPress={closeDialog} />
          <Button label={act.save} tone="primary" submits isDisabled={publicKey.trim() === ''} testId="gateway-key-save" />
        </div>
      </form>
    </Dialog>
  );
}
