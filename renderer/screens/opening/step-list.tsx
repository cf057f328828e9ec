import type { ReactNode } from 'react';
import type { OpeningPlace, OpeningView } from '../../api/types.ts';
import { useWords } from '../../state/language.ts';
import { goToPlace, useOpening } from '../../state/opening-store.ts';
import { stateOf, stepsOf, tasksOf } from './steps.ts';

type Props = { readonly view: OpeningView; readonly place: OpeningPlace };

/** Every step and how it stands; what follows the settings can be reached once there are some. */
export function StepList({ view, place }: Props): ReactNode {
  const { opening } = useWords();
  return (
    <nav className="opening-steps" aria-label={opening.stepsLabel}>
      <ol>
        {stepsOf(view).map((step) => (
          <Item key={step} view={view} place={step} isHere={step === place} isReachable />
        ))}
      </ol>
      <h2>{opening.afterwards}</h2>
      <ol>
        {tasksOf(view).map((task) => (
          <Item key={task} view={view} place={task} isHere={task === place} isReachable={view.isSetUp} />
        ))}
      </ol>
    </nav>
  );
}

type ItemProps = Props & { readonly isHere: boolean; readonly isReachable: boolean };

function Item({ view, place, isHere, isReachable }: ItemProps): ReactNode {
  const { opening } = useWords();
  const checked = useOpening((state) => state.checked);
  const state = stateOf(view, place, checked);
  return (
    <li>
      <button
        type="button"
        data-testid={`opening-step-${place}`}
        data-state={state}
        aria-current={isHere ? 'step' : undefined}
        disabled={!isReachable}
        onClick={() => {
          void goToPlace(place);
        }}
      >
        <Sign state={state} />
        <span>{opening.steps[place]}</span>
        <span className="only-read">{opening.state[state]}</span>
      </button>
    </li>
  );
}

/** A disc with a tick, a triangle, a dash or a ring: never the colour alone. */
function Sign({ state }: { readonly state: ReturnType<typeof stateOf> }): ReactNode {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={`opening-sign-${state}`}>
      {state === 'wrong' ? <path d="M10 2.5 18.5 17.5h-17z" /> : <circle cx="10" cy="10" r="8" />}
      {state === 'done' ? <path className="opening-mark" d="M6 10.4 8.9 13.2 14 7.6" /> : null}
      {state === 'later' ? <path className="opening-mark" d="M6.5 10h7" /> : null}
    </svg>
  );
}
