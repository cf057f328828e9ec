import { useState, type ReactNode } from 'react';
import type { ScannerSetup } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

const SUFFIXES: readonly ScannerSetup['suffix'][] = ['enter', 'line-feed', 'tab', 'none'];

/** What stands around each code, for whoever knows it from the scanner's manual. */
export function ByHandDialog({ setup }: { readonly setup: ScannerSetup }): ReactNode {
  const { scanner } = useWords();
  const [prefix, setPrefix] = useState(setup.prefix);
  const [suffix, setSuffix] = useState(setup.suffix);
  const [aim, setAim] = useState<'yes' | 'no'>(setup.hasAim ? 'yes' : 'no');
  return (
    <Dialog title={scanner.handTitle} onClose={closeDialog} testId="by-hand-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void setUp('scanner.save', { ...setup, prefix, suffix, hasAim: aim === 'yes' });
        }}
      >
        <Field
          label={scanner.prefixField}
          hint={scanner.prefixHint}
          value={prefix}
          onChange={setPrefix}
          maxLength={8}
          isFirst
          testId="by-hand-prefix"
        />
        <Choice
          label={scanner.suffix}
          value={suffix}
          onChange={setSuffix}
          options={SUFFIXES.map((id) => ({ id, label: scanner.suffixes[id] }))}
        />
        <Choice
          label={scanner.aim}
          value={aim}
          onChange={setAim}
          options={[
            { id: 'no', label: scanner.aims.no },
            { id: 'yes', label: scanner.aims.yes },
          ]}
        />
        {suffix === 'none' ? <p className="quiet">{scanner.noneHint}</p> : null}
        <Refused />
        <div className="dialog-acts">
          <Button label={scanner.keep} onPress={closeDialog} />
          <Button label={scanner.save} tone="primary" submits testId="by-hand-save" />
        </div>
      </form>
    </Dialog>
  );
}
