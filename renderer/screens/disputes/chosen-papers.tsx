import { useState, type ReactNode } from 'react';
import type { Req } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { chooseFile } from '../../state/choose-file.ts';
import { paperOfFile, useDisputes } from '../../state/disputes-store.ts';
import { useWords } from '../../state/language.ts';

/** Documents that a person chose for one answer. */
export type ChosenPapers = Req<'disputes.answer'>['papers'];

type Props = { readonly papers: ChosenPapers; readonly onChange: (papers: ChosenPapers) => void };

/** What goes along by itself, and what a person adds; nothing leaves this page before the answer is sent. */
export function Papers({ papers, onChange }: Props): ReactNode {
  const words = useWords().disputes.papers;
  const { view, isBusy } = useDisputes();
  const [refused, setRefused] = useState<string | null>(null);
  const { papersMax = 0, paperBytesMax = 0 } = view ?? {};
  const add = async (): Promise<void> => {
    const file = await chooseFile('paper');
    if (file === null) return;
    const paper = paperOfFile(file, paperBytesMax);
    setRefused(paper === null ? file.name : null);
    if (paper !== null) onChange([...papers, paper]);
  };
  return (
    <>
      <p className="quiet">
        {words.always} {words.hint(papersMax, Math.floor(paperBytesMax / 1_024))}
      </p>
      {refused === null ? null : <p className="warning">{words.tooLarge(refused)}</p>}
      <ul className="draft-list">
        {papers.map(({ name }, at) => (
          <li key={`${String(at)} ${name}`} data-testid="dispute-paper">
            <span>{name}</span>
            <Button
              label={words.remove}
              tone="small"
              onPress={() => {
                onChange(papers.filter((_, other) => other !== at));
              }}
            />
          </li>
        ))}
      </ul>
      {papers.length >= papersMax ? null : (
        <p className="paper-add">
          <Button label={words.add} isDisabled={isBusy} testId="dispute-file" onPress={() => void add()} />
        </p>
      )}
    </>
  );
}
