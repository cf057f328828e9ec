import type { ReactNode } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { Choice } from '../../components/choice.tsx';
import { ColourTag } from '../../components/colour-tag.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { markText } from '../wording/mark.ts';
import { SoundControls } from './sound-controls.tsx';

/** What this counter sounds like, and the mark that its results wear during this shift. */
export function SoundCard({ snapshot: { display, shift } }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const { sounds } = words;
  return (
    <section className="card" data-testid="setup-sounds">
      <h2>{sounds.title}</h2>
      <SoundControls display={display} />
      <Choice
        label={sounds.says}
        value={display.saysAmount ? 'say-yes' : 'say-no'}
        options={[
          { id: 'say-no', label: sounds.off },
          { id: 'say-yes', label: sounds.on },
        ]}
        onChange={(id) => {
          fire('display.save', { ...display, saysAmount: id === 'say-yes' });
        }}
      />
      <p className="quiet">{sounds.sayHint}</p>
      {shift === null ? null : (
        <p className="shift-mark">
          <ColourTag colour={shift.mark.colour} label={sounds.markLabel} text={markText(words, shift.mark)} />
          <span className="quiet">{sounds.markHint}</span>
        </p>
      )}
    </section>
  );
}
