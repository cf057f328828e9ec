import type { ReactNode } from 'react';
import type { Res, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { ask, fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { dayTime } from '../wording/time.ts';
import { UpdateRulesCard } from './rules-card.tsx';
import { PageTitle } from '../frame/page-title.tsx';

type Updates = Res<'updates.view'>;
type CardProps = { readonly view: Updates; readonly words: Words['updates'] };

/** Which Paydesk this is, what is new, and when it is put in. */
export function UpdatesScreen({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  // Asked again with every picture, because a look or a download may have gone on.
  const view = useAnswer(
    askUpdates,
    snapshot.revision,
    useView((state) => state.setupRevision),
  );
  return (
    <section className="page" data-testid="updates">
      <PageTitle title={words.updates.title} />
      {view === null ? null : (
        <div className="cards">
          <StateCard view={view} words={words.updates} nowMs={snapshot.nowMs} language={snapshot.display.language} />
          <NotReadyCard view={view} words={words.updates} />
          <PreviousCard view={view} words={words.updates} />
          {view.canChangeRules ? <UpdateRulesCard key={JSON.stringify(view.rules)} rules={view.rules} /> : null}
        </div>
      )}
    </section>
  );
}

const askUpdates = (): Promise<Updates | null> => ask('updates.view', {});

type StateProps = CardProps & { readonly nowMs: number; readonly language: string };

function StateCard({ view, words, nowMs, language }: StateProps): ReactNode {
  const { place, release, lookedAtMs } = view;
  const isOff = place === 'managed' || place === 'unset';
  const looked = lookedAtMs === null ? words.never : dayTime(lookedAtMs, nowMs);
  return (
    <section className="card" data-testid="updates-state" data-state={view.state}>
      <h2>{words.state}</h2>
      <Facts
        facts={[
          { name: words.version, value: view.version, isMono: true },
          ...(isOff ? [] : [{ name: words.looked, value: looked }]),
        ]}
      />
      <p role="status">{isOff ? words[place] : stateText(view, words)}</p>
      {view.fault === null ? null : <p className="warning">{words.rest[view.fault]}</p>}
      {release === null ? null : <Notes text={release.notes[language] ?? release.notes['en'] ?? ''} title={words.notes} />}
      {isOff ? null : <Acts view={view} words={words} />}
    </section>
  );
}

function stateText({ state, rest, release, hindrance }: Updates, words: Words['updates']): string {
  if (state === 'resting') return words.rest[rest ?? 'never'];
  if (state === 'looking') return words.states.looking;
  const text = words.states[state](release?.version ?? '');
  return state === 'ready' ? `${text}. ${words.hindrance[hindrance ?? 'none']}` : text;
}

function Notes({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <>
      <h3>{title}</h3>
      <p className="update-notes">{text}</p>
    </>
  );
}

/** What can be done; looking again is possible while a version waits, because a newer one may have come. */
function Acts({ view: { state, hindrance }, words }: CardProps): ReactNode {
  const isBusy = state !== 'resting' && state !== 'ready';
  return (
    <>
      {state === 'ready' ? <p className="quiet">{words.installHint}</p> : null}
      <div className="card-acts">
        {state === 'ready' ? (
          <Button
            label={words.install}
            tone="primary"
            isDisabled={hindrance === 'unsettled'}
            testId="updates-install"
            onPress={() => {
              fire('updates.install', {});
            }}
          />
        ) : null}
        <Button
          label={words.look}
          isDisabled={isBusy}
          testId="updates-look"
          onPress={() => {
            fire('updates.look', {});
          }}
        />
        <Button
          label={words.stick}
          isDisabled={isBusy}
          testId="updates-stick"
          onPress={() => {
            fire('updates.from-folder', {});
          }}
        />
      </div>
    </>
  );
}

/** The newer version was started twice in vain; the launcher then started this one, and the owner decides. */
function NotReadyCard({ view: { notReady }, words }: CardProps): ReactNode {
  if (notReady === null) return null;
  return (
    <section className="card" data-testid="updates-not-ready">
      <h2>{words.goBackTitle}</h2>
      <p className="warning">{words.notReady(notReady)}</p>
      <div className="card-acts">
        <Button
          label={words.stay}
          tone="primary"
          testId="updates-stay"
          onPress={() => {
            fire('updates.go-back', {});
          }}
        />
        <Button
          label={words.tryAgain(notReady)}
          testId="updates-try-again"
          onPress={() => {
            fire('updates.try-again', {});
          }}
        />
      </div>
    </section>
  );
}

function PreviousCard({ view: { previous }, words }: CardProps): ReactNode {
  if (previous === null) return null;
  return (
    <section className="card" data-testid="updates-previous">
      <h2>{words.goBackTitle}</h2>
      <p className="quiet">{previous.isReadable ? words.goBackHint(previous.version) : words.cannotRead(previous.version)}</p>
      {previous.isReadable ? (
        <Button
          label={words.goBack(previous.version)}
          testId="updates-go-back"
          onPress={() => {
            fire('updates.go-back', {});
          }}
        />
      ) : null}
    </section>
  );
}
