import type { ReactNode } from 'react';
import type { LessonNote, LessonPlace, LessonStep } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { fire } from '../../state/acts.ts';
import { MORE_KEYS } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import { goTo } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';

type Props = { readonly note: LessonNote; readonly words: Words };

/** In the rail, beside the real checkout: what to do now, what the customer sees, what to say; at the end what was learnt. */
export function LessonPanel({ note }: { readonly note: LessonNote }): ReactNode {
  const words = useWords();
  const { lessons } = words;
  return (
    <section className="lesson" data-testid="lesson" data-place={note.place}>
      <header>
        <h2>{lessons.names[note.lesson]}</h2>
        <p className="quiet">{note.isDone ? lessons.finished : lessons.step(note.step, note.steps)}</p>
      </header>
      {/* Scrolls by itself where a language needs the room, so that the way out stays in sight. */}
      <div className="lesson-body" role="region" aria-label={lessons.names[note.lesson]} tabIndex={0}>
        <div role="status">
          <Told place={note.place} words={words} />
        </div>
      </div>
      <Acts note={note} words={words} />
    </section>
  );
}

function Told({ place, words: { lessons, stage } }: { readonly place: LessonPlace; readonly words: Words }): ReactNode {
  if (!isStep(place)) return <p className="lesson-end">{lessons.ends[place]}</p>;
  const { now, sees, say } = lessons.steps[place];
  return (
    <dl>
      <div className="lesson-now">
        <dt>{place.endsWith('-again') ? lessons.again : lessons.doNow}</dt>
        <dd>{now}</dd>
      </div>
      <div>
        <dt>{stage.say}</dt>
        <dd className="lesson-say">{say}</dd>
      </div>
      <div>
        <dt>{lessons.sees}</dt>
        <dd>{sees}</dd>
      </div>
    </dl>
  );
}

const isStep = (place: LessonPlace): place is LessonStep => !place.endsWith('-done');

function Acts({ note, words: { lessons } }: Props): ReactNode {
  return (
    <div className="lesson-acts">
      {note.isRollWanted ? (
        <Button
          label={lessons.newRoll}
          shortcut={MORE_KEYS.newRoll}
          tone="small"
          testId="lesson-new-roll"
          onPress={() => {
            fire('lessons.new-roll', {});
          }}
        />
      ) : null}
      {note.isDone ? (
        <Button
          label={lessons.more}
          shortcut={MORE_KEYS.lessons}
          tone="small"
          testId="lesson-more"
          onPress={() => {
            goTo({ kind: 'lessons' });
          }}
        />
      ) : null}
      <Button
        label={lessons.leave}
        shortcut="Esc"
        tone="small"
        testId="lesson-leave"
        onPress={() => {
          fire('lessons.leave', {});
        }}
      />
      <p className="quiet">{lessons.leaveHint}</p>
    </div>
  );
}
