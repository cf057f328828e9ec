import { useState, type ReactNode } from 'react';
import type { Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** When updates are put in; main checks the times once more. */
export function UpdateRulesCard({ rules }: { readonly rules: Res<'updates.view'>['rules'] }): ReactNode {
  const { updates: words } = useWords();
  const [draft, setDraft] = useState(rules);
  const times = [
    { id: 'tradingFrom', label: words.from },
    { id: 'tradingTo', label: words.to },
  ] as const;
  const isGood = times.every(({ id }) => TIME.test(draft[id]));
  return (
    <section className="card" data-testid="updates-rules">
      <h2>{words.rulesTitle}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood) void setUp('updates.save', draft);
        }}
      >
        <Choice
          label={words.automatic}
          value={draft.isAutomatic ? 'automatic-yes' : 'automatic-no'}
          options={[
            { id: 'automatic-yes', label: words.yes },
            { id: 'automatic-no', label: words.no },
          ]}
          onChange={(id) => {
            setDraft({ ...draft, isAutomatic: id === 'automatic-yes' });
          }}
        />
        {times.map(({ id, label }) => (
          <Field
            key={id}
            label={label}
            hint={words.timeHint}
            value={draft[id]}
            maxLength={5}
            error={TIME.test(draft[id]) ? null : words.timeWrong}
            testId={`updates-${id}`}
            onChange={(text) => {
              setDraft({ ...draft, [id]: text });
            }}
          />
        ))}
        <Button label={words.save} tone="primary" submits isDisabled={!isGood} testId="updates-save" />
      </form>
    </section>
  );
}
