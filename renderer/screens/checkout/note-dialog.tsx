import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { act } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

const NOTE_LENGTH_MAX = 200;

/** A note for the sale that is being typed. */
export function NoteDialog({ note }: { readonly note: string | null }): ReactNode {
  const words = useWords();
  const [text, setText] = useState(note ?? '');
  const save = async (): Promise<void> => {
    if (await act('sale.note', { note: text.trim() })) closeDialog();
  };
  return (
    <Dialog title={words.noteDialog.title} onClose={closeDialog} testId="note-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={words.noteDialog.label}
          hint={words.noteDialog.hint}
          value={text}
          onChange={setText}
          maxLength={NOTE_LENGTH_MAX}
          isFirst
          testId="note-text"
        />
        <Refused />
        <div className="dialog-acts">
          <Button label={words.noteDialog.keep} onPress={closeDialog} />
          <Button label={words.act.save} tone="primary" submits testId="note-save" />
        </div>
      </form>
    </Dialog>
  );
}
