import type { ReactNode } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import { goTo } from '../../state/view-store.ts';
import { healthOf, type HealthItem } from '../wording/health.ts';
import { clockTime } from '../wording/time.ts';

/** Where this is, whether it is practice, and what does not work. */
export function TopBar({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const { shop, mode, health } = snapshot;
  return (
    <header className="top-bar">
      <strong className="shop">{shop.name}</strong>
      <span className="counter">{shop.counterName}</span>
      {mode === 'practice' ? (
        <span className="practice" data-testid="practice">
          <b>{words.practice.badge}</b> {words.practice.explain}
        </span>
      ) : null}
      {mode === 'practice' ? (
        <Button
          label={words.lessons.title}
          tone="small"
          testId="open-lessons"
          onPress={() => {
            goTo({ kind: 'lessons' });
          }}
        />
      ) : null}
      <ul className="health" aria-label={words.health.label}>
        {healthOf(words, health).map(({ id, text, tone }) => (
          <li key={id} className={`health-${tone}`} data-testid={`health-${id}`} data-tone={tone}>
            <HealthSign tone={tone} />
            {text}
          </li>
        ))}
      </ul>
      <Clock />
    </header>
  );
}

/** A full dot, an open dot or a triangle: the colour only repeats it. */
function HealthSign({ tone }: { readonly tone: HealthItem['tone'] }): ReactNode {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      {tone === 'bad' ? <path d="M6 .8 11.6 11H.4z" /> : <circle cx="6" cy="6" r="4.2" />}
    </svg>
  );
}

function Clock(): ReactNode {
  return <time className="clock">{clockTime(useNowMs())}</time>;
}
