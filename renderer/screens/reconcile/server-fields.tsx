import type { ReactNode } from 'react';
import type { ReportSetup } from '../../api/types.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../state/language.ts';

type Access = NonNullable<ReportSetup['access']>;

/** The server, and the secret that was typed; an empty one keeps what the keychain has. */
export type ServerFieldsProps = {
  readonly access: Access;
  readonly secret: string;
  readonly hasSecret: boolean;
  readonly onSecret: (secret: string) => void;
  readonly onChange: (access: Access) => void;
};

/** Where reports are fetched. */
export function ServerFields({ access, secret, hasSecret, onSecret, onChange }: ServerFieldsProps): ReactNode {
  const words = useWords().reports.setupPage;
  const set = (change: Partial<Access>): void => {
    onChange({ ...access, ...change });
  };
  return (
    <>
      <h2>{words.server}</h2>
      <Field
        label={words.host}
        value={access.host}
        onChange={(host) => {
          set({ host });
        }}
        testId="setup-host"
      />
      <Field
        label={words.port}
        value={String(access.port)}
        onChange={(port) => {
          set({ port: Number(port.replace(/\D/g, '')) || 22 });
        }}
        isNumeric
        testId="setup-port"
      />
      <Field
        label={words.user}
        value={access.user}
        onChange={(user) => {
          set({ user });
        }}
        testId="setup-user"
      />
      <Secret access={access} secret={secret} hasSecret={hasSecret} onSecret={onSecret} onChange={onChange} />
      <Place access={access} onSet={set} />
    </>
  );
}

function Secret({ access, secret, hasSecret, onSecret, onChange }: ServerFieldsProps): ReactNode {
  const words = useWords().reports.setupPage;
  const isKey = access.secret === 'key';
  return (
    <>
      <Field
        label={words.secret}
        value={secret}
        onChange={onSecret}
        kind={isKey ? 'long' : 'password'}
        hint={hasSecret ? words.secretThere : words.secretNone}
        testId="setup-secret"
      />
      <label className="choice-line">
        <input
          type="checkbox"
          checked={isKey}
          onChange={(event) => {
            onChange({ ...access, secret: event.target.checked ? 'key' : 'password' });
          }}
        />
        {words.isKey}
      </label>
    </>
  );
}

/** Which server it must be, and where on it the reports lie. */
function Place({ access, onSet }: { readonly access: Access; readonly onSet: (change: Partial<Access>) => void }): ReactNode {
  const words = useWords().reports.setupPage;
  return (
    <>
      <Field
        label={words.hostKey}
        value={access.hostKey}
        onChange={(hostKey) => {
          onSet({ hostKey: hostKey.replace(/^SHA256:/, '').trim() });
        }}
        hint={words.hostKeyHint}
        testId="setup-host-key"
      />
      <Field
        label={words.root}
        value={access.root}
        onChange={(root) => {
          onSet({ root });
        }}
        hint={words.rootHint}
        testId="setup-root"
      />
      <Field
        label={words.participant}
        value={access.participantId}
        onChange={(participantId) => {
          onSet({ participantId });
        }}
        testId="setup-participant"
      />
    </>
  );
}
