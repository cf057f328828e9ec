import { useState, type ReactNode } from 'react';
import type { Req } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';

type Bits = Req<'setup.make-key'>['bits'];
const LENGTHS = ['2048', '3072', '4096'] as const;
const BITS: Readonly<Record<(typeof LENGTHS)[number], Bits>> = { '2048': 2048, '3072': 3072, '4096': 4096 };

/** Has main make a key pair; only the public half ever comes back. */
export function MakeKeyDialog(): ReactNode {
  const { setup } = useWords();
  const [length, setLength] = useState<(typeof LENGTHS)[number]>('2048');
  const [isMaking, setMaking] = useState(false);
  const make = async (): Promise<void> => {
    setMaking(true);
    if (!(await setUp('setup.make-key', { bits: BITS[length] }))) setMaking(false);
  };
  return (
    <Dialog title={setup.makeTitle} onClose={closeDialog} testId="make-key-dialog">
      <p>{setup.makeText}</p>
      <Choice
        label={setup.bits}
        value={length}
        onChange={setLength}
        options={LENGTHS.map((id) => ({ id, label: setup.bitsOf(BITS[id]) }))}
      />
      <Refused />
      <div className="dialog-acts">
        <Button label={setup.keep} onPress={closeDialog} />
        <Button
          label={setup.makeYes}
          tone="primary"
          isFirst
          isDisabled={isMaking}
          testId="make-key-yes"
          onPress={() => {
            void make();
          }}
        />
      </div>
    </Dialog>
  );
}
