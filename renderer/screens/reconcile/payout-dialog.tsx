import { useState, type ReactNode } from 'react';
import { isCurrencyCode } from '../../../core/money/currency.ts';
import { formatMinor, money, parseTyped } from '../../../core/money/money.ts';
import type { ReportSettlement } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { act } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { loadReports } from '../../state/reports-store.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

/** What the bank paid for a settlement: filled in with what was promised, so that the usual case is one key. */
export function PayoutDialog({
  settlement,
  person,
}: {
  readonly settlement: ReportSettlement;
  readonly person: string;
}): ReactNode {
  const words = useWords().reports.payDialog;
  const { currency, netMinor, set, settlementBatchId, valueDate } = settlement;
  const code = isCurrencyCode(currency) ? currency : null;
  const [amount, setAmount] = useState(code === null ? String(netMinor) : formatMinor(money(code, Math.max(0, netMinor))));
  const [paidOn, setPaidOn] = useState(valueDate.slice(0, 10));
  const [name, setName] = useState(person);
  const amountMinor = code === null ? Number(amount) : parseTyped(code, amount);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(paidOn);
  const isAmount = amountMinor !== null && Number.isSafeInteger(amountMinor);
  const submit = async (): Promise<void> => {
    if (!isAmount || !isDate || name === '') return;
    if (await act('reports.pay', { set, settlementBatchId, amountMinor, paidOn, person: name })) {
      closeDialog();
      await loadReports();
    }
  };
  return (
    <Dialog title={words.title} onClose={closeDialog} testId="payout-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label={words.amount}
          value={amount}
          onChange={setAmount}
          suffix={currency}
          error={isAmount ? null : words.wrongAmount}
          testId="payout-amount"
          isFirst
          isNumeric
        />
        <Field
          label={words.date}
          value={paidOn}
          onChange={setPaidOn}
          error={isDate ? null : words.wrongDate}
          testId="payout-date"
        />
        <Field label={words.person} value={name} onChange={setName} maxLength={64} testId="payout-person" />
        <Refused />
        <div className="dialog-acts">
          <Button label={words.keep} onPress={closeDialog} />
          <Button label={words.save} tone="primary" submits testId="payout-save" />
        </div>
      </form>
    </Dialog>
  );
}
