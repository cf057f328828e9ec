import { useState, type ReactNode } from 'react';
import type { Req } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { PickList } from '../../components/pick-list.tsx';
import { useWords } from '../../state/language.ts';
import { attachPaper, detachPaper, useRegistration, type RegistrationDraft } from '../../state/registration-store.ts';
import { isKeyOf } from '../wording/advice.ts';
import { faultOf } from '../wording/registration.ts';

type PaperType = Req<'registration.attach'>['type'];

const TYPES = [
  'REGISTRATION_CERTIFICATE',
  'ARTICLES_OF_ASSOCIATION',
  'ENTERPRISES_ANNUAL_INSPECTION_REPORT',
  'PROOF_OF_ADDRESS',
  'OTHER_MATERIAL',
] as const satisfies readonly PaperType[];

/** Papers that go with the form; they stay on this PC until the form is thrown away. */
export function PapersStep({ draft }: { readonly draft: RegistrationDraft }): ReactNode {
  const words = useWords();
  const { papers } = words.registration;
  const { view } = useRegistration();
  const fault = draft.faults.find(({ path }) => path === 'papers');
  return (
    <section>
      <p className="quiet">{view === null ? null : papers.hint(view.papersMax, Math.round(view.paperBytesMax / 1_024))}</p>
      {fault === undefined ? null : <p className="warning">{faultOf(words, fault)}</p>}
      <AddPaper />
      {draft.papers.length === 0 ? <p>{papers.none}</p> : null}
      <ul className="draft-list">
        {draft.papers.map(({ sha256, name, type, bytes }, at) => (
          <li key={sha256} data-testid="paper">
            <span>
              {name} · {papers[type]} · {Math.ceil(bytes / 1_024)} kB
            </span>
            <Button
              label={papers.remove}
              tone="small"
              testId={`paper-remove-${String(at)}`}
              onPress={() => void detachPaper(sha256)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AddPaper(): ReactNode {
  const { papers } = useWords().registration;
  const { isBusy } = useRegistration();
  const [type, setType] = useState<PaperType>('REGISTRATION_CERTIFICATE');
  return (
    <>
      <PickList
        label={papers.kind}
        value={type}
        onChange={(id) => {
          setType(TYPES.find((one) => one === id) ?? 'OTHER_MATERIAL');
        }}
        picks={TYPES.map((id) => ({ id, label: isKeyOf(papers, id) ? papers[id] : id, note: null }))}
      />
      <p className="paper-add">
        <Button label={papers.add} isDisabled={isBusy} testId="paper-file" onPress={() => void attachPaper(type)} />
      </p>
    </>
  );
}
