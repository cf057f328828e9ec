import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { act } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { loadReports } from '../../state/reports-store.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

/** A person says why a difference is none, with their name; it stays with the difference in every later run. */
export function ExplainDialog({ differenceKey, person }: { readonly differenceKey: string; readonly person: string }): ReactNode {
  const words = useWords().reports.explainDialog;
  const [reason, setReason] = useState('');
  const [name, setName] = useState(person);
  const submit = async (): Promise<void> => {
    if (reason.trim() === '' || name.trim() === '') return;
    if (await act('reports.explain', { key: differenceKey, reason: reason.trim(), person: name.trim() })) {
      closeDialog();
      await loadReports();
    }
  };
  return (
    <Dialog title={words.title} onClose={closeDialog} testId="explain-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={words.reason} value={reason} onChange={setReason} maxLength={500} testId="explain-reason" isFirst />
        <Field label={words.person} value={name} onChange={setName} maxLength={64} testId="explain-person" />
        <Refused />
        <div className="dialog-acts">
          <Button label={words.keep} onPress={closeDialog} />
          <Button label={words.save} tone="primary" submits testId="explain-save" isDisabled={reason.trim() === ''} />
        </div>
      </form>
    </Dialog>
  );
}
