import type { ReactNode } from 'react';
import type { ShiftPage } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { dayTime } from '../wording/time.ts';

/** Shifts that ended, each with its Z report to be printed again, also while another one is running. */
export function PastShifts({ past }: Pick<ShiftPage, 'past'>): ReactNode {
  const { shift } = useWords();
  const nowMs = useMirror((mirror) => mirror.snapshot?.nowMs ?? 0);
  if (past.length === 0) return null;
  return (
    <section className="last-shift" data-testid="past-shifts">
      <h2>{shift.past}</h2>
      <p className="quiet">{shift.pastHint}</p>
      <ul className="past-shifts">
        {past.map(({ number, closedAtMs, closedBy }) => (
          <li key={number}>
            <span>
              <b>{shift.running(number)}</b> · {shift.closedAt(dayTime(closedAtMs, nowMs), closedBy)}
            </span>
            <Button
              label={shift.printZ}
              fullLabel={shift.pastPrint(number)}
              tone="small"
              testId={`print-z-${String(number)}`}
              onPress={() => {
                fire('shift.print', { report: 'z', number });
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
