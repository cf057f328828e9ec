import type { ReactNode } from 'react';
import type { ShiftPage } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { ColourTag } from '../../components/colour-tag.tsx';
import { Facts } from '../../components/facts.tsx';
import { ask, fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { openDialog } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { markText } from '../wording/mark.ts';
import { sayMoney } from '../wording/money.ts';
import { clockTime, dayTime } from '../wording/time.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { Figures } from './figures.tsx';
import { PastShifts } from './past-shifts.tsx';

type Props = { readonly page: ShiftPage; readonly words: Words };

/** The shift that is running, what it has done so far, and the last Z report. */
export function ShiftScreen(): ReactNode {
  const words = useWords();
  const page = useAnswer(
    askShift,
    useMirror((mirror) => mirror.snapshot?.revision),
  );
  return (
    <section className="page" data-testid="shift">
      <PageTitle title={page?.open ? words.shift.running(page.open.number) : words.shift.title}>
        {page === null ? null : <Acts page={page} words={words} />}
      </PageTitle>
      {page === null ? <p className="quiet">{words.setup.loading}</p> : <Both page={page} words={words} />}
    </section>
  );
}

const askShift = (): Promise<ShiftPage | null> => ask('shift.page', {});

function Acts({ page: { open, isYours, mayTakeOver, figures }, words: { shift } }: Props): ReactNode {
  const act = (label: string, kind: 'open-shift' | 'close-shift' | 'take-over', tone: 'primary' | 'plain'): ReactNode => (
    <Button
      label={label}
      tone={tone}
      testId={kind}
      onPress={() => {
        openDialog({ kind });
      }}
    />
  );
  if (open === null) return act(shift.open, 'open-shift', 'primary');
  return (
    <>
      {figures === null ? null : (
        <Button
          label={shift.printX}
          testId="print-x"
          onPress={() => {
            fire('shift.print', { report: 'x', number: null });
          }}
        />
      )}
      {mayTakeOver ? act(shift.takeOver, 'take-over', 'plain') : null}
      {isYours ? act(shift.close, 'close-shift', 'primary') : null}
    </>
  );
}

function Both({ page, words }: Props): ReactNode {
  return (
    <>
      {page.open === null ? (
        <p className="page-lead">
          <strong>{words.shift.none}.</strong> {words.shift.noneHint}
        </p>
      ) : (
        <Running page={page} words={words} />
      )}
      <LastClosed page={page} words={words} />
      <PastShifts past={page.past} />
    </>
  );
}

function Running({ page: { open, figures, isYours, isBlind }, words }: Props): ReactNode {
  const { shift } = words;
  if (open === null) return null;
  return (
    <>
      <p className="page-lead" data-testid="shift-since">
        {shift.since(clockTime(open.openedAtMs), open.heldBy)} · {shift.float}: {sayMoney(open.float)}
      </p>
      <p className="shift-mark">
        <ColourTag colour={open.mark.colour} label={words.sounds.markLabel} text={markText(words, open.mark)} />
        <span className="quiet">{words.sounds.markHint}</span>
      </p>
      {open.takeOvers.map(({ atMs, from, to, reason }) => (
        <p key={atMs} className="quiet" data-testid="taken-over">
          {shift.takenOver(clockTime(atMs), from, to)}
          {reason === null ? '' : `: ${reason}`}
        </p>
      ))}
      {isYours ? null : <p className="warning">{shift.notYours(open.heldBy)}</p>}
      {figures === null ? (
        <p className="warning" data-testid="shift-blind">
          {isBlind ? shift.blind : words.refusal['not-permitted'].happened}
        </p>
      ) : (
        <>
          <h2>{shift.xTitle}</h2>
          <Figures figures={figures} />
        </>
      )}
    </>
  );
}

function LastClosed({ page: { lastClosed, open }, words: { shift } }: Props): ReactNode {
  const nowMs = useMirror((mirror) => mirror.snapshot?.nowMs ?? 0);
  if (lastClosed === null || open !== null) return null;
  const { counted, head, figures, closedAtMs, closedBy } = lastClosed;
  return (
    <section className="last-shift" data-testid="last-shift">
      <div className="page-title">
        <h2>{shift.zTitle(lastClosed.shift.number)}</h2>
        <Button
          label={shift.printZ}
          testId="print-z"
          onPress={() => {
            fire('shift.print', { report: 'z', number: null });
          }}
        />
      </div>
      <p className="page-lead">{shift.closedAt(dayTime(closedAtMs, nowMs), closedBy)}</p>
      <Facts
        facts={[
          { name: shift.float, value: sayMoney(lastClosed.shift.float) },
          { name: shift.counted, value: counted === null ? shift.notCounted : sayMoney(counted) },
          { name: shift.head, value: `${String(head.sequence)} ${head.hash}`, isMono: true },
        ]}
      />
      <p className="quiet">{shift.headHint}</p>
      <Figures figures={figures} />
    </section>
  );
}
