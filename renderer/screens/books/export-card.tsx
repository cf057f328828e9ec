import { useState, type ReactNode } from 'react';
import type { Req } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { keep } from '../../state/books.ts';
import { useWords } from '../../state/language.ts';
import { isDayText } from './day-text.ts';

type Wish = Req<'books.export'>;
type Draft = Pick<Wish, 'format' | 'zone'> & { readonly from: string; readonly to: string };

/** Exports the payments of some days; it starts with the month so far. */
export function ExportCard({ today }: { readonly today: string }): ReactNode {
  const { export: words } = useWords().books;
  const [draft, setDraft] = useState<Draft>({ from: `${today.slice(0, 8)}01`, to: today, zone: 'shop', format: 'csv' });
  const [isWriting, setWriting] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [from, to] = [dayOf(draft.from), dayOf(draft.to)];
  const isGood = from !== undefined && to !== undefined;
  const write = async (): Promise<void> => {
    if (from === undefined || to === undefined || isWriting) return;
    setWriting(true);
    setSaid(null);
    const done = await keep('books.export', { ...draft, from, to });
    setWriting(false);
    if (done !== null) setSaid(words.done(done.payments, done.file));
  };
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <p className="quiet">{words.hint}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <Days draft={draft} setDraft={setDraft} />
        <Button
          label={isWriting ? words.writing : words.act}
          tone="primary"
          submits
          isDisabled={!isGood || isWriting}
          testId="books-export"
        />
        <p className="books-done" role="status" data-testid="books-exported">
          {said}
        </p>
      </form>
    </section>
  );
}

/** Null for no limit; undefined for a text that is no day. */
const dayOf = (text: string): string | null | undefined =>
  text.trim() === '' ? null : isDayText(text) ? text.trim() : undefined;

type DaysProps = { readonly draft: Draft; readonly setDraft: (draft: Draft) => void };

function Days({ draft, setDraft }: DaysProps): ReactNode {
  const { export: words } = useWords().books;
  const day = (name: 'from' | 'to'): ReactNode => (
    <Field
      label={words[name]}
      hint={words.dayHint}
      value={draft[name]}
      onChange={(text) => {
        setDraft({ ...draft, [name]: text });
      }}
      error={dayOf(draft[name]) === undefined ? words.notDay : null}
      maxLength={10}
      testId={`books-${name}`}
    />
  );
  return (
    <>
      <div className="books-days">
        {day('from')}
        {day('to')}
      </div>
      <Choice
        label={words.days}
        value={draft.zone}
        onChange={(zone) => {
          setDraft({ ...draft, zone });
        }}
        options={(['shop', 'utc8'] as const).map((id) => ({ id, label: words.zones[id] }))}
      />
      <Choice
        label={words.format}
        value={draft.format}
        onChange={(format) => {
          setDraft({ ...draft, format });
        }}
        options={(['csv', 'json'] as const).map((id) => ({ id, label: words.formats[id] }))}
      />
    </>
  );
}
