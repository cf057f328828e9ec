import type { ReactNode } from 'react';
import type { PaymentView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { ColourTag } from '../../components/colour-tag.tsx';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { openDialog } from '../../state/view-store.ts';
import { PaymentShape, SHAPE_OF } from '../payment/payment-shape.tsx';
import { alarmOf } from '../wording/advice.ts';
import { markText } from '../wording/mark.ts';
import { sentences } from '../wording/sentences.ts';
import { paymentText } from '../wording/payment.ts';
import { exactTime } from '../wording/time.ts';
import { PaymentActs } from './payment-acts.tsx';
import { OwnMark } from './own-mark.tsx';
import { SaleHead } from './sale-head.tsx';

/** One payment on the stage: one shape, one word, what about the money, what to say, what can be done. */
export function PaymentStage({ payment }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  const nowMs = useNowMs();
  const text = paymentText(words, payment, nowMs);
  const above = `${words.stage.order(payment.orderNumber)} · ${exactTime(payment.finalAtMs ?? payment.submittedAtMs)}`;
  return (
    <>
      <SaleHead above={above} amount={payment.amount} below={payment.note === null ? '' : words.stage.note(payment.note)} />
      <div className={`panel panel-payment panel-${payment.face}`} data-shape={SHAPE_OF[payment.face]}>
        <PaymentShape payment={payment} nowMs={nowMs} hasSeconds />
        <div className="panel-text">
          <h2 data-testid="stage-word">{text.word}</h2>
          <p className="lead">{text.lead}</p>
          <p>{sentences(words, text.lines)}</p>
          {text.small === '' ? null : (
            <code className="small-code" data-testid="small-code">
              {text.small}
            </code>
          )}
          {payment.alarm === null ? null : (
            <p className="alarm" role="alert" data-testid="alarm">
              {alarmOf(words, payment.alarm)}
            </p>
          )}
        </div>
        <PaymentActs payment={payment} />
        <div className="panel-foot">
          <blockquote className="say">
            <span>{words.stage.say}</span>
            {text.say}
          </blockquote>
          <div className="panel-end">
            <Button
              label={words.meaning.ask}
              tone="small"
              testId="act-meaning"
              onPress={() => {
                openDialog({ kind: 'help', face: payment.face });
              }}
            />
            <ResultMark payment={payment} />
            <OwnMark />
          </div>
        </div>
      </div>
    </>
  );
}

/** The mark of this shift, which only a result of this shift wears, and only one that is paid. */
function ResultMark({ payment: { face, finalAtMs, submittedAtMs } }: { readonly payment: PaymentView }): ReactNode {
  const words = useWords();
  const shift = useMirror((mirror) => mirror.snapshot?.shift ?? null);
  if (face !== 'paid' || shift === null || (finalAtMs ?? submittedAtMs) < shift.openedAtMs) return null;
  return <ColourTag colour={shift.mark.colour} label={words.sounds.markLabel} text={markText(words, shift.mark)} />;
}
