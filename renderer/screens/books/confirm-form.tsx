import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { act } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

/** What the second look at something that cannot be taken back needs; main compares the digits. */
export type ConfirmProps = {
  readonly channel: 'books.restore' | 'books.erase';
  readonly code: string;
  readonly yes: string;
};

/** The digits have to be typed: an Enter too much does nothing. Once main has taken them, Paydesk closes and starts anew. */
export function ConfirmForm({ channel, code, yes }: ConfirmProps): ReactNode {
  const { confirm } = useWords().books;
  const [typed, setTyped] = useState('');
  const [isGoing, setGoing] = useState(false);
  const isRight = typed.trim() === code;
  const send = async (): Promise<void> => {
    if (!isRight || isGoing) return;
    setGoing(true);
    if (!(await act(channel, { code: typed.trim() }))) setGoing(false);
  };
  if (isGoing)
    return (
      <p role="status" data-testid="books-going">
        {confirm.going}
      </p>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={confirm.code(code)}
        hint={confirm.hint}
        value={typed}
        onChange={setTyped}
        error={typed.trim().length >= code.length && !isRight ? confirm.wrong : null}
        maxLength={code.length}
        isNumeric
        isFirst
        testId="books-code"
      />
      <Refused />
      <div className="dialog-acts">
        <Button label={confirm.keep} onPress={closeDialog} testId="books-keep" />
        <Button label={yes} tone="danger" submits isDisabled={!isRight} testId="books-yes" />
      </div>
    </form>
  );
}
