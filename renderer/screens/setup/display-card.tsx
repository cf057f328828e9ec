import type { ReactNode } from 'react';
import type { DisplayView, Theme } from '../../api/types.ts';
import { Choice } from '../../components/choice.tsx';
import { Select } from '../../components/select.tsx';
import { fire } from '../../state/acts.ts';
import { CHOICES, useWords } from '../../state/language.ts';

/** Language and look; both change at once, because whoever cannot read a screen cannot look for a save button on it. */
export function DisplayCard({ display }: { readonly display: DisplayView }): ReactNode {
  const words = useWords().display;
  const themes: Readonly<Record<Theme, string>> = words.themes;
  return (
    <section className="card" data-testid="setup-display">
      <h2>{words.title}</h2>
      <Select
        label={words.language}
        value={display.language}
        testId="setup-language"
        options={CHOICES.map(({ id, name }) => ({ id, label: name, lang: id }))}
        onChange={(language) => {
          fire('display.save', { ...display, language });
        }}
      />
      <Choice
        label={words.theme}
        value={display.theme}
        options={(Object.keys(themes) as Theme[]).map((id) => ({ id, label: themes[id] }))}
        onChange={(theme) => {
          fire('display.save', { ...display, theme });
        }}
      />
    </section>
  );
}
