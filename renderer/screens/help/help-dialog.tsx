import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Shape } from '../../components/shape.tsx';
import { COMMANDS } from '../../state/commands.ts';
import { KEY_OF, MORE_KEYS } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';

const SHAPES = { paid: 'disc', 'not-paid': 'square', unknown: 'triangle', waiting: 'ring' } as const;
const FACES = ['paid', 'not-paid', 'unknown', 'waiting'] as const;

/** The sheet of keys, and the four shapes with what they mean. */
export function HelpDialog({ version }: { readonly version: string }): ReactNode {
  const words = useWords();
  const { help } = words;
  return (
    <Dialog title={help.title} onClose={closeDialog} testId="help-dialog">
      <p>{help.journey}</p>
      <dl className="key-sheet">
        {rowsOf(words).map(([key, text]) => (
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
      <div className="dialog-acts">
        <small className="quiet">{words.setup.version(version)}</small>
        <Button label={help.close} tone="primary" isFirst testId="help-close" onPress={closeDialog} />
      </div>
    </Dialog>
  );
}

const rowsOf = ({ help, keys, palette }: Words): readonly (readonly [string, string])[] =>
  [
    ...Object.entries(help.rows).map(([name, [key, text]]) => [name === 'code' ? MORE_KEYS.code : key, text] as const),
    [MORE_KEYS.palette, palette.title] as const,
    ...COMMANDS.map((command) => [KEY_OF[command], keys[command]] as const),
  ].map((row) => [row[0], row[1]] as const);
