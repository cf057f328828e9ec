import { useEffect, useState, type ReactNode } from 'react';
import type { PaymentView, RefusalCode, Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Facts } from '../../components/facts.tsx';
import { Field } from '../../components/field.tsx';
import { refundNeeds, startRefund } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { refusalOf } from '../wording/advice.ts';
import { fieldNumber, sayMoney } from '../wording/money.ts';
import { list, sentences } from '../wording/sentences.ts';
import { readRefund, type Typed } from './refund-form.ts';

const REASON_LENGTH_MAX = 256;

/** Gives money back. The dialog itself is the one question: its button says how much. */
export function RefundDialog({ payment }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  const form = useRefund(payment, words);
  const { refundDialog: text } = words;
  const needs = useNeeds(payment, form.typed);
  return (
    <Dialog title={`${text.title} · ${words.stage.order(payment.orderNumber)}`} onClose={closeDialog} testId="refund-dialog">
      <Facts
        facts={[
          { name: text.original, value: sayMoney(payment.amount) },
          { name: text.already, value: sayMoney(payment.refunded) },
          { name: text.left, value: sayMoney(payment.refundable) },
        ]}
      />
      {payment.refundsInDoubt > 0 ? <p className="warning">{text.doubt}</p> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        <Field
          label={text.amount}
          value={form.amountText}
          onChange={form.setAmountText}
          error={form.error}
          suffix={payment.amount.currency}
          isNumeric
          isFirst
          testId="refund-amount"
          errorTestId="refund-error"
        />
        <Field
          label={text.reason}
          hint={needs?.isReasonNeeded === true ? text.reasonNeeded : text.reasonHint}
          value={form.reason}
          onChange={form.setReason}
          maxLength={REASON_LENGTH_MAX}
          testId="refund-reason"
        />
        <SecondPerson needs={needs} words={words} />
        <div className="dialog-acts">
          <Button label={text.keep} onPress={closeDialog} testId="refund-close" />
          <Button
            label={form.typed.amount === null ? text.submitPlain : text.submit(sayMoney(form.typed.amount))}
            tone="primary"
            submits
            isDisabled={
              form.typed.amount === null || form.isSending || (needs?.isReasonNeeded === true && form.reason.trim() === '')
            }
            testId="refund-submit"
          />
        </div>
      </form>
    </Dialog>
  );
}

type Needs = Res<'refund.needs'> | null;

/** What main says about this amount; asked anew with every change of it. */
function useNeeds({ paymentRequestId }: PaymentView, { amount }: Typed): Needs {
  const [needs, setNeeds] = useState<Needs>(null);
  const currency = amount?.currency;
  const amountMinor = amount?.amountMinor;
  useEffect(() => {
    if (currency === undefined || amountMinor === undefined) return undefined;
    let isHere = true;
    void refundNeeds(paymentRequestId, { currency, amountMinor }).then((answer) => {
      if (isHere) setNeeds(answer);
    });
    return () => {
      isHere = false;
    };
  }, [paymentRequestId, currency, amountMinor]);
  return needs;
}

function SecondPerson({ needs, words }: { readonly needs: Needs; readonly words: Words }): ReactNode {
  if (needs?.isReasonNeeded !== true) return null;
  const { refundDialog: text, people } = words;
  return (
    <p className={needs.isSecondPersonNeeded ? 'warning' : 'quiet'} data-testid="refund-needs">
      {needs.isSecondPersonNeeded
        ? text.needsSecond(
            list(
              words,
              needs.reasons.map((reason) => people.beyond[reason]),
            ),
          )
        : text.needsNobody}
    </p>
  );
}

type RefundForm = {
  readonly amountText: string;
  readonly setAmountText: (text: string) => void;
  readonly reason: string;
  readonly setReason: (text: string) => void;
  readonly typed: Typed;
  readonly error: string | null;
  readonly isSending: boolean;
  readonly submit: () => void;
};

function useRefund(payment: PaymentView, words: Words): RefundForm {
  const [amountText, setText] = useState(() => fieldNumber(payment.refundable));
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<RefusalCode | null>(null);
  const [isSending, setSending] = useState(false);
  const typed = readRefund(amountText, payment.refundable, words);
  const send = async (amount: NonNullable<Typed['amount']>): Promise<void> => {
    setSending(true);
    const code = await startRefund(payment.paymentRequestId, amount, reason.trim() === '' ? null : reason.trim());
    if (code === null) return;
    setRefused(code);
    setSending(false);
  };
  return {
    amountText,
    reason,
    setReason,
    typed,
    isSending,
    setAmountText: (text) => {
      setText(text);
      setRefused(null);
    },
    error: typed.error ?? (refused === null ? null : sentence(words, refused)),
    submit: () => {
      if (typed.amount !== null && !isSending) void send(typed.amount);
    },
  };
}

function sentence(words: Words, code: RefusalCode): string {
  const { happened, money, now } = refusalOf(words, code);
  return sentences(words, [happened, money, now]);
}
