import { useState, type ReactNode } from 'react';
import type { Req } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
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
  const add = async (file: File): Promise<void> => {
    const paper = await paperOfFile(file, paperBytesMax);
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
      {papers.length >= papersMax ? null : <FileField label={words.add} isDisabled={isBusy} onFile={(file) => void add(file)} />}
    </>
  );
}

type FileProps = { readonly label: string; readonly isDisabled: boolean; readonly onFile: (file: File) => void };

function FileField({ label, isDisabled, onFile }: FileProps): ReactNode {
  return (
    <label className="paper-add">
      {label}
      <input
        type="file"
        accept="application/pdf,image/jpeg,image/png"
        data-testid="dispute-file"
        disabled={isDisabled}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
    </label>
  );
}
