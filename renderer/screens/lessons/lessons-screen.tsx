import { useEffect, useRef, type ReactNode } from 'react';
import type { LessonsPage, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import { beginLesson, loadLessons } from '../../state/lessons.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { goTo } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { mayOpen } from '../opening/may-open.ts';
import { dayTime } from '../wording/time.ts';

/** The lessons of practice mode, with who has finished what; in live mode where practice is. */
export function LessonsScreen({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { lessons } = useWords();
  // Asked anew with every picture, because a lesson may just have been finished.
  const page = useAnswer(loadLessons, snapshot.revision);
  return (
    <section className="page" data-testid="lessons">
      <PageTitle title={lessons.title} />
      {page?.isPractice === true ? <List page={page} nowMs={snapshot.nowMs} /> : null}
      {page?.isPractice === false ? <Elsewhere snapshot={snapshot} /> : null}
    </section>
  );
}

function List({ page, nowMs }: { readonly page: LessonsPage; readonly nowMs: number }): ReactNode {
  const words = useWords();
  const { lessons } = words;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The first lesson that is not finished is under the thumb: Enter begins it.
    list.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  const next = page.lessons.find(({ times }) => times === 0) ?? page.lessons[0];
  return (
    <>
      <p className="lessons-lead">{lessons.lead}</p>
      <h2>{page.person === null ? lessons.progressHere : lessons.progress(page.person)}</h2>
      <ul className="lessons-list" ref={list}>
        {page.lessons.map((row) => (
          <li key={row.lesson} data-testid={`lesson-row-${row.lesson}`} data-times={row.times}>
            <div>
              <h3>{lessons.names[row.lesson]}</h3>
              <p>{lessons.about[row.lesson]}</p>
            </div>
            <p className="quiet">{sayDone(words, row, nowMs)}</p>
            <Button
              label={row.times === 0 ? lessons.begin : lessons.repeat}
              fullLabel={`${row.times === 0 ? lessons.begin : lessons.repeat} · ${lessons.names[row.lesson]}`}
              isFirst={row === next}
              testId={`lesson-begin-${row.lesson}`}
              onPress={() => void beginLesson(row.lesson)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

const sayDone = ({ lessons }: Words, { times, lastAtMs }: LessonsPage['lessons'][number], nowMs: number): string =>
  lastAtMs === null ? lessons.none : lessons.times(times, dayTime(lastAtMs, nowMs));

function Elsewhere({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { lessons } = useWords();
  return (
    <>
      <p>{lessons.live}</p>
      <p>{lessons.liveHow}</p>
      {mayOpen(snapshot) ? (
        <Button
          label={lessons.liveOpen}
          testId="lessons-opening"
          onPress={() => {
            goTo({ kind: 'opening' });
          }}
        />
      ) : null}
    </>
  );
}
