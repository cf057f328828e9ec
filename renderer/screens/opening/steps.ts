import type { OpeningPlace, OpeningStep, OpeningTask, OpeningView } from '../../api/types.ts';

/** The steps before the settings, and the fields on each; main's `FIELDS_OF` without what screens may not import. */
export const STEPS: readonly OpeningStep[] = ['language', 'shop', 'alipayplus', 'keys', 'apply'];

/** How a place stands: a task as main says, a step by what is wrong with its fields. */
export type PlaceState = 'open' | 'done' | 'later' | 'wrong';

/** Steps of this counter: a live one changes its keys on the settings page. */
export const stepsOf = ({ isLive }: OpeningView): readonly OpeningStep[] => STEPS.filter((step) => !(isLive && step === 'keys'));

/** Tasks of this counter: one that only practises would forget its people. */
export const tasksOf = ({ tasks, isLive }: OpeningView): readonly OpeningTask[] =>
  tasks.map(({ task }) => task).filter((task) => isLive || task !== 'pin');

/** Everything in order. */
export const placesOf = (view: OpeningView): readonly OpeningPlace[] => [...stepsOf(view), ...tasksOf(view)];

/** The fields of a step, with this counter's own key as one of those of its step. */
export const FIELDS: Readonly<Record<OpeningStep, readonly string[]>> = {
  language: [],
  shop: ['shopName', 'address', 'region', 'currency', 'timeZone', 'counterName', 'counterId'],
  alipayplus: ['mode', 'clientId', 'baseUrl', 'merchantName', 'merchantId', 'mcc', 'storeId', 'settlementCurrency'],
  keys: ['ownKey', 'theirKey'],
  apply: [],
};

/** How a place stands; a step is told wrong only once somebody has been past it. */
export function stateOf(view: OpeningView, place: OpeningPlace, checked: readonly OpeningPlace[]): PlaceState {
  const task = view.tasks.find((one) => one.task === place);
  if (task !== undefined) return task.state;
  if (view.isSetUp && place === 'apply') return 'done';
  const isWrong = faultsOn(view, place as OpeningStep).length > 0;
  if (checked.includes(place)) return isWrong ? 'wrong' : 'done';
  return view.isSetUp && !isWrong ? 'done' : 'open';
}

/** What is wrong with the fields of a step. */
export const faultsOn = (view: OpeningView, step: OpeningStep): OpeningView['faults'] =>
  view.faults.filter(({ field }) => field !== null && FIELDS[step].includes(field));
