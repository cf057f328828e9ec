import type { ReactNode } from 'react';
import type { BooksPage } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { openDialog, useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { dayTime } from '../wording/time.ts';
import { CopiesCard } from './copies-card.tsx';
import { ExportCard } from './export-card.tsx';
import { PageTitle } from '../frame/page-title.tsx';

type Props = { readonly page: BooksPage; readonly words: Words };

/** The owner's books: copies, exports, erasing, what is kept for how long, and what was done with them. */
export function BooksScreen(): ReactNode {
  const words = useWords();
  const page = useAnswer(
    askBooks,
    useView((view) => view.setupRevision),
  );
  return (
    <section className="page" data-testid="books">
      <PageTitle title={words.books.title} />
      {page === null ? <p className="quiet">{words.books.loading}</p> : <Cards page={page} words={words} />}
    </section>
  );
}

const askBooks = (): Promise<BooksPage | null> => ask('books.page', {});

function Cards({ page, words }: Props): ReactNode {
  return (
    <>
      {page.isLive ? null : <p className="practice-note">{words.books.practice}</p>}
      <div className="cards">
        {page.isLive ? <CopiesCard page={page} /> : null}
        <ExportCard today={page.today} />
        <div className="books-stack">
          {page.isLive ? <EraseCard words={words} /> : null}
          <Retention words={words} />
        </div>
        <Deeds page={page} words={words} />
      </div>
    </>
  );
}

function EraseCard({ words: { books } }: Pick<Props, 'words'>): ReactNode {
  return (
    <section className="card">
      <h2>{books.erase.title}</h2>
      <p className="quiet">{books.erase.hint}</p>
      <Button
        label={books.erase.act}
        testId="books-erase"
        onPress={() => {
          openDialog({ kind: 'erase-notes' });
        }}
      />
    </section>
  );
}

function Retention({ words: { books } }: Pick<Props, 'words'>): ReactNode {
  const { retention } = books;
  return (
    <section className="card">
      <h2>{retention.title}</h2>
      <Facts
        facts={[
          { name: retention.payments, value: retention.paymentsFor },
          { name: retention.codes, value: retention.codesFor },
          { name: retention.notes, value: retention.notesFor },
          { name: retention.secrets, value: retention.secretsFor },
          { name: retention.copies, value: retention.copiesFor },
        ]}
      />
    </section>
  );
}

function Deeds({ page: { deeds }, words: { books } }: Props): ReactNode {
  const nowMs = useMirror((mirror) => mirror.snapshot?.nowMs ?? 0);
  return (
    <section className="card card-wide" data-testid="books-deeds">
      <h2>{books.deeds.title}</h2>
      {deeds.length === 0 ? <p className="quiet">{books.deeds.none}</p> : null}
      <ul className="books-deeds">
        {deeds.map((deed) => (
          <li key={`${deed.kind} ${String(deed.atMs)}`}>
            <time>{dayTime(deed.atMs, nowMs)}</time>
            <span>{deedText(deed, books.deeds)}</span>
            <small>{deed.by}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function deedText({ kind, count }: BooksPage['deeds'][number], deeds: Words['books']['deeds']): string {
  switch (kind) {
    case 'exported':
    case 'copied':
    case 'erased':
      return deeds[kind](count ?? 0);
    case 'restored':
    case 'folder-chosen':
      return deeds[kind];
  }
}
