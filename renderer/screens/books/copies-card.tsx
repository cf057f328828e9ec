import { useState, type ReactNode } from 'react';
import type { BooksPage } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { setUp } from '../../state/acts.ts';
import { keep } from '../../state/books.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { openDialog } from '../../state/view-store.ts';
import { dayTime } from '../wording/time.ts';
import { sayMegabytes } from './megabytes.ts';

/** Where the copies are, the newest one, and what can be done with them. */
export function CopiesCard({ page }: { readonly page: BooksPage }): ReactNode {
  const { copies: words, restore } = useWords().books;
  const nowMs = useMirror((mirror) => mirror.snapshot?.nowMs ?? 0);
  const [last] = page.copies;
  return (
    <section className="card card-wide">
      <h2>{words.title}</h2>
      <Facts
        facts={[
          { name: words.folder, value: page.folder, isMono: true },
          { name: words.kept, value: words.rule(page.kept.days, page.kept.months) },
          {
            name: words.last,
            value: last === undefined ? words.none : `${dayTime(last.atMs, nowMs)} · ${restore.size(sayMegabytes(last.bytes))}`,
          },
        ]}
      />
      {last === undefined ? null : <p className="quiet">{words.count(page.copies.length)}</p>}
      {page.isChosen ? null : <p className="books-hint">{words.sameDisk}</p>}
      {page.trouble === null ? null : (
        <p className="warning" role="alert" data-testid="books-trouble">
          {words.trouble(page.trouble)}
        </p>
      )}
      <CopyActs copies={page.copies} />
    </section>
  );
}

function CopyActs({ copies }: Pick<BooksPage, 'copies'>): ReactNode {
  const { copies: words } = useWords().books;
  const [making, setMaking] = useState<'no' | 'yes' | 'made'>('no');
  const copyNow = async (): Promise<void> => {
    setMaking('yes');
    setMaking((await setUp('books.copy', {})) ? 'made' : 'no');
  };
  return (
    <>
      <div className="card-acts">
        <Button
          label={making === 'yes' ? words.making : words.now}
          tone="primary"
          isDisabled={making === 'yes'}
          testId="books-copy"
          onPress={() => void copyNow()}
        />
        <Button label={words.choose} testId="books-folder" onPress={() => void keep('books.folder', {})} />
        <Button
          label={words.restore}
          testId="books-restore"
          onPress={() => {
            openDialog({ kind: 'restore', copies });
          }}
        />
      </div>
      <p className="books-done" role="status" data-testid="books-copied">
        {making === 'made' ? words.made : null}
      </p>
    </>
  );
}
