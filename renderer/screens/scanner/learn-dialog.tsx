import { useEffect, type ReactNode } from 'react';
import type { ScannerView } from '../../api/types.ts';
import first from '../../../assets/scanner-sheet-1.svg';
import second from '../../../assets/scanner-sheet-2.svg';
import third from '../../../assets/scanner-sheet-3.svg';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Facts } from '../../components/facts.tsx';
import { fire, setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useScanner } from '../../state/scanner.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';
import { framingFacts, msText } from '../wording/scanner.ts';

const SYMBOLS = [first, second, third] as const;

type Learning = NonNullable<ScannerView['learning']>;

/** The guided set-up: three scans, and main says what they teach. Main gives the keyboard back when this closes, and by itself. */
export function LearnDialog(): ReactNode {
  const { scanner } = useWords();
  const learning = useScanner()?.learning ?? null;
  const learnt = learning?.learnt ?? null;
  useEffect(() => {
    fire('scanner.learn', { isOn: true });
    return () => {
      fire('scanner.learn', { isOn: false });
    };
  }, []);
  return (
    <Dialog title={scanner.guidedTitle} onClose={closeDialog} testId="learn-dialog">
      {learnt === null ? <Step learning={learning} /> : <Learnt learnt={learnt} />}
    </Dialog>
  );
}

function Step({ learning }: { readonly learning: Learning | null }): ReactNode {
  const { scanner } = useWords();
  const scans = learning?.scans ?? 0;
  const problem = learning?.problem ?? null;
  return (
    <>
      <p>{scanner.guidedText}</p>
      <figure className="learn-symbol" data-testid="learn-step" data-scans={learning === null ? undefined : scans}>
        <img src={SYMBOLS[scans] ?? first} alt={scanner.symbol(scans + 1, SYMBOLS.length)} />
        <figcaption>{scanner.symbol(scans + 1, SYMBOLS.length)}</figcaption>
      </figure>
      {problem === null ? null : (
        <p className="warning" role="alert" data-testid="learn-problem" data-problem={problem}>
          {scanner.problem[problem]}
        </p>
      )}
      <p className="quiet">{scanner.guidedKeys}</p>
      <div className="dialog-acts">
        <Button
          label={scanner.sheet}
          testId="learn-sheet"
          onPress={() => {
            fire('scanner.sheet', {});
          }}
        />
        <Button label={scanner.keep} testId="learn-close" onPress={closeDialog} />
      </div>
    </>
  );
}

function Learnt({ learnt }: { readonly learnt: NonNullable<Learning['learnt']> }): ReactNode {
  const words = useWords();
  const { scanner } = words;
  return (
    <>
      <p>{scanner.learnt}</p>
      <Facts facts={[...framingFacts(words, learnt), { name: scanner.msPerKey, value: msText(words, learnt.msPerKey) }]} />
      {learnt.suffix === 'none' ? <p className="quiet">{scanner.noneHint}</p> : null}
      <Refused />
      <div className="dialog-acts">
        <Button label={scanner.keep} onPress={closeDialog} />
        <Button
          label={scanner.use}
          tone="primary"
          isFirst
          testId="learn-use"
          onPress={() => {
            void setUp('scanner.keep-learnt', {});
          }}
        />
      </div>
    </>
  );
}
