import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { setUp } from '../../state/acts.ts';
import { chooseFile } from '../../state/choose-file.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

type Format = 'text' | 'pkcs12';

/** Takes a private key on its way to the keychain. The page forgets it with the dialog, whatever main says. */
export function ImportKeyDialog(): ReactNode {
  const { setup } = useWords();
  const [format, setFormat] = useState<Format>('text');
  const [content, setContent] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const send = async (): Promise<void> => {
    const isDone = await setUp('setup.import-key', {
      format,
      content: content.trim(),
      passphrase: passphrase === '' ? null : passphrase,
    });
    if (!isDone) setPassphrase('');
  };
  return (
    <Dialog title={setup.importTitle} onClose={closeDialog} testId="import-key-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Choice
          label={setup.format}
          value={format}
          onChange={(next) => {
            setFormat(next);
            setContent('');
          }}
          options={[
            { id: 'text', label: setup.text },
            { id: 'pkcs12', label: setup.pkcs12 },
          ]}
        />
        <KeyField format={format} content={content} onContent={setContent} />
        <Field
          label={setup.passphrase}
          kind="password"
          value={passphrase}
          onChange={setPassphrase}
          testId="import-key-passphrase"
        />
        <Refused />
        <div className="dialog-acts">
          <Button label={setup.keep} onPress={closeDialog} />
          <Button label={setup.importYes} tone="primary" submits isDisabled={content === ''} testId="import-key-yes" />
        </div>
      </form>
    </Dialog>
  );
}

type KeyFieldProps = { readonly format: Format; readonly content: string; readonly onContent: (content: string) => void };

function KeyField({ format, content, onContent }: KeyFieldProps): ReactNode {
  const { setup } = useWords();
  if (format === 'pkcs12') return <FileField label={setup.file} hint={setup.importHint} onContent={onContent} />;
  return (
    <Field
      label={setup.content}
      hint={setup.importHint}
      kind="long"
      value={content}
      onChange={onContent}
      isFirst
      testId="import-key-text"
    />
  );
}

type FileFieldProps = { readonly label: string; readonly hint: string; readonly onContent: (base64: string) => void };

function FileField({ label, hint, onContent }: FileFieldProps): ReactNode {
  const [name, setName] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const file = await chooseFile('key');
    if (file === null) return;
    setName(file.name);
    onContent(file.base64);
  };
  return (
    <div className="field">
      <Button label={label} testId="import-key-file" onPress={() => void choose()} />
      {name === null ? null : <p>{name}</p>}
      <p className="field-hint">{hint}</p>
    </div>
  );
}
