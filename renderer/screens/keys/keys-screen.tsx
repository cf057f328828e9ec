import { useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/select.tsx';
import { saveKeys, saveKeyStrip } from '../../state/key-acts.ts';
import {
  FIXED_KEYS,
  inKeyOrder,
  KEY_COMMANDS,
  keyConflicts,
  keysFor,
  rivalOf,
  STANDARD_KEYS,
  useKeyMap,
  type KeyMap,
} from '../../state/key-map-store.ts';
import { directionOf, spokenNow, useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';
import { PageTitle } from '../frame/page-title.tsx';

/** Which key does what on this PC; what conflicts is named at once and never saved. */
export function KeysScreen(): ReactNode {
  const words = useWords();
  const { keyPage } = words;
  const inForce = useKeyMap((state) => state.map);
  const isFallback = useKeyMap((state) => state.isFallback);
  const [chosen, setChosen] = useState<KeyMap | null>(null);
  const [isSaved, setSaved] = useState(false);
  const map = chosen ?? inForce;
  const hasConflict = keyConflicts(map).length > 0;
  const change = (next: KeyMap): void => {
    setSaved(false);
    setChosen(next);
  };
  return (
    <section className="page" data-testid="keys-page">
      <PageTitle title={keyPage.title} />
      <p className="quiet">{keyPage.hint}</p>
      {isFallback ? (
        <p className="warning" data-testid="keys-fell-back">
          {keyPage.fellBack}
        </p>
      ) : null}
      <KeyChoices map={map} words={words} onChange={change} />
      {hasConflict ? (
        <p className="warning" role="alert" data-testid="keys-conflict">
          {keyPage.conflicts}
        </p>
      ) : null}
      {isSaved ? (
        <p role="status" data-testid="keys-saved">
          {keyPage.saved}
        </p>
      ) : null}
      <div className="card-acts">
        <Button
          label={keyPage.save}
          tone="primary"
          testId="keys-save"
          isDisabled={hasConflict}
          onPress={() => void saveKeys(map).then(setSaved)}
        />
        <Button
          label={keyPage.standard}
          testId="keys-standard"
          onPress={() => {
            change(STANDARD_KEYS);
          }}
        />
        <Strip words={words} />
      </div>
    </section>
  );
}

type ChoicesProps = { readonly map: KeyMap; readonly words: Words; readonly onChange: (map: KeyMap) => void };

function KeyChoices({ map, words: { keyPage, keys }, onChange }: ChoicesProps): ReactNode {
  return (
    <ul className="key-choices">
      {KEY_COMMANDS.map((command) => {
        const rival = rivalOf(map, command);
        return (
          <li key={command} data-testid={`choose-${command}`} data-conflict={rival === null ? undefined : ''}>
            <Select
              label={keyPage.key(keys[command])}
              value={map[command]}
              testId={`key-of-${command}`}
              options={keysFor(command).map((key) => ({ id: key, label: key }))}
              onChange={(key) => {
                onChange({ ...map, [command]: key });
              }}
            />
            {rival === null ? null : <p className="field-error">{keyPage.conflict(keys[rival])}</p>}
          </li>
        );
      })}
    </ul>
  );
}

/** Prints the keys in force, not those that are only chosen. */
function Strip({ words }: { readonly words: Words }): ReactNode {
  const { keyPage } = words;
  const map = useKeyMap((state) => state.map);
  const file = useKeyMap((state) => state.stripFile);
  const { language } = spokenNow();
  return (
    <>
      <Button
        label={keyPage.strip}
        testId="keys-strip"
        onPress={() =>
          void saveKeyStrip({
            title: keyPage.stripTitle,
            language,
            direction: directionOf(language),
            rows: stripRows(words, map),
          })
        }
      />
      {file === null ? null : (
        <p role="status" data-testid="keys-strip-file">
          {keyPage.stripFile(file)}
        </p>
      )}
    </>
  );
}

const stripRows = ({ keys, stage, palette, pc, lessons }: Words, map: KeyMap) => [
  ...inKeyOrder(map).map((command) => ({ key: map[command], label: keys[command] })),
  { key: FIXED_KEYS.code, label: stage.typeCode },
  { key: FIXED_KEYS.palette, label: palette.title },
  { key: FIXED_KEYS.incident, label: pc.incident.save },
  { key: FIXED_KEYS.lessons, label: lessons.title },
];
