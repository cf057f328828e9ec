import { useState, type ReactNode } from 'react';
import { parseTyped } from '../../../core/money/money.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { enterDispute, useDisputes } from '../../state/disputes-store.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';

type Kind = 'retrieval' | 'escalation';

const EMPTY = { disputeRequestId: '', paymentRequestId: '', occurredOn: '', amount: '', reason: '' };

/** Enters what Alipay+ Partner Workspace shows, where disputes cannot arrive by themselves. */
export function EnterForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const words = useWords().disputes;
  const { isBusy } = useDisputes();
  const currency = useMirror((mirror) => mirror.snapshot?.shop.currency ?? null);
  const [kind, setKind] = useState<Kind>('retrieval');
  const [typed, setTyped] = useState(EMPTY);
  const change = (name: keyof typeof EMPTY) => (text: string) => {
    setTyped({ ...typed, [name]: text });
  };
  const amountMinor = currency === null ? null : parseTyped(currency, typed.amount);
  const isWhole =
    typed.disputeRequestId.trim() !== '' &&
    typed.paymentRequestId.trim() !== '' &&
    /^\d{4}-\d\d-\d\d$/.test(typed.occurredOn) &&
    (kind === 'retrieval' || amountMinor !== null);
  const submit = async (): Promise<void> => {
    const amount = kind === 'escalation' && currency !== null && amountMinor !== null ? { currency, amountMinor } : null;
    if (await enterDispute({ ...typed, kind, amount, reason: typed.reason === '' ? null : typed.reason })) onDone();
  };
  const fields = [
    ['disputeRequestId', words.form.id],
    ['paymentRequestId', words.form.payment],
    ['occurredOn', words.form.day],
    ...(kind === 'escalation' ? ([['amount', words.form.amount]] as const) : []),
    ['reason', words.form.reason],
  ] as const;
  return (
    <form
      className="dispute"
      data-testid="dispute-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) void submit();
      }}
    >
      <h2>{words.form.title}</h2>
      <KindChoice kind={kind} onChange={setKind} />
      <div className="dispute-fields">
        {fields.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            value={typed[name]}
            onChange={change(name)}
            maxLength={256}
            testId={`dispute-${name}`}
          />
        ))}
      </div>
      <div className="reports-bar">
        <Button label={words.form.save} tone="primary" submits testId="dispute-save" isDisabled={isBusy || !isWhole} />
        <Button label={words.form.leave} onPress={onDone} />
      </div>
    </form>
  );
}

function KindChoice({ kind, onChange }: { readonly kind: Kind; readonly onChange: (kind: Kind) => void }): ReactNode {
  const words = useWords().disputes;
  return (
    <Choice
      label={words.form.kind}
      value={kind}
      onChange={onChange}
      options={[
        { id: 'retrieval', label: words.kind.retrieval },
        { id: 'escalation', label: words.kind.escalation },
      ]}
    />
  );
}
