import type { ReactNode } from 'react';
import type { PeopleView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { openDialog, useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { dayTime } from '../wording/time.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { PermissionTable, Rules } from './rules.tsx';

/** What the parts of the page are given. */
type Props = { readonly list: PeopleView; readonly words: Words };

/** Everybody who works here, the owner's rules, and the permission table as it is. */
export function PeopleScreen(): ReactNode {
  const words = useWords();
  const list = useAnswer(
    askPeople,
    useMirror((mirror) => mirror.snapshot?.revision),
    useView((view) => view.setupRevision),
  );
  return (
    <section className="page" data-testid="people">
      <PageTitle title={words.people.page.title}>
        {list?.mayManage === true ? <AddButton list={list} words={words} /> : null}
      </PageTitle>
      {list === null ? <p className="quiet">{words.setup.loading}</p> : <List list={list} words={words} />}
    </section>
  );
}

function AddButton({ list, words: { people } }: Props): ReactNode {
  const isFirst = list.people.length === 0;
  return (
    <Button
      label={isFirst ? people.page.first : people.page.add}
      tone="primary"
      testId="people-add"
      onPress={() => {
        openDialog({ kind: 'add-person' });
      }}
    />
  );
}

const askPeople = (): Promise<PeopleView | null> => ask('people.list', {});

function List({ list, words }: Props): ReactNode {
  const { page } = words.people;
  return (
    <>
      {list.people.length === 0 ? <p className="page-lead">{page.firstHint}</p> : <Everybody list={list} words={words} />}
      {list.resets.length === 0 ? null : <Resets list={list} words={words} />}
      <div className="page-columns">
        <Rules list={list} />
        <PermissionTable list={list} />
      </div>
    </>
  );
}

function Resets({ list, words: { people } }: Props): ReactNode {
  const nowMs = useMirror((mirror) => mirror.snapshot?.nowMs ?? 0);
  return (
    <div className="warning" data-testid="owner-resets">
      {people.page.resets}
      {list.resets.map(({ atMs, osUser }) => (
        <p key={atMs}>
          {dayTime(atMs, nowMs)} {people.page.reset(osUser)}
        </p>
      ))}
    </div>
  );
}

function Everybody({ list, words: { people } }: Props): ReactNode {
  return (
    <ul className="people-list">
      {list.people.map((person) => (
        <li key={person.personId}>
          <button
            type="button"
            data-testid={`person-row-${String(person.number)}`}
            onClick={() => {
              openDialog({ kind: 'person', person });
            }}
          >
            <kbd>{person.number}</kbd>
            <b>{person.isYou ? `${person.name} (${people.page.you})` : person.name}</b>
            <span>{people.roles[person.role]}</span>
            <small>{hasOf(person, people.page)}</small>
            <span className="only-read">{people.page.edit(person.name)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function hasOf({ hasPin, hasBadge, hasPhone }: PeopleView['people'][number], page: Words['people']['page']): string {
  const all: readonly (readonly [boolean, string])[] = [
    [hasPin, page.pin],
    [hasBadge, page.badge],
    [hasPhone, page.phone],
  ];
  const has = all.filter(([isSet]) => isSet).map(([, name]) => name);
  return has.length === 0 ? page.none : has.join(', ');
}
