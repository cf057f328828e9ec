import type { ReactNode } from 'react';
import type { OpeningView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { useWords } from '../../state/language.ts';
import { makeOwnKey, saveOwnKey, useOpening } from '../../state/opening-store.ts';
import { OpeningField } from './opening-field.tsx';

/** Two public keys change hands. The private one is made in main and stays in the keychain. */
export function KeysStep({ view }: { readonly view: OpeningView }): ReactNode {
  const { opening } = useWords();
  const isPractice = useOpening(({ form }) => form?.mode === 'practice');
  if (isPractice) return <p className="opening-note">{opening.keysNotNeeded}</p>;
  return (
    <div className="opening-keys">
      <section>
        <h3>{opening.ownKey}</h3>
        <OwnKey view={view} />
      </section>
      <section>
        <OpeningField view={view} name="theirKey" isLong isToldAtOnce isFirst={view.ownKey !== null} />
        {view.theirKey === null || view.faults.some(({ field }) => field === 'theirKey') ? null : (
          <KeyFacts bits={view.theirKey.bits} fingerprint={view.theirKey.fingerprint} testId="opening-their-key" />
        )}
      </section>
    </div>
  );
}

function OwnKey({ view: { ownKey } }: { readonly view: OpeningView }): ReactNode {
  const { opening, act, setup } = useWords();
  const { busy, checked, isKeySaved } = useOpening();
  const make = (
    <Button
      label={ownKey === null ? opening.makeKey : opening.makeAgain}
      tone={ownKey === null ? 'primary' : 'plain'}
      testId="opening-make-key"
      isFirst={ownKey === null}
      isDisabled={busy !== null}
      onPress={() => void makeOwnKey()}
    />
  );
  if (busy === 'making') return <p role="status">{opening.making}</p>;
  if (ownKey === null)
    return (
      <>
        <p className={checked.includes('keys') ? 'warning' : 'quiet'} data-testid="opening-no-key">
          {checked.includes('keys') ? opening.faults.ownKey : opening.ownKeyNone}
        </p>
        {make}
      </>
    );
  return (
    <>
      <p className="quiet">{opening.ownKeyHint}</p>
      <div className="opening-own-key">
        <CopyText
          label={opening.ownKey}
          text={ownKey.publicKey}
          words={{ copy: act.copy, copied: act.copied, failed: setup.copyFailed }}
          testId="opening-public-key"
        />
        <QrCode rows={ownKey.qr} label={opening.qr} />
      </div>
      <KeyFacts bits={ownKey.bits} fingerprint={ownKey.fingerprint} testId="opening-own-key" />
      <div className="card-acts">
        <Button label={opening.saveKey} testId="opening-save-key" onPress={() => void saveOwnKey()} />
        {make}
        {isKeySaved ? <span role="status">{opening.saved}</span> : null}
      </div>
    </>
  );
}

type KeyFactsProps = { readonly bits: number; readonly fingerprint: string; readonly testId: string };

/** What a key is, and what two people compare aloud. */
function KeyFacts({ bits, fingerprint, testId }: KeyFactsProps): ReactNode {
  const { opening, setup } = useWords();
  return (
    <div data-testid={testId}>
      <p className="quiet">{opening.keyIs(bits)}</p>
      <Facts facts={[{ name: setup.fingerprint, value: fingerprint, isMono: true }]} />
    </div>
  );
}
