import { useState, type ReactNode } from 'react';
import { formatMoney, money, parseTyped } from '../../../core/money/money.ts';
import type { Req, Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useNowMs } from '../../state/clock.ts';
import { answerDispute, useDisputes } from '../../state/disputes-store.ts';
import { useWords } from '../../state/language.ts';
import { openPayment } from '../../state/view-store.ts';
import { Papers, type ChosenPapers } from './chosen-papers.tsx';

type Dispute = Res<'disputes.list'>['disputes'][number];
type RowProps = { readonly dispute: Dispute; readonly mayAnswer: boolean };

const HOUR_MS = 3_600_000;

/** One dispute: what is asked, how long there is, what was answered, what is owed. */
export function DisputeRow({ dispute, mayAnswer }: RowProps): ReactNode {
  const words = useWords().disputes;
  const { disputeRequestId, kind, state, amount, owed, reply } = dispute;
  const isOpen = state === 'open' || state === 'refused';
  return (
    <article className="dispute" data-testid={`dispute-${disputeRequestId}`} data-state={state} data-soon={dispute.isDueSoon}>
      <header className="dispute-head">
        <h2>
          {words.kind[kind]} {amount === null ? null : formatMoney(money(amount.currency, amount.amountMinor))}
        </h2>
        <Button
          label={words.openPayment}
          tone="small"
          onPress={() => {
            openPayment(dispute.paymentRequestId);
          }}
        />
      </header>
      <p>
        <b>{words.state[state]}</b> {isOpen ? <Countdown answerByMs={dispute.answerByMs} /> : null}{' '}
        {reply === null ? null : words.reply[reply]}
      </p>
      <Origin dispute={dispute} />
      {owed === null ? null : (
        <p className="dispute-owed" data-testid="dispute-owed">
          {words.owed(formatMoney(money(owed.currency, owed.amountMinor)))}
        </p>
      )}
      {isOpen && mayAnswer ? kind === 'retrieval' ? <SendPapers dispute={dispute} /> : <Decide dispute={dispute} /> : null}
    </article>
  );
}

/** Which dispute it is, where it came from, and why. */
function Origin({ dispute }: Pick<RowProps, 'dispute'>): ReactNode {
  const words = useWords().disputes;
  const { disputeRequestId, source, asked, reason } = dispute;
  const parts = [disputeRequestId, source === 'entered' ? words.entered : '', asked.join(', '), reason ?? ''];
  return <p className="quiet">{parts.filter((part) => part !== '').join(' · ')}</p>;
}

function Countdown({ answerByMs }: { readonly answerByMs: number }): ReactNode {
  const words = useWords().disputes;
  const hours = Math.max(0, Math.floor((answerByMs - useNowMs()) / HOUR_MS));
  return <span>{words.due(Math.floor(hours / 24), hours % 24)}</span>;
}

function SendPapers({ dispute: { disputeRequestId } }: { readonly dispute: Dispute }): ReactNode {
  const words = useWords().disputes;
  const { isBusy } = useDisputes();
  const [papers, setPapers] = useState<ChosenPapers>([]);
  const labels = { '0001': words.sendAll, '0002': words.sendPart, '0003': words.sendNone } as const;
  return (
    <>
      <Papers papers={papers} onChange={setPapers} />
      <div className="reports-bar">
        {(['0001', '0002', '0003'] as const).map((responseCode) => (
          <Button
            key={responseCode}
            label={labels[responseCode]}
            tone="small"
            testId={`dispute-reply-${responseCode}`}
            isDisabled={isBusy || (responseCode === '0003' && papers.length > 0)}
            onPress={() => void answerDispute({ disputeRequestId, reply: { kind: 'retrieval', responseCode }, papers })}
          />
        ))}
      </div>
    </>
  );
}

type RefundType = Extract<Req<'disputes.answer'>['reply'], { kind: 'escalation' }>['refundType'];

function Decide({ dispute: { disputeRequestId, amount } }: { readonly dispute: Dispute }): ReactNode {
  const words = useWords().disputes;
  const { isBusy } = useDisputes();
  const [part, setPart] = useState('');
  const [remarks, setRemarks] = useState('');
  const [papers, setPapers] = useState<ChosenPapers>([]);
  const partMinor = amount === null ? null : parseTyped(amount.currency, part);
  const send = (refundType: RefundType, amountMinor: number | null) => () => {
    const refund = amount === null || amountMinor === null ? null : { currency: amount.currency, amountMinor };
    void answerDispute({ disputeRequestId, reply: { kind: 'escalation', refundType, refund, remarks }, papers });
  };
  return (
    <>
      <div className="dispute-fields">
        <Field label={words.part} value={part} onChange={setPart} testId="dispute-part" isNumeric />
        <Field label={words.remarks} value={remarks} onChange={setRemarks} maxLength={256} testId="dispute-remarks" />
      </div>
      <Papers papers={papers} onChange={setPapers} />
      <div className="reports-bar">
        <Button
          label={words.accept}
          tone="small"
          testId="dispute-accept"
          isDisabled={isBusy}
          onPress={send('ACCEPT_REFUND', amount?.amountMinor ?? null)}
        />
        <Button
          label={words.acceptPart}
          tone="small"
          testId="dispute-accept-part"
          isDisabled={isBusy || partMinor === null || partMinor === 0}
          onPress={send('ACCEPT_PARTIAL_REFUND', partMinor)}
        />
        <Button
          label={words.refuse}
          tone="small"
          testId="dispute-refuse"
          isDisabled={isBusy}
          onPress={send('REFUSE_REFUND', null)}
        />
      </div>
    </>
  );
}
