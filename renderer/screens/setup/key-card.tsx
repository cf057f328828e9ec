import type { ReactNode } from 'react';
import type { Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { useWords } from '../../state/language.ts';
import { openDialog } from '../../state/view-store.ts';

type Status = Res<'setup.status'>;

/** The key in use: its public half to upload, and the ways to get another one. */
export function KeyCard({ status }: { readonly status: Status }): ReactNode {
  const { setup, act } = useWords();
  return (
    <section className="card card-wide">
      <h2>{setup.key}</h2>
      <Facts
        facts={[
          { name: setup.keyVersion, value: status.keyVersion === null ? setup.notSet : String(status.keyVersion) },
          { name: setup.fingerprint, value: status.publicKeyFingerprint ?? setup.notSet, isMono: true },
        ]}
      />
      {status.publicKey === null ? null : (
        <>
          <h3>{setup.publicKey}</h3>
          <p className="quiet">{setup.publicKeyHint}</p>
          <CopyText
            label={setup.publicKey}
            text={status.publicKey}
            words={{ ...act, failed: setup.copyFailed }}
            testId="setup-public-key"
          />
        </>
      )}
      <div className="card-acts">
        <Button
          label={setup.make}
          testId="setup-make-key"
          onPress={() => {
            openDialog({ kind: 'make-key' });
          }}
        />
        <Button
          label={setup.import}
          testId="setup-import-key"
          onPress={() => {
            openDialog({ kind: 'import-key' });
          }}
        />
      </div>
    </section>
  );
}

/** A key that waits until Alipay+ has its public half. */
export function NextKeyCard({ nextKey }: { readonly nextKey: NonNullable<Status['nextKey']> }): ReactNode {
  const { setup, act } = useWords();
  return (
    <section className="card card-wide card-next">
      <h2>{setup.next(nextKey.keyVersion)}</h2>
      <p className="quiet">{setup.nextHint}</p>
      <Facts facts={[{ name: setup.fingerprint, value: nextKey.fingerprint, isMono: true }]} />
      <CopyText
        label={setup.publicKey}
        text={nextKey.publicKey}
        words={{ ...act, failed: setup.copyFailed }}
        testId="setup-next-key"
      />
      <div className="card-acts">
        <Button
          label={setup.activate}
          testId="setup-activate-key"
          onPress={() => {
            openDialog({ kind: 'activate-key', keyVersion: nextKey.keyVersion });
          }}
        />
      </div>
    </section>
  );
}
