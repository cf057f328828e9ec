import type { ReactNode } from 'react';
import type { AskingView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Numpad } from '../../components/numpad.tsx';
import { fire } from '../../state/acts.ts';
import { secondsLeft, useNowMs } from '../../state/clock.ts';
import { useKeyOf } from '../../state/key-map-store.ts';
import { useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';
import { sayMoney } from '../wording/money.ts';
import { sentences } from '../wording/sentences.ts';

type Props = { readonly asking: AskingView; readonly words: Words };

/** The open question: what it is about, who may answer, and as many dots as digits were typed. Digits go to main, never through here. */
export function AskingPanel({ asking }: { readonly asking: AskingView }): ReactNode {
  const words = useWords();
  return (
    <div className="asking" data-step={asking.step}>
      <div>
        <Wish asking={asking} words={words} />
        <p className="asking-lead" data-testid="asking-lead">
          {leadOf(asking, words)}
        </p>
        <Challenge asking={asking} words={words} />
        {asking.step === 'who' ? <People asking={asking} words={words} /> : <Typed asking={asking} words={words} />}
        <Trouble asking={asking} words={words} />
        <Acts asking={asking} words={words} />
      </div>
      {asking.step === 'badge' ? null : (
        <Numpad
          label={words.pad.label}
          names={words.pad}
          onKey={(key) => {
            fire('staff.key', { key });
          }}
        />
      )}
    </div>
  );
}

function Wish({ asking: { wish }, words: { people } }: Props): ReactNode {
  const nowMs = useNowMs();
  if (wish === null) return null;
  const about = [wish.orderNumber, people.asking.asksFor(wish.requester), wish.reason].filter((part) => part !== null);
  const reasons = wish.reasons.map((reason) => people.beyond[reason]).join(', ');
  return (
    <div className="asking-wish" data-testid="asking-wish">
      <strong>
        {people.asking.wish[wish.kind]} {sayMoney(wish.amount)}
      </strong>
      <p>{about.join(' · ')}</p>
      <p>
        {reasons} · {people.asking.secondsLeft(secondsLeft(wish.expiresAtMs, nowMs))}
      </p>
    </div>
  );
}

function Challenge({ asking: { challenge }, words: { people } }: Props): ReactNode {
  if (challenge === null) return null;
  return (
    <p className="asking-challenge" data-testid="asking-challenge">
      <small>{people.asking.challenge}</small>
      {challenge.replace(/^(\d{3})/, '$1 ')}
    </p>
  );
}

function People({ asking, words: { people } }: Props): ReactNode {
  return (
    <ul className="asking-people" aria-label={people.asking.people}>
      {asking.people.map(({ number, name, role }) => (
        <li key={number}>
          <kbd>{number}</kbd>
          <span>{name}</span>
          <small>{people.roles[role]}</small>
        </li>
      ))}
    </ul>
  );
}

/** One dot a digit: how many were typed may be seen, which ones not. */
function Typed({ asking, words: { people } }: Props): ReactNode {
  if (asking.step === 'badge') return null;
  return (
    <p className="asking-typed" data-testid="asking-typed" data-digits={asking.digits}>
      <span aria-hidden="true">{'●'.repeat(asking.digits)}</span>
      <span className="only-read">{asking.isChecking ? people.asking.checking : people.asking.digits(asking.digits)}</span>
    </p>
  );
}

function Trouble({ asking, words }: Props): ReactNode {
  const { people } = words;
  const nowMs = useNowMs();
  const { fault, triesLeft, waitUntilMs } = asking;
  if (fault === null) return <p className="asking-trouble">{asking.isChecking ? people.asking.checking : ''}</p>;
  const more = [
    triesLeft === null ? null : people.asking.tries(triesLeft),
    waitUntilMs === null ? null : people.asking.waitFor(secondsLeft(waitUntilMs, nowMs)),
  ].filter((part) => part !== null);
  return (
    <p className="asking-trouble" role="alert" data-testid="asking-fault" data-fault={fault}>
      {sentences(words, [people.fault[fault], ...more])}
    </p>
  );
}

function Acts({ asking, words: { people } }: Props): ReactNode {
  const isFirst = asking.kind === 'sign-in' && asking.step === 'who';
  const phoneKey = useKeyOf('wallet');
  return (
    <div className="asking-acts">
      {isFirst ? null : (
        <Button
          label={people.asking.back}
          shortcut="Esc"
          testId="asking-back"
          onPress={() => {
            fire('staff.back', {});
          }}
        />
      )}
      {asking.canPhone && asking.step !== 'code' ? (
        <Button
          label={people.asking.phone}
          shortcut={phoneKey}
          testId="asking-phone"
          onPress={() => {
            fire('staff.by-phone', {});
          }}
        />
      ) : null}
    </div>
  );
}

function leadOf({ step, name, role }: AskingView, { people }: Words): string {
  const { asking } = people;
  switch (step) {
    case 'who':
      return asking.who;
    case 'pin':
      return asking.pin(name ?? '');
    case 'code':
      return asking.code;
    case 'new-pin':
      return asking.newPin(role === 'cashier' ? 4 : 6);
    case 'new-pin-again':
      return asking.newPinAgain;
    case 'badge':
      return asking.badge;
  }
}

/** What the question is called. */
export function askingTitle({ kind, name }: AskingView, { people }: Words): string {
  const { asking } = people;
  switch (kind) {
    case 'sign-in':
      return asking.signInTitle;
    case 'approve':
      return asking.approveTitle;
    case 'set-pin':
      return asking.pinTitle(name ?? '');
    case 'set-badge':
      return asking.badgeTitle(name ?? '');
  }
}
