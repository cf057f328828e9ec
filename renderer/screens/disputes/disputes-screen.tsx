import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { loadDisputes, useDisputes } from '../../state/disputes-store.ts';
import { useWords } from '../../state/language.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { DisputeRow } from './dispute-row.tsx';
import { EnterForm } from './enter-form.tsx';

const RELOAD_MS = 10_000;

/** What wallets dispute: deadlines counted down, answers, and the refunds that are owed. */
export function DisputesScreen(): ReactNode {
  const words = useWords();
  const { view } = useDisputes();
  const [isEntering, setIsEntering] = useState(false);
  useEffect(() => {
    void loadDisputes();
    // New ones may arrive while the page is open.
    const timer = setInterval(() => void loadDisputes(), RELOAD_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <section className="page" data-testid="disputes">
      <PageTitle title={words.disputes.title}>
        {view?.mayAnswer === true ? (
          <Button
            label={words.disputes.form.open}
            testId="dispute-enter"
            onPress={() => {
              setIsEntering(!isEntering);
            }}
          />
        ) : null}
      </PageTitle>
      <Notes />
      {isEntering ? (
        <EnterForm
          onDone={() => {
            setIsEntering(false);
          }}
        />
      ) : null}
      <List />
      <p className="quiet">{words.disputes.assumed}</p>
    </section>
  );
}

/** What stands above the list: that nothing can arrive by itself, and what the last act came to. */
function Notes(): ReactNode {
  const words = useWords();
  const { view, said } = useDisputes();
  return (
    <>
      {view?.isListening === false ? (
        <p className="reports-took" role="note" data-testid="disputes-not-listening">
          {words.disputes.notListening}
        </p>
      ) : null}
      {said === null ? null : (
        <p className="reports-took" role="status" data-testid="dispute-said">
          {said.of === 'given' ? words.disputes.given[said.code] : words.disputes.claimed[said.code]}
        </p>
      )}
    </>
  );
}

function List(): ReactNode {
  const words = useWords();
  const { view } = useDisputes();
  if (view === null) return null;
  return (
    <>
      {view.disputes.length === 0 ? <p className="quiet">{words.disputes.none}</p> : null}
      {view.mayAnswer ? null : <p className="quiet">{words.disputes.notAllowed}</p>}
      {view.disputes.map((dispute) => (
        <DisputeRow key={dispute.disputeRequestId} dispute={dispute} mayAnswer={view.mayAnswer} />
      ))}
    </>
  );
}
