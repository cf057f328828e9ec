import { useEffect, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import {
  beginDraft,
  dropDraft,
  loadRegistration,
  openDraft,
  saveTyped,
  useRegistration,
  type RegistrationDraft,
} from '../../state/registration-store.ts';
import type { Words } from '../../words/shape.ts';
import { dayTime } from '../wording/time.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { DraftForm } from './draft-form.tsx';
import { PlaceCard } from './place-card.tsx';

const RELOAD_MS = 5_000;

/** Where the shop is registered, what each wallet says, and the forms. */
export function RegistrationScreen(): ReactNode {
  const words = useWords();
  const { view, draftId } = useRegistration();
  useEffect(() => {
    void loadRegistration();
    // Wallets decide while the page is open.
    const timer = setInterval(() => void loadRegistration(), RELOAD_MS);
    return () => {
      clearInterval(timer);
      void saveTyped();
    };
  }, []);
  const draft = view?.drafts.find((one) => one.draftId === draftId);
  return (
    <section className="page" data-testid="registration">
      <PageTitle title={words.registration.title}>
        {view?.mayRegister === true && draft === undefined ? (
          <Button label={words.registration.begin} tone="primary" testId="registration-begin" onPress={() => void beginDraft()} />
        ) : null}
      </PageTitle>
      <Said />
      {draft === undefined ? <Overview /> : <DraftForm draft={draft} />}
    </section>
  );
}

/** What the last act came to. */
function Said(): ReactNode {
  const words = useWords();
  const { said } = useRegistration();
  const nowMs = useNowMs();
  if (said === null) return null;
  return (
    <p className="reports-took" role="status" data-testid="registration-said" data-of={saidCode(said)}>
      {saidText(words, said, nowMs)}
    </p>
  );
}

type SaidIt = NonNullable<ReturnType<typeof useRegistration.getState>['said']>;

const saidCode = (said: SaidIt): string => (said.of === 'submitted' ? said.result.submitted : said.of);

function saidText({ registration: words }: Words, said: SaidIt, nowMs: number): string {
  if (said.of === 'asked') return said.isAnswered ? words.asked : words.noAnswer;
  const { submitted, resultCode, untilMs } = said.result;
  if (submitted === 'refused') return words.submitted.refused(resultCode ?? '');
  return submitted === 'too-early' ? words.submitted['too-early'](dayTime(untilMs ?? nowMs, nowMs)) : words.submitted[submitted];
}

function Overview(): ReactNode {
  const words = useWords().registration;
  const { view } = useRegistration();
  if (view === null) return null;
  return (
    <>
      <p className="quiet">
        {words.days(view.decisionDays)} {view.isListening ? null : words.notListening}{' '}
        {view.mayRegister ? null : words.notAllowed}
      </p>
      {view.places.length === 0 ? <p data-testid="registration-none">{words.none}</p> : null}
      {view.places.map((place) => (
        <PlaceCard key={`${place.referenceMerchantId} ${place.referenceStoreId ?? ''}`} place={place} mayAsk={view.mayRegister} />
      ))}
      {view.mayRegister && view.drafts.length > 0 ? <Drafts drafts={view.drafts} /> : null}
    </>
  );
}

function Drafts({ drafts }: { readonly drafts: readonly RegistrationDraft[] }): ReactNode {
  const words = useWords().registration;
  const nowMs = useNowMs();
  return (
    <section>
      <h2>{words.drafts}</h2>
      <ul className="draft-list">
        {drafts.map((draft, at) => (
          <li key={draft.draftId}>
            <span>{words.draft(nameOf(draft) ?? words.unnamed, dayTime(draft.changedAtMs, nowMs))}</span>
            <Button
              label={words.go}
              tone="small"
              testId={`draft-open-${String(at)}`}
              onPress={() => {
                openDraft(draft);
              }}
            />
            <Button
              label={words.drop}
              tone="small"
              testId={`draft-drop-${String(at)}`}
              onPress={() => void dropDraft(draft.draftId)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

const nameOf = ({ values }: RegistrationDraft): string | undefined =>
  values['storeInfo.storeName'] ?? values['merchantInfo.merchantDisplayName'];
