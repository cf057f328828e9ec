import type { ReactNode } from 'react';
import type { AskingView, Snapshot } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { askingTitle, AskingPanel } from './asking-panel.tsx';

/** The question who somebody is. It lies over everything, but never over a payment that is being made. */
export function Asking({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { asking, isLocked } = snapshot.staff;
  if (asking === null) return null;
  return isLocked && isUnderWay(snapshot) ? <LockBar asking={asking} /> : <AskingDialog asking={asking} />;
}

function AskingDialog({ asking }: { readonly asking: AskingView }): ReactNode {
  const words = useWords();
  return (
    <Dialog
      // A dialog of its own for each question, so that it is always the topmost.
      key={asking.kind}
      title={askingTitle(asking, words)}
      testId={asking.kind === 'sign-in' ? 'lock' : 'asking'}
      isCover={asking.kind === 'sign-in'}
      onClose={() => {
        fire('staff.back', {});
      }}
    >
      <AskingPanel asking={asking} />
    </Dialog>
  );
}

/** Beside a payment that goes on: the same question in a corner. */
function LockBar({ asking }: { readonly asking: AskingView }): ReactNode {
  const words = useWords();
  return (
    <section className="lock-bar" data-testid="lock-bar" aria-label={askingTitle(asking, words)}>
      <h2>{words.people.locked}</h2>
      <p>{words.people.asking.goesOn}</p>
      <AskingPanel asking={asking} />
    </section>
  );
}

const ENDED: ReadonlySet<string> = new Set(['paid', 'not-paid', 'cancelled']);

/** A sale that is being typed, or a payment whose end is not known. */
function isUnderWay({ stage }: Snapshot): boolean {
  if (stage.kind === 'payment') return !ENDED.has(stage.payment.face);
  const { amount, heldCode, note } = stage.sale;
  return stage.kind === 'code' || amount.amountMinor > 0 || heldCode !== null || note !== null;
}
