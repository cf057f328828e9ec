import { useEffect, useState, type ReactNode } from 'react';
import type { FoundPrinter, PrinterChoice } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { PickList } from '../../components/pick-list.tsx';
import { Select } from '../../components/select.tsx';
import { ask, setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';
import { PAGE_NAMES, picksOf } from '../wording/printer.ts';
import { draftOf, placeOfDraft, placeId, type PrinterDraft } from './printer-draft.ts';

/** Chooses a printer: one that was found, one by its address or path, or none. */
export function PrinterDialog({ choice }: { readonly choice: PrinterChoice }): ReactNode {
  const words = useWords();
  const found = useFound();
  const [draft, setDraft] = useState(() => draftOf(choice));
  const change = (part: Partial<PrinterDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
  };
  const known = [choice.place, ...(found ?? []).map(({ place }) => place)];
  const place = placeOfDraft(draft, known);
  return (
    <Dialog title={words.printer.chooseTitle} onClose={closeDialog} testId="printer-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (place !== null) void setUp('printer.choose', { ...draft.rest, place });
        }}
      >
        <PickList
          label={found === null ? words.printer.looking : found.length === 0 ? words.printer.noneFound : words.printer.found}
          value={draft.pick}
          onChange={(pick) => {
            change({ pick });
          }}
          picks={picksOf(words, choice.place, found ?? [], placeId)}
        />
        <Where draft={draft} change={change} />
        {draft.pick === 'none' ? null : <Manners draft={draft} change={change} />}
        <Refused />
        <div className="dialog-acts">
          <Button label={words.setup.keep} onPress={closeDialog} />
          <Button label={words.printer.save} tone="primary" submits isDisabled={place === null} testId="printer-save" />
        </div>
      </form>
    </Dialog>
  );
}

type DraftProps = { readonly draft: PrinterDraft; readonly change: (part: Partial<PrinterDraft>) => void };

function Where({ draft, change }: DraftProps): ReactNode {
  const { printer } = useWords();
  if (draft.pick === 'tcp')
    return (
      <Field
        label={printer.address}
        hint={printer.addressHint}
        value={draft.address}
        onChange={(address) => {
          change({ address });
        }}
        testId="printer-address"
      />
    );
  if (draft.pick !== 'device') return null;
  return (
    <Field
      label={printer.path}
      hint={printer.pathHint}
      value={draft.path}
      onChange={(path) => {
        change({ path });
      }}
      testId="printer-path"
    />
  );
}

const WIDTHS = ['32', '42', '48'] as const;
const COLUMNS = { '32': 32, '42': 42, '48': 48 } as const;
const FAMILIES = ['epson', 'star', 'custom', 'tanca', 'brother', 'daruma'] as const;
/** Each page is named in the languages that it prints, whatever the screen speaks. */
const PAGES = (Object.keys(PAGE_NAMES) as PrinterChoice['codePage'][]).map((id) => ({ id, label: PAGE_NAMES[id], lang: 'mul' }));
const ANSWERS = ['auto', 'always', 'status-only', 'never'] as const;

function Manners({ draft: { rest, pick }, change }: DraftProps): ReactNode {
  const { printer } = useWords();
  return (
    <>
      <Choice
        label={printer.width}
        value={WIDTHS.find((id) => COLUMNS[id] === rest.columns) ?? '48'}
        onChange={(id) => {
          change({ rest: { ...rest, columns: COLUMNS[id] } });
        }}
        options={WIDTHS.map((id) => ({ id, label: printer.widths[id] }))}
      />
      <Choice
        label={printer.family}
        value={rest.driver}
        onChange={(driver) => {
          change({ rest: { ...rest, driver } });
        }}
        options={FAMILIES.map((id) => ({ id, label: printer.families[id] }))}
      />
      {pick.startsWith('queue:') ? null : (
        <Choice
          label={printer.answers}
          value={rest.answers}
          onChange={(answers) => {
            change({ rest: { ...rest, answers } });
          }}
          options={ANSWERS.map((id) => ({ id, label: printer.answering[id] }))}
        />
      )}
      <p className="quiet">{printer.answeringHint}</p>
      <Select
        label={printer.page}
        value={rest.codePage}
        onChange={(codePage) => {
          change({ rest: { ...rest, codePage } });
        }}
        options={PAGES}
        testId="printer-page"
      />
      <p className="quiet">{printer.pageHint}</p>
    </>
  );
}

/** What main finds on this PC; null while it looks. */
function useFound(): readonly FoundPrinter[] | null {
  const [found, setFound] = useState<readonly FoundPrinter[] | null>(null);
  useEffect(() => {
    let isHere = true;
    void ask('printer.discover', {}).then((answer) => {
      if (isHere) setFound(answer?.found ?? []);
    });
    return () => {
      isHere = false;
    };
  }, []);
  return found;
}
