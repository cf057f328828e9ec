import type { Release } from './release.ts';

/** Why there is nothing new, or why it did not work; the words stand in renderer/words. */
export const UPDATE_FAULTS = [
  'unreachable',
  'unsigned',
  'signature-wrong',
  'release-unreadable',
  'older',
  'needs-another-first',
  'no-file',
  'nothing-on-stick',
  'file-wrong',
  'disk-full',
  'unwritable',
  'not-started',
] as const;

/** One of the codes above. */
export type UpdateFault = (typeof UPDATE_FAULTS)[number];

/** What the last look found when it found nothing to do. */
export type UpdateRest = 'never' | 'same' | 'not-yet' | 'gone-back-from' | UpdateFault;

/** Where the release comes from: the maker's server, or a folder such as a USB stick. */
export type UpdateSource = { readonly kind: 'server' } | { readonly kind: 'folder'; readonly folder: string };

/** Where a counter stands with its updates. `path` is a file whose contents were checked against the signed description. */
export type UpdateState =
  | { readonly kind: 'resting'; readonly rest: UpdateRest }
  | { readonly kind: 'looking'; readonly source: UpdateSource; readonly isAskedFor: boolean }
  | { readonly kind: 'fetching'; readonly release: Release; readonly source: UpdateSource }
  | { readonly kind: 'ready'; readonly release: Release; readonly path: string }
  | { readonly kind: 'installing'; readonly release: Release; readonly path: string };

/** What happens to it. `allowed`: the moment is right, or the owner said so and nothing is unsettled. */
export type UpdateEvent =
  | { readonly kind: 'look'; readonly source: UpdateSource; readonly isAskedFor: boolean }
  | { readonly kind: 'found'; readonly release: Release }
  | { readonly kind: 'nothing'; readonly rest: Exclude<UpdateRest, 'never'> }
  | { readonly kind: 'fetched'; readonly path: string }
  | { readonly kind: 'failed'; readonly fault: UpdateFault }
  | { readonly kind: 'allowed' };

/** What the shell does next. */
export type UpdateAct = 'look' | 'fetch' | 'install';

/** The next state and what is to be done; null: nothing. */
export type UpdateStep = { readonly state: UpdateState; readonly act: UpdateAct | null };

type Of<Kind extends UpdateState['kind']> = Extract<UpdateState, { readonly kind: Kind }>;
type Heard<Kind extends UpdateEvent['kind']> = Extract<UpdateEvent, { readonly kind: Kind }>;
type Table = {
  readonly [State in UpdateState['kind']]: {
    readonly [Event in UpdateEvent['kind']]: (state: Of<State>, event: Heard<Event>) => UpdateStep;
  };
};

const stay = (state: UpdateState): UpdateStep => ({ state, act: null });
const rest = (_: UpdateState, event: Heard<'nothing'>): UpdateStep => stay({ kind: 'resting', rest: event.rest });
const fail = (_: UpdateState, { fault }: Heard<'failed'>): UpdateStep => stay({ kind: 'resting', rest: fault });
const look = (_: UpdateState, { source, isAskedFor }: Heard<'look'>): UpdateStep => ({
  state: { kind: 'looking', source, isAskedFor },
  act: 'look',
});

/** Every state with every event: what is not meant to happen changes nothing. An answer that comes late never moves anything. */
const TABLE: Table = {
  resting: { look, found: stay, nothing: stay, fetched: stay, failed: stay, allowed: stay },
  looking: {
    look: stay,
    found: ({ source }, { release }) => ({ state: { kind: 'fetching', release, source }, act: 'fetch' }),
    nothing: rest,
    fetched: stay,
    failed: fail,
    allowed: stay,
  },
  fetching: {
    look: stay,
    found: stay,
    nothing: stay,
    fetched: ({ release }, { path }) => stay({ kind: 'ready', release, path }),
    failed: fail,
    allowed: stay,
  },
  ready: {
    // A newer one may have come out while this one waited for the evening.
    look,
    found: stay,
    nothing: stay,
    fetched: stay,
    failed: stay,
    allowed: ({ release, path }) => ({ state: { kind: 'installing', release, path }, act: 'install' }),
  },
  installing: { look: stay, found: stay, nothing: stay, fetched: stay, failed: fail, allowed: stay },
};

/** One step. */
export function stepUpdate(state: UpdateState, event: UpdateEvent): UpdateStep {
  // The table's type pairs each state with each event; a lookup by two unions is more than the compiler follows.
  const step = TABLE[state.kind][event.kind] as (state: UpdateState, event: UpdateEvent) => UpdateStep;
  return step(state, event);
}

/** Before the first look. */
export const UPDATE_BEGIN: UpdateState = { kind: 'resting', rest: 'never' };
