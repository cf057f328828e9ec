import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { currentPlace } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { entriesAt, found, type Entry } from './entries.ts';

/** Everything that can be done now, by name: a combobox whose list is always open. */
export function PaletteDialog(): ReactNode {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const place = currentPlace();
  const entries = place === null ? [] : found(entriesAt(words, place), typed);
  const chosen = entries[Math.min(at, entries.length - 1)];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || entries.length === 0) return;
    event.preventDefault();
    setAt((Math.min(at, entries.length - 1) + step + entries.length) % entries.length);
  };
  return (
    <Dialog title={words.palette.title} onClose={closeDialog} testId="palette">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== undefined) carryOut(chosen);
        }}
      >
        <div className="field">
          <label htmlFor={`${id}-typed`}>{words.palette.label}</label>
          <div className="field-box">
            <input
              id={`${id}-typed`}
              type="text"
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.id}`}
              aria-describedby={`${id}-hint`}
              autoComplete="off"
              spellCheck={false}
              maxLength={60}
              value={typed}
              data-autofocus=""
              data-testid="palette-text"
              onKeyDown={onKeyDown}
              onChange={(event) => {
                setTyped(event.target.value);
                setAt(0);
              }}
            />
          </div>
          <p className="field-hint" id={`${id}-hint`}>
            {words.palette.hint}
          </p>
        </div>
        {entries.length === 0 ? <p role="status">{words.palette.none}</p> : null}
        <Entries id={id} label={words.palette.title} entries={entries} chosen={chosen} />
      </form>
    </Dialog>
  );
}

/** The dialog goes first, because what was chosen may open another one. */
function carryOut({ run }: Entry): void {
  closeDialog();
  run();
}

type EntriesProps = {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly chosen: Entry | undefined;
};

function Entries({ id, label, entries, chosen }: EntriesProps): ReactNode {
  return (
    <ul id={`${id}-list`} className="palette-list" role="listbox" aria-label={label}>
      {entries.map((entry) => (
        <li
          key={entry.id}
          id={`${id}-${entry.id}`}
          role="option"
          aria-selected={entry === chosen}
          data-testid={`palette-${entry.id}`}
          ref={(element) => {
            if (entry === chosen) element?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => {
            carryOut(entry);
          }}
        >
          <span>{entry.label}</span>
          {entry.key === null ? null : <kbd>{entry.key}</kbd>}
        </li>
      ))}
    </ul>
  );
}
