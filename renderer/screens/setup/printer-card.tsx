import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PrinterChoice, PrinterStatus, PrinterTest } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { ask, setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { openDialog, useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { Locked } from './locked.tsx';
import { lettersText, placeName, testText } from '../wording/printer.ts';

/** What the card needs. `isFirst`: the way to a printer gets the focus, where this card is all that is asked. */
type CardProps = { readonly isPractice: boolean; readonly isLocked: boolean; readonly isFirst?: boolean };

/** The printer in use, a test page that names the fault, and the way to another printer. */
export function PrinterCard({ isPractice, isLocked, isFirst = false }: CardProps): ReactNode {
  const words = useWords();
  const { choice, letters } = useStatus();
  const card = useRef<HTMLElement>(null);
  const isFocused = isFirst && choice !== null;
  useEffect(() => {
    if (isFocused) card.current?.querySelector<HTMLElement>('[data-testid=setup-printer-choose]')?.focus();
  }, [isFocused]);
  return (
    <section ref={card} className="card" data-testid="setup-printer">
      <h2>{words.printer.title}</h2>
      {choice === null ? <p className="quiet">{isPractice ? words.printer.practice : words.setup.loading}</p> : null}
      {choice === null ? null : <Chosen choice={choice} letters={letters} words={words} />}
      {choice?.place.kind !== 'none' ? <TestPage canCompare={canCompare(letters, choice, isLocked)} /> : null}
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

const canCompare = (letters: PrinterStatus['letters'], choice: PrinterChoice | null, isLocked: boolean): boolean =>
  letters !== 'none' && choice !== null && !isLocked;

type ChosenProps = { readonly choice: PrinterChoice; readonly letters: PrinterStatus['letters']; readonly words: Words };

function Chosen({ choice, letters, words }: ChosenProps): ReactNode {
  const { printer } = words;
  if (choice.place.kind === 'none') return <p className="quiet">{printer.nothing}</p>;
  const answering: Readonly<Record<PrinterChoice['answers'], string>> = printer.answering;
  return (
    <Facts
      facts={[
        { name: printer.kinds[choice.place.kind], value: placeName(choice.place), isMono: true },
        { name: printer.family, value: printer.families[choice.driver] },
        { name: printer.width, value: printer.widths[choice.columns] },
        { name: printer.letters, value: lettersText(words, letters, choice.codePage) },
        ...(choice.place.kind === 'queue' ? [] : [{ name: printer.answers, value: answering[choice.answers] }]),
      ]}
    />
  );
}

function TestPage({ canCompare: isToCompare }: { readonly canCompare: boolean }): ReactNode {
  const words = useWords();
  const [test, setTest] = useState<PrinterTest | 'running' | null>(null);
  const [isAsking, setAsking] = useState(false);
  const run = async (): Promise<void> => {
    setTest('running');
    setAsking(false);
    const result = await ask('printer.test', {});
    setTest(result);
    setAsking(isOut(result));
  };
  const isGood = test !== 'running' && isOut(test);
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
      {isAsking && isToCompare ? (
        <LettersQuestion
          onAnswered={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </>
  );
}

const isOut = (test: PrinterTest | null): boolean => test?.outcome === 'printed' || test?.outcome === 'sent';

/** Only a person can see whether the letters on the paper are the right ones. */
function LettersQuestion({ onAnswered }: { readonly onAnswered: () => void }): ReactNode {
  const { printer } = useWords();
  const tell = async (areSame: boolean): Promise<void> => {
    if (await setUp('printer.compared', { areSame })) onAnswered();
  };
  return (
    <div data-testid="setup-printer-compare">
      <p>{printer.compare}</p>
      <div className="card-acts">
        <Button
          label={printer.same}
          testId="setup-printer-same"
          onPress={() => {
            void tell(true);
          }}
        />
        <Button
          label={printer.different}
          testId="setup-printer-different"
          onPress={() => {
            void tell(false);
          }}
        />
      </div>
    </div>
  );
}

const UNKNOWN: PrinterStatus = { choice: null, letters: 'none' };

const askPrinter = (): Promise<PrinterStatus | null> => ask('printer.status', {});

function useStatus(): PrinterStatus {
  const changed = useView((view) => view.setupRevision);
  return useAnswer(askPrinter, changed) ?? UNKNOWN;
}
