import { useState, type ReactNode } from 'react';
import type { MoneyView, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { act } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';
import { SoundControls } from '../setup/sound-controls.tsx';
import { MoneyDialog } from './money-dialog.tsx';

type Props = { readonly snapshot: Snapshot };

/** Opens a shift with what is in the drawer, and has whoever opens it hear the three sounds. */
export function OpenShiftDialog({ snapshot: { shop, display } }: Props): ReactNode {
  const { sounds, shift } = useWords();
  const text = shift.openDialog;
  const nothing: MoneyView = { currency: shop.currency, amountMinor: 0 };
  return (
    <MoneyDialog
      title={text.title}
      text={null}
      label={text.float}
      hint={text.hint}
      yes={text.yes}
      no={text.no}
      currency={shop.currency}
      isOptional
      testId="float"
      more={
        <fieldset className="sound-check">
          <legend>{sounds.title}</legend>
          <SoundControls display={display} />
        </fieldset>
      }
      onAnswer={(float) => act('shift.open', { float: float ?? nothing })}
    />
  );
}

/** Closes the shift. Where counts are blind, main takes no close without one. */
export function CloseShiftDialog({ snapshot: { shop } }: Props): ReactNode {
  const { closeDialog: text } = useWords().shift;
  return (
    <MoneyDialog
      title={text.title}
      text={text.text}
      label={text.counted}
      hint={text.hint}
      yes={text.yes}
      no={text.no}
      currency={shop.currency}
      isOptional
      testId="count"
      onAnswer={(counted) => act('shift.close', { counted })}
    />
  );
}

/** Somebody else answers for the shift from now on, and says why. */
export function TakeOverDialog({ snapshot: { shift } }: Props): ReactNode {
  const { takeOverDialog: text } = useWords().shift;
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    if (await act('shift.take-over', { reason: reason.trim() })) closeDialog();
  };
  return (
    <Dialog title={text.title} onClose={closeDialog} testId="take-over-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>{text.text(shift?.heldBy ?? '')}</p>
        <Field label={text.reason} value={reason} onChange={setReason} maxLength={200} isFirst testId="take-over-reason" />
        <Refused />
        <div className="dialog-acts">
          <Button label={text.no} onPress={closeDialog} />
          <Button label={text.yes} tone="primary" submits isDisabled={reason.trim() === ''} testId="take-over-yes" />
        </div>
      </form>
    </Dialog>
  );
}
