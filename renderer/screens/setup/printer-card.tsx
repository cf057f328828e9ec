import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PrinterChoice, PrinterTest, Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { openDialog, useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { Locked } from './locked.tsx';
import { placeName, testText } from '../wording/printer.ts';

/** What the card needs. `isFirst`: the way to a printer gets the focus, where this card is all that is asked. */
type CardProps = { readonly isPractice: boolean; readonly isLocked: boolean; readonly isFirst?: boolean };

/** The printer in use, a test page that names the fault, and the way to another printer. */
export function PrinterCard({ isPractice, isLocked, isFirst = false }: CardProps): ReactNode {
  const words = useWords();
  const choice = useChoice();
  const card = useRef<HTMLElement>(null);
  const isFocused = isFirst && choice !== null;
  useEffect(() => {
    if (isFocused) card.current?.querySelector<HTMLElement>('[data-testid=setup-printer-choose]')?.focus();
  }, [isFocused]);
  return (
    <section ref={card} className="card" data-testid="setup-printer">
      <h2>{words.printer.title}</h2>
      {choice === null ? <p className="quiet">{isPractice ? words.printer.practice : words.setup.loading}</p> : null}
      {choice === null ? null : <Chosen choice={choice} words={words} />}
      {choice?.place.kind !== 'none' ? <TestPage /> : null}
      {choice === null ? null : (
        <Button
          label={words.printer.choose}
          testId="setup-printer-choose"
          isDisabled={isLocked}
          onPress={() => {
            openDialog({ kind: 'printer', choice });
          }}
        />
      )}
      <Locked isLocked={isLocked && choice !== null} testId="setup-printer-locked" />
    </section>
  );
}

function Chosen({ choice, words: { printer } }: { readonly choice: PrinterChoice; readonly words: Words }): ReactNode {
  if (choice.place.kind === 'none') return <p className="quiet">{printer.nothing}</p>;
  const answering: Readonly<Record<PrinterChoice['answers'], string>> = printer.answering;
  return (
    <Facts
      facts={[
        { name: printer.kinds[choice.place.kind], value: placeName(choice.place), isMono: true },
        { name: printer.family, value: printer.families[choice.driver] },
        { name: printer.width, value: printer.widths[choice.columns] },
        ...(choice.place.kind === 'queue' ? [] : [{ name: printer.answers, value: answering[choice.answers] }]),
      ]}
    />
  );
}

function TestPage(): ReactNode {
  const words = useWords();
  const [test, setTest] = useState<PrinterTest | 'running' | null>(null);
  const run = async (): Promise<void> => {
    setTest('running');
    setTest(await ask('printer.test', {}));
  };
  const isGood = test !== 'running' && (test?.outcome === 'printed' || test?.outcome === 'sent');
  return (
    <>
      {test === null ? null : (
        <p role="status" className={isGood || test === 'running' ? 'quiet' : 'warning'} data-testid="setup-printer-result">
          {test === 'running' ? words.printer.testing : testText(words, test)}
        </p>
      )}
      <Button
        label={words.printer.test}
        testId="setup-printer-test"
        isDisabled={test === 'running'}
        onPress={() => {
          void run();
        }}
      />
    </>
  );
}

const askPrinter = (): Promise<Res<'printer.status'> | null> => ask('printer.status', {});

function useChoice(): PrinterChoice | null {
  const changed = useView((view) => view.setupRevision);
  return useAnswer(askPrinter, changed)?.choice ?? null;
}
