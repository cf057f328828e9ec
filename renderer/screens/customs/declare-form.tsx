import { useState, type ReactNode } from 'react';
import { formatMinor, money, parseTyped } from '../../../core/money/money.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { declareAtCustoms, useCustoms, type CustomsOfPayment } from '../../state/customs-store.ts';
import { useWords } from '../../state/language.ts';

type BuyerKind = 'none' | 'ID_CARD' | 'PASSPORT';
type Props = { readonly customs: CustomsOfPayment };

const NO_BUYER = { number: '', name: '' };

/** Declares the whole payment, or a part of it; main judges what is typed. */
export function DeclareForm({ customs }: Props): ReactNode {
  const words = useWords().customs.form;
  const { isBusy } = useCustoms();
  const { declarable, left, last, paymentRequestId } = customs;
  const isUntouched = left.amountMinor === declarable.amountMinor;
  const [kind, setKind] = useState<'whole' | 'split'>(isUntouched ? 'whole' : 'split');
  const [typed, setTyped] = useState({ ...last, amount: '', referenceOrderId: '' });
  const [buyerKind, setBuyerKind] = useState<BuyerKind>('none');
  const [buyer, setBuyer] = useState(NO_BUYER);
  const isSplit = kind === 'split' || !isUntouched;
  const amountMinor = isSplit ? parseTyped(left.currency, typed.amount) : left.amountMinor;
  const send = async (): Promise<void> => {
    if (amountMinor === null) return;
    const { amount: _amount, referenceOrderId, ...rest } = typed;
    const isThere = await declareAtCustoms({
      ...rest,
      paymentRequestId,
      amount: { currency: left.currency, amountMinor },
      isSplit,
      referenceOrderId: isSplit ? referenceOrderId : null,
      buyer: buyerKind === 'none' ? null : { type: buyerKind, ...buyer },
    });
    if (!isThere) return;
    setTyped({ ...typed, amount: '', referenceOrderId: '' });
    setBuyer(NO_BUYER);
  };
  return (
    <form
      className="dispute"
      data-testid="declare-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{words.title}</h2>
      {isUntouched ? <KindChoice kind={kind} onChange={setKind} /> : null}
      <Fields
        typed={typed}
        onChange={setTyped}
        isSplit={isSplit}
        mostText={formatMinor(money(left.currency, left.amountMinor))}
      />
      <Buyer kind={buyerKind} onKind={setBuyerKind} buyer={buyer} onChange={setBuyer} />
      <div className="reports-bar">
        <Button
          label={words.send}
          tone="primary"
          submits
          testId="declare-send"
          isDisabled={isBusy || amountMinor === null || amountMinor === 0}
        />
      </div>
    </form>
  );
}

type KindProps = { readonly kind: 'whole' | 'split'; readonly onChange: (kind: 'whole' | 'split') => void };

function KindChoice({ kind, onChange }: KindProps): ReactNode {
  const words = useWords().customs.form;
  return (
    <Choice
      label={words.kind}
      value={kind}
      onChange={onChange}
      options={[
        { id: 'whole', label: words.whole },
        { id: 'split', label: words.split },
      ]}
    />
  );
}

type Typed = CustomsOfPayment['last'] & { readonly amount: string; readonly referenceOrderId: string };
type FieldsProps = {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
  readonly isSplit: boolean;
  readonly mostText: string;
};

function Fields({ typed, onChange, isSplit, mostText }: FieldsProps): ReactNode {
  const words = useWords().customs.form;
  const fields = [
    ['customsCode', words.customs, words.customsHint, 128],
    ['merchantCustomsCode', words.merchant, '', 128],
    ['merchantCustomsName', words.merchantName, '', 256],
    ...(isSplit
      ? ([
          ['amount', words.amount, `≤ ${mostText}`, 16],
          ['referenceOrderId', words.order, '', 64],
        ] as const)
      : []),
  ] as const;
  return (
    <div className="dispute-fields">
      {fields.map(([name, label, hint, lengthMax]) => (
        <Field
          key={name}
          label={label}
          hint={hint}
          value={typed[name]}
          maxLength={lengthMax}
          testId={`declare-${name}`}
          onChange={(text) => {
            onChange({ ...typed, [name]: text });
          }}
        />
      ))}
    </div>
  );
}

type BuyerProps = {
  readonly kind: BuyerKind;
  readonly onKind: (kind: BuyerKind) => void;
  readonly buyer: typeof NO_BUYER;
  readonly onChange: (buyer: typeof NO_BUYER) => void;
};

function Buyer({ kind, onKind, buyer, onChange }: BuyerProps): ReactNode {
  const words = useWords().customs.form;
  return (
    <>
      <Choice
        label={words.buyer}
        value={kind}
        onChange={onKind}
        options={[
          { id: 'none', label: words.noBuyer },
          { id: 'ID_CARD', label: words.ID_CARD },
          { id: 'PASSPORT', label: words.PASSPORT },
        ]}
      />
      <p className="quiet">{words.buyerHint}</p>
      {kind === 'none' ? null : (
        <div className="dispute-fields">
          {(['number', 'name'] as const).map((name) => (
            <Field
              key={name}
              label={words[name]}
              value={buyer[name]}
              maxLength={name === 'number' ? 64 : 256}
              testId={`buyer-${name}`}
              onChange={(text) => {
                onChange({ ...buyer, [name]: text });
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}
