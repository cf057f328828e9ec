import type { ReactNode } from 'react';
import type { OpeningTask, OpeningView, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { goToWorld } from '../../state/opening-store.ts';
import { openDialog } from '../../state/view-store.ts';
import { AROUND } from '../scanner/scanner-card.tsx';
import { CustomerCard } from '../setup/customer-card.tsx';
import { Locked } from '../setup/locked.tsx';
import { PrinterCard } from '../setup/printer-card.tsx';

type Props = { readonly task: OpeningTask; readonly view: OpeningView; readonly snapshot: Snapshot };

/** One task of those that follow the settings: what was done, and how to do it, also again. */
export function TaskPanel({ task, view, snapshot }: Props): ReactNode {
  const { opening } = useWords();
  const isDone = view.tasks.some((one) => one.task === task && one.state === 'done');
  const done = {
    pin: opening.pinDone,
    scanner: opening.scannerDone,
    printer: opening.printerDone,
    customer: opening.customerDone,
    practice: opening.practiceDone,
  };
  return (
    <>
      {isDone ? (
        <p className="opening-done" role="status" data-testid={`opening-done-${task}`}>
          {done[task]}
        </p>
      ) : null}
      <Doing task={task} isDone={isDone} view={view} snapshot={snapshot} />
      {view.isLive || task !== 'practice' ? null : <p className="quiet">{opening.pinLater}</p>}
    </>
  );
}

type DoingProps = Props & { readonly isDone: boolean };

function Doing({ task, isDone, view, snapshot }: DoingProps): ReactNode {
  const { opening } = useWords();
  const tone = isDone ? 'plain' : 'primary';
  switch (task) {
    case 'pin':
      return snapshot.staff.isSetUp ? null : (
        <Button
          label={opening.pinStart}
          tone={tone}
          isFirst
          testId="opening-pin"
          onPress={() => {
            openDialog({ kind: 'add-person' });
          }}
        />
      );
    case 'scanner':
      return <LearnScanner tone={tone} isLocked={AROUND.some((path) => view.locked.includes(path))} />;
    case 'printer':
      return <PrinterCard isPractice={false} isLocked={view.locked.includes('printer')} isFirst />;
    case 'customer':
      return <CustomerCard />;
    case 'practice':
      return snapshot.opening?.isPractising === true ? (
        <Button label={opening.rail.back} tone="primary" isFirst testId="opening-own" onPress={() => void goToWorld('own')} />
      ) : (
        <Button
          label={opening.practiceStart}
          tone={tone}
          isFirst
          testId="opening-practice"
          onPress={() => void goToWorld('practice')}
        />
      );
  }
}

type LearnProps = { readonly tone: 'plain' | 'primary'; readonly isLocked: boolean };

function LearnScanner({ tone, isLocked }: LearnProps): ReactNode {
  const { opening, scanner } = useWords();
  return (
    <>
      <div className="card-acts">
        <Button
          label={opening.scannerStart}
          tone={tone}
          isFirst
          testId="opening-scanner"
          isDisabled={isLocked}
          onPress={() => {
            openDialog({ kind: 'learn-scanner' });
          }}
        />
        <Button
          label={scanner.sheet}
          testId="opening-sheet"
          onPress={() => {
            fire('scanner.sheet', {});
          }}
        />
      </div>
      <Locked isLocked={isLocked} testId="opening-scanner-locked" />
    </>
  );
}
