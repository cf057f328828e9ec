import { useState, type ReactNode } from 'react';
import type { Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog, closeRefusal } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';
import { ConfirmForm } from './confirm-form.tsx';
import { isDayText } from './day-text.ts';

/** Erases what people typed: first a day and how much that is, then a second look. */
export function EraseDialog(): ReactNode {
  const { erase } = useWords().books;
  const [counted, setCounted] = useState<Res<'books.count'> | null>(null);
  if (counted === null || counted.notes === 0)
    return (
      <Dialog key="day" title={erase.dialogTitle} onClose={closeDialog} testId="erase-dialog">
        <DayForm isNothing={counted !== null} onCounted={setCounted} />
      </Dialog>
    );
  return (
    <Dialog key="code" title={erase.dialogTitle} onClose={closeDialog} testId="erase-confirm">
      <p className="books-warning">{erase.found(counted.notes)}</p>
      <p className="quiet">{erase.copiesHint}</p>
      <ConfirmForm channel="books.erase" code={counted.code} yes={erase.yes} />
    </Dialog>
  );
}

type DayProps = { readonly isNothing: boolean; readonly onCounted: (counted: Res<'books.count'>) => void };

function DayForm({ isNothing, onCounted }: DayProps): ReactNode {
  const { erase, confirm, export: words } = useWords().books;
  const [before, setBefore] = useState('');
  const isDay = isDayText(before);
  const count = async (): Promise<void> => {
    closeRefusal();
    const counted = await ask('books.count', { before: before.trim() });
    if (counted !== null) onCounted(counted);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isDay) void count();
      }}
    >
      <p>{erase.hint}</p>
      <Field
        label={erase.before}
        hint={erase.beforeHint}
        value={before}
        onChange={setBefore}
        error={before.trim().length >= 10 && !isDay ? words.notDay : null}
        maxLength={10}
        isFirst
        testId="erase-before"
      />
      <p className="books-done" role="status" data-testid="erase-none">
        {isNothing ? erase.none : null}
      </p>
      <Refused />
      <div className="dialog-acts">
        <Button label={confirm.keep} onPress={closeDialog} testId="books-keep" />
        <Button label={erase.count} tone="primary" submits isDisabled={!isDay} testId="erase-count" />
      </div>
    </form>
  );
}
