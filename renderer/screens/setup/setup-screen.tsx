import type { ReactNode } from 'react';
import type { Res, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { ask } from '../../state/acts.ts';
import { mayKeepBooks } from '../../state/books.ts';
import { useWords } from '../../state/language.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { goTo, openDialog, useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { healthOf } from '../wording/health.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { CustomerCard } from './customer-card.tsx';
import { mayOpen } from '../opening/may-open.ts';
import { DisplayCard } from './display-card.tsx';
import { SoundCard } from './sound-card.tsx';
import { Locked } from './locked.tsx';
import { KeyCard, NextKeyCard } from './key-card.tsx';
import { ScannerCard } from '../scanner/scanner-card.tsx';
import { NotifyCard } from './notify-card.tsx';
import { PrinterCard } from './printer-card.tsx';

type Status = Res<'setup.status'>;

/** What this counter is set up with. Secrets go in here and never come out. */
export function SetupScreen({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const status = useAnswer(
    askStatus,
    useView((view) => view.setupRevision),
  );
  return (
    <section className="page" data-testid="setup">
      <PageTitle title={words.setup.title}>
        <small className="quiet">{words.setup.version(snapshot.version)}</small>
      </PageTitle>
      {snapshot.mode === 'practice' ? <p className="practice-note">{words.setup.practice}</p> : null}
      <ul className="setup-health">
        {healthOf(words, snapshot.health)
          .filter(({ tone }) => tone === 'bad')
          .map(({ id, text }) => (
            <li key={id} data-testid={`setup-health-${id}`}>
              {text}
              {id === 'gateway' ? <GatewayHint hint={snapshot.health.gateway.hint} /> : null}
            </li>
          ))}
      </ul>
      {status === null ? (
        <p className="quiet">{words.setup.loading}</p>
      ) : (
        <Cards status={status} snapshot={snapshot} words={words} />
      )}
    </section>
  );
}

/** Why Alipay+ did not answer, as its unsigned answer or the line said it: believed by nobody, but a hint for the owner. */
function GatewayHint({ hint }: { readonly hint: string | null }): ReactNode {
  return hint === null ? null : (
    <>
      {' '}
      <code>{hint}</code>
    </>
  );
}

const askStatus = (): Promise<Status | null> => ask('setup.status', {});

type CardsProps = { readonly status: Status; readonly words: Words };

/** A real counter without a gateway is one whose settings cannot be read: there is nothing to show or to change. */
function Cards({ status, words, snapshot }: CardsProps & { readonly snapshot: Snapshot }): ReactNode {
  const isPractice = snapshot.mode === 'practice';
  if (!isPractice && status.baseUrl === null) return <p className="warning">{words.setup.blocked}</p>;
  return (
    <div className="cards">
      {status.policy.isFaulty ? (
        <p className="warning" data-testid="setup-policy-faulty">
          {words.setup.policyFaulty}
        </p>
      ) : null}
      <DisplayCard display={snapshot.display} />
      <SoundCard snapshot={snapshot} />
      <CustomerCard />
      <BrandCard words={words} />
      <KeysCard words={words} />
      <HealthCard words={words} />
      <UpdatesCard words={words} />
      {mayOpen(snapshot) ? <OpeningCard words={words} /> : null}
      <PeopleCard isSetUp={snapshot.staff.isSetUp} words={words} />
      {mayKeepBooks(snapshot) ? <BooksCard words={words} /> : null}
      <RegistrationCard words={words} />
      {isPractice ? null : <Connection status={status} words={words} />}
      <ScannerCard nowMs={snapshot.nowMs} locked={status.policy.locked} />
      <NotifyCard notify={status.notify} nowMs={snapshot.nowMs} />
      <PrinterCard isPractice={isPractice} isLocked={status.policy.locked.includes('printer')} />
    </div>
  );
}

function PeopleCard({ isSetUp, words: { people } }: { readonly isSetUp: boolean; readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{people.page.title}</h2>
      <p className="quiet">{isSetUp ? people.page.openHint : people.page.firstHint}</p>
      <Button
        label={people.page.open}
        testId="setup-people"
        onPress={() => {
          goTo({ kind: 'people' });
        }}
      />
    </section>
  );
}

function KeysCard({ words: { keyPage } }: { readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{keyPage.title}</h2>
      <p className="quiet">{keyPage.card}</p>
      <Button
        label={keyPage.open}
        testId="setup-keys"
        onPress={() => {
          goTo({ kind: 'keys' });
        }}
      />
    </section>
  );
}

function BrandCard({ words: { brandKit } }: { readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{brandKit.title}</h2>
      <p className="quiet">{brandKit.card}</p>
      <Button
        label={brandKit.open}
        testId="setup-brand"
        onPress={() => {
          goTo({ kind: 'brand' });
        }}
      />
    </section>
  );
}

function HealthCard({ words: { pc } }: { readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{pc.title}</h2>
      <p className="quiet">{pc.card}</p>
      <Button
        label={pc.open}
        testId="setup-health-page"
        onPress={() => {
          goTo({ kind: 'health' });
        }}
      />
    </section>
  );
}

function BooksCard({ words: { books } }: { readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{books.title}</h2>
      <p className="quiet">{books.card}</p>
      <Button
        label={books.open}
        testId="setup-books"
        onPress={() => {
          goTo({ kind: 'books' });
        }}
      />
    </section>
  );
}

function UpdatesCard({ words: { updates } }: { readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{updates.title}</h2>
      <p className="quiet">{updates.card}</p>
      <Button
        label={updates.open}
        testId="setup-updates"
        onPress={() => {
          goTo({ kind: 'updates' });
        }}
      />
    </section>
  );
}

function OpeningCard({ words: { opening } }: { readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{opening.rail.title}</h2>
      <p className="quiet">{opening.card}</p>
      <Button
        label={opening.open}
        testId="setup-opening"
        onPress={() => {
          goTo({ kind: 'opening' });
        }}
      />
    </section>
  );
}

function RegistrationCard({ words: { registration } }: { readonly words: Words }): ReactNode {
  return (
    <section className="card">
      <h2>{registration.title}</h2>
      <p className="quiet">{registration.card}</p>
      <Button
        label={registration.open}
        testId="setup-registration"
        onPress={() => {
          goTo({ kind: 'registration' });
        }}
      />
    </section>
  );
}

function Connection({ status, words: { setup } }: CardsProps): ReactNode {
  const isKeyLocked = status.policy.locked.includes('gateway.gatewayPublicKey');
  return (
    <>
      <KeyCard status={status} />
      {status.nextKey === null ? null : <NextKeyCard nextKey={status.nextKey} />}
      <section className="card">
        <h2>{setup.connection}</h2>
        <Facts
          facts={[
            { name: setup.gateway, value: status.baseUrl ?? setup.notSet, isMono: true },
            { name: setup.clientId, value: status.clientId ?? setup.notSet, isMono: true },
          ]}
        />
      </section>
      <section className="card">
        <h2>{setup.gatewayKey}</h2>
        <p className="quiet">{setup.gatewayKeyHint}</p>
        <Facts facts={[{ name: setup.fingerprint, value: status.gatewayKeyFingerprint ?? setup.notSet, isMono: true }]} />
        <Button
          label={setup.gatewayKeyPaste}
          testId="setup-gateway-key"
          isDisabled={isKeyLocked}
          onPress={() => {
            openDialog({ kind: 'gateway-key' });
          }}
        />
        <Locked isLocked={isKeyLocked} testId="setup-gateway-key-locked" />
      </section>
    </>
  );
}
