import type { ReactNode } from 'react';
import type { PaymentView, Snapshot } from '../../api/types.ts';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import { openPayment, useView } from '../../state/view-store.ts';
import { PaymentShape } from '../payment/payment-shape.tsx';
import { sayMoney, sayNumber } from '../wording/money.ts';
import { paymentLine } from '../wording/payment.ts';
import { clockTime } from '../wording/time.ts';
import { LessonPanel } from '../lessons/lesson-panel.tsx';
import { mayOpen } from '../opening/may-open.ts';
import { OpeningNote } from './opening-note.tsx';
import { Tray } from './tray.tsx';

/** Memory: what is not settled first, then the lesson that is being done, or the last five and today's two figures. */
export function Rail({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const { tray, practice } = snapshot;
  const lesson = practice?.lesson ?? null;
  return (
    <aside className="rail" aria-label={words.rail.label}>
      {tray.length === 0 ? null : <Tray payments={tray} />}
      {lesson === null ? (
        <>
          <OpeningNote note={mayOpen(snapshot) ? snapshot.opening : null} />
          <Memory snapshot={snapshot} />
        </>
      ) : (
        <LessonPanel note={lesson} />
      )}
    </aside>
  );
}

/** The last five and today's figures; they give way to a lesson, which needs the room. */
function Memory({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const { lastFive, today, shift, staff } = snapshot;
  return (
    <>
      <section className="last-five">
        <h2>{words.rail.lastFive}</h2>
        {lastFive.length === 0 ? <p className="quiet">{words.rail.none}</p> : null}
        <ul>
          {lastFive.map((payment) => (
            <li key={payment.paymentRequestId}>
              <Row payment={payment} />
            </li>
          ))}
        </ul>
      </section>
      <dl className="today">
        <div>
          <dt>{words.people.atTheTill}</dt>
          <dd data-testid="at-the-till">{staff.person?.name ?? (staff.isSetUp ? words.people.locked : words.people.nobody)}</dd>
        </div>
        <div>
          <dt>{words.shift.rail}</dt>
          <dd data-testid="rail-shift">
            {shift === null ? words.shift.railNone : words.shift.since(clockTime(shift.openedAtMs), shift.heldBy)}
          </dd>
        </div>
        <div>
          <dt>{words.rail.today}</dt>
          <dd data-testid="today-payments">{today.payments}</dd>
        </div>
        <div>
          <dt>{words.rail.taken}</dt>
          <dd data-testid="today-taken">{sayMoney(today.taken)}</dd>
        </div>
      </dl>
    </>
  );
}

function Row({ payment }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  const nowMs = useNowMs();
  const isOpen = useView(({ screen }) => screen.kind === 'payment' && screen.paymentRequestId === payment.paymentRequestId);
  return (
    <button
      type="button"
      className={`rail-row face-${payment.face}`}
      data-testid="rail-row"
      data-face={payment.face}
      data-payment={payment.paymentRequestId}
      aria-current={isOpen ? 'page' : undefined}
      onClick={() => {
        openPayment(payment.paymentRequestId);
      }}
    >
      <PaymentShape payment={payment} nowMs={nowMs} />
      <span className="rail-money">
        <b>{sayNumber(payment.amount)}</b> <small>{payment.amount.currency}</small>
      </span>
      <span className="rail-order">{payment.orderNumber}</span>
      <span className="only-read">{words.face[payment.face].word}</span>
      <span className="rail-line">{paymentLine(words, payment)}</span>
    </button>
  );
}
