import { create } from 'zustand';
import type { Act, Channel, OpeningField, OpeningForm, OpeningPlace, OpeningTask, OpeningView, Req, Res } from '../api/types.ts';
import { ask } from './acts.ts';
import { goTo } from './view-store.ts';

type OpeningState = {
  readonly view: OpeningView | null;
  /** The form as it is typed; main has it a moment later. */
  readonly form: OpeningForm | null;
  readonly place: OpeningPlace;
  /** What was pressed last is being done. */
  readonly busy: 'making' | 'applying' | null;
  /** Places that somebody wanted to leave: from then on what is wrong with them is shown. */
  readonly checked: readonly OpeningPlace[];
  /** The public key was just written to a file. */
  readonly isKeySaved: boolean;
};

const NOTHING: OpeningState = { view: null, form: null, place: 'language', busy: null, checked: [], isKeySaved: false };

/** The guided set-up as main last told it, and what is typed meanwhile. */
export const useOpening = create<OpeningState>()(() => NOTHING);

/** Asks main how far the set-up is. What is being typed stays. */
export async function loadOpening(): Promise<void> {
  const isNew = useOpening.getState().form === null;
  const view = await ask('opening.view', {});
  if (view === null) return;
  useOpening.setState({ view, ...(isNew ? { form: view.form, place: view.place } : {}) });
}

/** Leaves the page: the next visit begins with what main knows. */
export function leaveOpening(): void {
  clearTimeout(timer);
  const { form, place, view } = useOpening.getState();
  useOpening.setState(NOTHING);
  if (form !== null && view !== null) void ask('opening.save', { form, place });
}

const SAVE_AFTER_MS = 300;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes what was typed; main keeps it a moment later and says what is wrong with it. */
export function fill(part: Readonly<Partial<Record<OpeningField, string>>>): void {
  const { form } = useOpening.getState();
  if (form === null) return;
  useOpening.setState({ form: { ...form, ...part } });
  clearTimeout(timer);
  timer = setTimeout(() => void keep(), SAVE_AFTER_MS);
}

async function keep(): Promise<OpeningView | null> {
  clearTimeout(timer);
  const { form, place } = useOpening.getState();
  return form === null ? null : take('opening.save', { form, place });
}

/** Goes to a step; where somebody is outlives a power cut. */
export async function goToPlace(place: OpeningPlace): Promise<void> {
  const { place: left, checked } = useOpening.getState();
  useOpening.setState({ place, checked: [...checked, left], isKeySaved: false });
  await keep();
}

/** Goes on when nothing is wrong with this step; otherwise what is wrong is shown, and the step stays. */
export async function goOn(fields: readonly string[], next: OpeningPlace): Promise<void> {
  const view = await keep();
  const { place, checked } = useOpening.getState();
  if (view?.faults.every(({ field }) => field === null || !fields.includes(field)) === true) await goToPlace(next);
  else useOpening.setState({ checked: [...checked, place] });
}

/** Makes this counter's key pair. */
export async function makeOwnKey(): Promise<void> {
  useOpening.setState({ busy: 'making', isKeySaved: false });
  await keep();
  await take('opening.make-key', {});
  useOpening.setState({ busy: null });
}

/** Has main ask where the public key goes. */
export async function saveOwnKey(): Promise<void> {
  const saved = await ask('opening.save-key', {});
  useOpening.setState({ isKeySaved: saved?.isSaved === true });
}

/** Turns the form into settings; the page is loaded again when it worked. */
export async function applyOpening(): Promise<void> {
  useOpening.setState({ busy: 'applying' });
  await keep();
  const view = await take('opening.apply', {});
  // The counter is starting anew, and this page with it.
  if (view !== null && view.faults.length === 0) return;
  useOpening.setState({ busy: null });
}

/** Skips a task, or takes it up again. */
export const putOff = (task: OpeningTask, isLater: boolean): Promise<OpeningView | null> =>
  take('opening.task', { task, state: isLater ? 'later' : 'open' });

/** To practice and back. Where the counter need not start anew for it, the page goes there by itself. */
export async function goToWorld(to: Req<'opening.go'>['to']): Promise<void> {
  const gone = await ask('opening.go', { to });
  if (gone?.isStartedAnew === false) goTo({ kind: to === 'practice' ? 'checkout' : 'opening' });
}

type Telling = Extract<Channel, 'opening.save' | 'opening.make-key' | 'opening.apply' | 'opening.task'>;

async function take<C extends Exclude<Telling, Act>>(channel: C, request: Req<C>): Promise<OpeningView | null> {
  const view: Res<Telling> | null = await ask(channel, request);
  // A page that was left meanwhile asks anew when it is opened again.
  if (view !== null && useOpening.getState().form !== null) useOpening.setState({ view });
  return view;
}
