import { useEffect, type ReactNode } from 'react';
import type { PaymentDetail, PaymentView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts, type Fact } from '../../components/facts.tsx';
import { fire, loadDetail } from '../../state/acts.ts';
import { hasReceipt } from '../../state/commands.ts';
import { useNowMs } from '../../state/clock.ts';
import { useKeyMap } from '../../state/key-map-store.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { goTo, openDialog, useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { sayMoney, sayNumber } from '../wording/money.ts';
import { paymentText, refundLines } from '../wording/payment.ts';
import { slipOf } from '../wording/printer.ts';
import { exactTime } from '../wording/time.ts';
import { CustomsPart } from './customs-part.tsx';
import { PaymentShape } from './payment-shape.tsx';
import { Refunds } from './refunds.tsx';
import { Timeline } from './timeline.tsx';

/** Everything about one payment; asked anew whenever main has something new. */
export function PaymentPage({ paymentRequestId }: { readonly paymentRequestId: string }): ReactNode {
  const words = useWords();
  const detail = useView((view) => view.detail);
  const revision = useMirror((mirror) => mirror.snapshot?.revision);
  useEffect(() => {
    void loadDetail(paymentRequestId);
  }, [paymentRequestId, revision]);
  const isHere = detail?.payment.paymentRequestId === paymentRequestId;
  return (
    <section className="page" data-testid="payment-page" data-payment={paymentRequestId}>
      {isHere ? <Detail detail={detail} words={words} /> : <h1 className="quiet">{words.page.loading}</h1>}
    </section>
  );
}

function Detail({ detail, words }: { readonly detail: PaymentDetail; readonly words: Words }): ReactNode {
  const { payment } = detail;
  return (
    <>
      <Head payment={payment} words={words} />
      <div className="page-columns">
        <div>
          <CustomsPart paymentRequestId={payment.paymentRequestId} />
          <h2>{words.page.facts}</h2>
          <Facts facts={factsOf(payment, words)} />
          <Refunds refunds={detail.refunds} />
        </div>
        <Timeline rows={detail.timeline} />
      </div>
    </>
  );
}

type Props = { readonly payment: PaymentView; readonly words: Words };

function Head({ payment, words }: Props): ReactNode {
  const nowMs = useNowMs();
  const text = paymentText(words, payment, nowMs);
  return (
    <header className={`page-head panel-${payment.face}`} data-face={payment.face}>
      <PaymentShape payment={payment} nowMs={nowMs} />
      <div>
        <h1>
          {sayNumber(payment.amount)} <small>{payment.amount.currency}</small>
        </h1>
        <p>
          <strong className="word">{text.word}</strong> {[text.lead, ...refundLines(words, payment)].join(' ')}
        </p>
      </div>
      <Button
        label={words.act.back}
        shortcut="Esc"
        testId="act-back"
        onPress={() => {
          goTo({ kind: 'checkout' });
        }}
      />
      <PageActs payment={payment} words={words} />
    </header>
  );
}

function PageActs({ payment, words }: Props): ReactNode {
  const { paymentRequestId, canCancel, canRefund } = payment;
  const keys = useKeyMap((state) => state.map);
  return (
    <div className="page-acts">
      {canRefund ? (
        <Button
          label={words.act.refund}
          shortcut={keys.refund}
          testId="act-refund"
          onPress={() => {
            openDialog({ kind: 'refund', payment });
          }}
        />
      ) : null}
      {canCancel ? (
        <Button
          label={words.act.cancel}
          shortcut={keys.cancel}
          testId="act-cancel"
          onPress={() => {
            openDialog({ kind: 'cancel', payment });
          }}
        />
      ) : null}
      {hasReceipt(payment) ? (
        <Button
          label={words.act.receipt}
          shortcut={keys.receipt}
          testId="act-receipt"
          onPress={() => {
            openDialog({ kind: 'receipt', payment });
          }}
        />
      ) : null}
      {hasReceipt(payment) ? (
        <Button
          label={words.act.reprint}
          shortcut={keys.reprint}
          testId="act-reprint"
          onPress={() => {
            fire('receipt.print', { paymentRequestId });
          }}
        />
      ) : null}
    </div>
  );
}

function factsOf(payment: PaymentView, { page, ...words }: Words): readonly Fact[] {
  const fact = (name: string, value: string | null, isMono = false): Fact => ({ name, value: value ?? page.none, isMono });
  return [
    fact(page.order, payment.orderNumber),
    fact(page.time, exactTime(payment.submittedAtMs)),
    fact(page.wallet, payment.walletBrandName ?? page.walletUnknown),
    fact(page.refundable, sayMoney(payment.refundable)),
    fact(page.receipt, slipOf({ page, ...words }, payment.slip)),
    fact(page.note, payment.note),
    fact(page.code, payment.codeMask, true),
    fact(page.paymentId, payment.paymentId, true),
    fact(page.requestId, payment.paymentRequestId, true),
    fact(page.result, payment.resultCode, true),
  ];
}
