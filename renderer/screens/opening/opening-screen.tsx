import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { OpeningPlace, OpeningStep, OpeningTask, OpeningView, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import { goOn, goToPlace, leaveOpening, loadOpening, putOff, fill, useOpening } from '../../state/opening-store.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { goTo, useView } from '../../state/view-store.ts';
import { ApplyStep } from './apply-step.tsx';
import { AlipayPlusStep } from './alipayplus-step.tsx';
import { KeysStep } from './keys-step.tsx';
import { LanguageStep } from './language-step.tsx';
import { ShopStep } from './shop-step.tsx';
import { StepList } from './step-list.tsx';
import { FIELDS, placesOf, STEPS } from './steps.ts';
import { TaskPanel } from './task-panel.tsx';

/** The guided first run: what is asked, and afterwards what makes the counter ready. Every step by keys, and each may be repeated. */
export function OpeningScreen({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const { view, place } = useOpening();
  useOpeningView();
  const isFirst = snapshot.opening?.isSetUp !== true;
  return (
    <section className="page opening" data-testid="opening" data-place={place}>
      <header className="page-title">
        <h1>{words.opening.title}</h1>
        <Button
          label={isFirst ? words.opening.look : words.act.back}
          shortcut="Esc"
          testId="act-back"
          onPress={() => {
            goTo({ kind: 'checkout' });
          }}
        />
      </header>
      {view === null ? (
        <p className="quiet">{words.opening.loading}</p>
      ) : (
        <div className="opening-body">
          <StepList view={view} place={place} />
          <Step view={view} place={place} snapshot={snapshot} />
        </div>
      )}
    </section>
  );
}

/** Main is asked again whenever something may have been done: a dialog of a task, a picture with other people in it. */
function useOpeningView(): void {
  const revision = useView((state) => state.setupRevision);
  const left = useMirror((mirror) => mirror.snapshot?.opening?.left.join());
  const language = useMirror((mirror) => mirror.snapshot?.display.language);
  const person = useMirror((mirror) => mirror.snapshot?.staff.person?.name);
  useEffect(() => {
    void loadOpening();
  }, [revision, left, language, person]);
  useEffect(() => leaveOpening, []);
}

type StepProps = { readonly view: OpeningView; readonly place: OpeningPlace; readonly snapshot: Snapshot };

function Step({ view, place, snapshot }: StepProps): ReactNode {
  const { opening } = useWords();
  const body = useFirstField(place);
  return (
    <form
      ref={body}
      className="card opening-step"
      onSubmit={(event) => {
        event.preventDefault();
        next(view, place);
      }}
    >
      <h2>{opening.steps[place]}</h2>
      <p className="opening-lead">{opening.lead[place]}</p>
      {isTask(place) ? (
        <TaskPanel key={place} task={place} view={view} snapshot={snapshot} />
      ) : (
        <Asked step={place} view={view} />
      )}
      <Acts view={view} place={place} />
    </form>
  );
}

function Asked({ step, view }: { readonly step: OpeningStep; readonly view: OpeningView }): ReactNode {
  switch (step) {
    case 'language':
      return <LanguageStep />;
    case 'shop':
      return <ShopStep view={view} />;
    case 'alipayplus':
      return <AlipayPlusStep view={view} />;
    case 'keys':
      return <KeysStep view={view} />;
    case 'apply':
      return <ApplyStep view={view} />;
  }
}

/** On to the next place, and what does not work until this one is done. */
function Acts({ view, place }: Omit<StepProps, 'snapshot'>): ReactNode {
  const { opening } = useWords();
  const isLast = placesOf(view).at(-1) === place;
  return (
    <div className="opening-acts">
      {place === 'language' || place === 'apply' || !isOpen(view, place) ? null : (
        <>
          <p className="quiet" data-testid="opening-without">
            {opening.without[place]}
          </p>
          <Button
            label={opening.skip}
            testId="opening-skip"
            onPress={() => {
              void skip(view, place);
            }}
          />
        </>
      )}
      {place === 'apply' ? null : (
        <Button label={isLast ? opening.finish : opening.next} tone={toneOf(view, place)} submits testId="opening-next" />
      )}
    </div>
  );
}

/** An open task has a button of its own that matters more. */
const toneOf = (view: OpeningView, place: OpeningPlace) => (isTask(place) && isOpen(view, place) ? 'plain' : 'primary');

const isTask = (place: OpeningPlace): place is OpeningTask => !(STEPS as readonly OpeningPlace[]).includes(place);

/** Something of this place is left to do. */
const isOpen = (view: OpeningView, place: OpeningPlace): boolean =>
  isTask(place) ? view.tasks.some(({ task, state }) => task === place && state === 'open') : !view.isLive;

function next(view: OpeningView, place: OpeningPlace): void {
  const following = after(view, place);
  if (following === null) goTo({ kind: 'checkout' });
  else if (isTask(place)) void goToPlace(following);
  else void goOn(FIELDS[place], following);
}

/** Without credentials or keys the counter practises, which the form then says. */
async function skip(view: OpeningView, place: OpeningPlace): Promise<void> {
  if (isTask(place)) await putOff(place, true);
  if (place === 'alipayplus' || place === 'keys') fill({ mode: 'practice' });
  const following = after(view, place);
  if (following === null) goTo({ kind: 'checkout' });
  else await goToPlace(following);
}

/** The place behind this one; a counter that practises needs no keys. */
function after(view: OpeningView, place: OpeningPlace): OpeningPlace | null {
  const isPractice = useOpening.getState().form?.mode === 'practice';
  const places = placesOf(view).filter((one) => one === place || !(isPractice && one === 'keys'));
  return places[places.indexOf(place) + 1] ?? null;
}

/** The first field of a step gets the focus when the step is opened, so that nobody has to reach for the mouse. */
function useFirstField(place: OpeningPlace): RefObject<HTMLFormElement | null> {
  const body = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const { current } = body;
    const first = current?.querySelector<HTMLElement>('[data-autofocus], input:checked, [data-testid=opening-next]');
    (current?.querySelector<HTMLElement>('[data-autofocus]') ?? first)?.focus();
  }, [place]);
  return body;
}
