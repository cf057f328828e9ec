import { useState, type ReactNode } from 'react';
import { parseTyped } from '../../../core/money/money.ts';
import type { MoneyView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

/** One question about money in the drawer. `isOptional`: an empty field is an answer too. */
export type MoneyDialogProps = {
  readonly title: string;
  readonly text: string | null;
  readonly label: string;
  readonly hint: string;
  readonly yes: string;
  readonly no: string;
  readonly currency: MoneyView['currency'];
  readonly isOptional: boolean;
  readonly testId: string;
  /** What stands below the question. */
  readonly more?: ReactNode;
  /** True once main did it. */
  readonly onAnswer: (amount: MoneyView | null) => Promise<boolean>;
};

/** Asks for an amount, then closes when main has taken it. */
export function MoneyDialog(props: MoneyDialogProps): ReactNode {
  const { shift } = useWords();
  const { currency, isOptional, testId } = props;
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const amountMinor = parseTyped(currency, text);
  const isEmpty = text.trim() === '';
  const isGood = amountMinor !== null || (isEmpty && isOptional);
  const send = async (): Promise<void> => {
    setSending(true);
    const isDone = await props.onAnswer(amountMinor === null ? null : { currency, amountMinor });
    if (isDone) closeDialog();
    else setSending(false);
  };
  return (
    <Dialog title={props.title} onClose={closeDialog} testId={`${testId}-dialog`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood && !isSending) void send();
        }}
      >
        {props.text === null ? null : <p>{props.text}</p>}
        <Field
          label={props.label}
          hint={props.hint}
          value={text}
          onChange={setText}
          error={isEmpty || amountMinor !== null ? null : shift.openDialog.notAmount(currency)}
          suffix={currency}
          isNumeric
          isFirst
          testId={`${testId}-amount`}
        />
        {props.more}
        <Refused />
        <div className="dialog-acts">
          <Button label={props.no} onPress={closeDialog} testId={`${testId}-no`} />
          <Button label={props.yes} tone="primary" submits isDisabled={!isGood || isSending} testId={`${testId}-yes`} />
        </div>
      </form>
    </Dialog>
  );
}
