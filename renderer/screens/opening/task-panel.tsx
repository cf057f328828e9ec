import type { ReactNode } from 'react';
import type { OpeningTask, OpeningView, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { goToWorld } from '../../state/opening-store.ts';
import { openDialog } from '../../state/view-store.ts';
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
    practice: opening.practiceDone,
  };
  return (
    <>
      {isDone ? (
        <p className="opening-done" role="status" data-testid={`opening-done-${task}`}>
          {done[task]}
        </p>
      ) : null}
      <Doing task={task} isDone={isDone} snapshot={snapshot} />
      {view.isLive || task !== 'practice' ? null : <p className="quiet">{opening.pinLater}</p>}
    </>
  );
}

type DoingProps = Pick<Props, 'task' | 'snapshot'> & { readonly isDone: boolean };

function Doing({ task, isDone, snapshot }: DoingProps): ReactNode {
  const { opening, scanner } = useWords();
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
      return (
        <div className="card-acts">
          <Button
            label={opening.scannerStart}
            tone={tone}
            isFirst
            testId="opening-scanner"
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
      );
    case 'printer':
      return <PrinterCard isPractice={false} isLocked={false} isFirst />;
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
