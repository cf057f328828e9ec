import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import { askRegistration, useRegistration, type RegistrationPlace } from '../../state/registration-store.ts';
import { isKeyOf } from '../wording/advice.ts';
import { dayTime } from '../wording/time.ts';

type Props = { readonly place: RegistrationPlace; readonly mayAsk: boolean };

/** One merchant and store: what holds, what each wallet says and why, and the last form that was sent for it. */
export function PlaceCard({ place, mayAsk }: Props): ReactNode {
  const words = useWords().registration;
  const { isBusy } = useRegistration();
  const { referenceMerchantId, referenceStoreId, state, isOwn } = place;
  const name =
    referenceStoreId === null ? words.merchantOnly(referenceMerchantId) : words.place(referenceMerchantId, referenceStoreId);
  return (
    <article className="card" data-testid="registration-place" data-state={state} data-own={isOwn}>
      <h2>
        {name} {isOwn ? <small className="quiet">{words.here}</small> : null}
      </h2>
      <p>
        <b>{words.state[state]}</b>
      </p>
      <Small place={place} />
      {state === 'unregistered' || state === 'refused' ? null : <Wallets place={place} />}
      {mayAsk ? (
        <div className="reports-bar">
          <Button
            label={words.ask}
            tone="small"
            testId="registration-ask"
            isDisabled={isBusy}
            onPress={() => void askRegistration(place)}
          />
        </div>
      ) : null}
    </article>
  );
}

function Small({ place: { toldAtMs, newest, waitsUntilMs } }: Pick<Props, 'place'>): ReactNode {
  const words = useWords().registration;
  const nowMs = useNowMs();
  const parts = [
    toldAtMs === null ? '' : words.told(dayTime(toldAtMs, nowMs)),
    newest === null ? '' : words.request(dayTime(newest.submittedAtMs, nowMs), newest.registrationRequestId),
    newest?.verdict === 'refused' ? words.refusedWith(newest.resultCode ?? '') : '',
    waitsUntilMs === null || waitsUntilMs <= nowMs ? '' : words.waits(dayTime(waitsUntilMs, nowMs)),
  ];
  return (
    <>
      {parts
        .filter((part) => part !== '')
        .map((part) => (
          <p className="quiet" key={part}>
            {part}
          </p>
        ))}
    </>
  );
}

function Wallets({ place: { wallets } }: Pick<Props, 'place'>): ReactNode {
  const words = useWords().registration;
  if (wallets.length === 0) return <p className="quiet">{words.wallets.none}</p>;
  return (
    <table className="reports-table" aria-label={words.wallets.title}>
      <thead>
        <tr>
          <th>{words.wallets.name}</th>
          <th>{words.wallets.state}</th>
          <th>{words.wallets.reason}</th>
        </tr>
      </thead>
      <tbody>
        {wallets.map(({ pspName, products, status, reason }) => (
          <tr key={`${pspName} ${products.join(' ')}`} data-testid={`wallet-${pspName}`} data-status={status}>
            <td>{pspName}</td>
            <td>
              <span className={`badge badge-${TONES.get(status) ?? 'none'}`}>
                {isKeyOf(words.wallet, status) ? words.wallet[status] : status}
              </span>
            </td>
            <td>{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TONES: ReadonlyMap<string, string> = new Map([
  ['APPROVED', 'good'],
  ['REJECTED', 'not'],
]);
