import { useState, type ReactNode } from 'react';
import type { Face } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Shape } from '../../components/shape.tsx';
import { inKeyOrder, useKeyMap, type KeyMap } from '../../state/key-map-store.ts';
import { MORE_KEYS } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog, goTo } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { foundAnswers, helpAnswers } from './answers.ts';

const SHAPES = { paid: 'disc', 'not-paid': 'square', unknown: 'triangle', waiting: 'ring' } as const;
const FACES = ['paid', 'not-paid', 'unknown', 'waiting'] as const;

/** The sheet of keys and shapes, and with something typed what the help says about it; `face` is the state that was asked about. */
export function HelpDialog({ version, face }: { readonly version: string; readonly face: Face | null }): ReactNode {
  const words = useWords();
  const { help } = words;
  const [typed, setTyped] = useState(face === null ? '' : words.face[face].word);
  return (
    <Dialog title={words.keys.help} onClose={closeDialog} testId="help-dialog">
      <Field
        label={words.meaning.search}
        value={typed}
        onChange={setTyped}
        kind="search"
        maxLength={60}
        isFirst
        testId="help-text"
      />
      {/* Scrolls by itself, so that what is typed above and the way out below stay in sight. */}
      <div className="help-body" role="region" aria-label={words.keys.help} tabIndex={0}>
        {typed.trim() === '' ? <Sheet words={words} /> : <Answers typed={typed} words={words} />}
      </div>
      <div className="dialog-acts">
        <small className="quiet">{words.setup.version(version)}</small>
        <Button
          label={words.lessons.title}
          testId="help-lessons"
          onPress={() => {
            goTo({ kind: 'lessons' });
          }}
        />
        <Button label={help.close} tone="primary" testId="help-close" onPress={closeDialog} />
      </div>
    </Dialog>
  );
}

function Answers({ typed, words }: { readonly typed: string; readonly words: Words }): ReactNode {
  const answers = foundAnswers(helpAnswers(words), typed);
  if (answers.length === 0) return <p role="status">{words.meaning.none}</p>;
  return (
    <dl className="help-answers">
      {answers.map(({ id, title, text }) => (
        <div key={id} data-testid={`help-${id}`}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Sheet({ words }: { readonly words: Words }): ReactNode {
  const { help } = words;
  const map = useKeyMap((state) => state.map);
  return (
    <>
      <p>{help.journey}</p>
      <h3>{help.title}</h3>
      <dl className="key-sheet">
        {rowsOf(words, map).map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <h3>{help.shapesTitle}</h3>
      <ul className="shape-sheet">
        {FACES.map((face) => (
          <li key={face} className={`face-${face}`}>
            <Shape kind={SHAPES[face]} left={0.7} />
            <span>{help.shapes[face]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const rowsOf = ({ help, keys, palette, pc, lessons }: Words, map: KeyMap): readonly (readonly [string, string])[] =>
  [
    ...Object.entries(help.rows).map(([name, [key, text]]) => [name === 'code' ? MORE_KEYS.code : key, text] as const),
    [MORE_KEYS.palette, palette.title] as const,
    [MORE_KEYS.incident, pc.incident.save] as const,
    [MORE_KEYS.lessons, lessons.title] as const,
    ...inKeyOrder(map).map((command) => [map[command], keys[command]] as const),
  ].map((row) => [row[0], row[1]] as const);
