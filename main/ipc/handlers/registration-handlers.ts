import type { Res } from '../../../core/contract/channels.ts';
import type { Staff } from '../../../core/people/staff-port.ts';
import type { PlaceView, RegistrationDesk, Submitted } from '../../../core/registration/desk.ts';
import { draftFaults, isNeeded, type Draft } from '../../../core/registration/draft.ts';
import { FIELDS } from '../../../core/registration/fields.ts';
import type { RegistrationLimits } from '../../../core/registration/limits.ts';
import { knownValues } from '../../../core/registration/read-draft.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The calls about registrations. */
export type RegistrationHandlers = Pick<Handlers, Extract<keyof Handlers, `registration.${string}`>>;

type Saved = { readonly draftId: string; readonly changedAtMs: number; readonly draft: Draft };

/** What the calls are handed. */
export type RegistrationParts = {
  readonly desk: RegistrationDesk;
  readonly drafts: {
    readonly list: () => Promise<readonly Saved[]>;
    readonly find: (draftId: string) => Promise<Saved | null>;
    readonly add: (draft: Draft) => Promise<string>;
    readonly save: (draftId: string, filled: Pick<Draft, 'products' | 'values'>) => Promise<boolean>;
    readonly attach: (
      draftId: string,
      paper: Pick<Draft['papers'][number], 'type' | 'name' | 'contentType'> & { readonly content: Buffer },
    ) => Promise<boolean>;
    readonly detach: (draftId: string, sha256: string) => Promise<boolean>;
    readonly remove: (draftId: string) => Promise<boolean>;
  };
  readonly fresh: () => Draft;
  readonly limits: () => RegistrationLimits;
  readonly staff: Pick<Staff, 'actor' | 'may'>;
  /** What says whether news can arrive by itself. */
  readonly notify: { readonly view: () => { readonly state: string } };
};

type View = Res<'registration.view'>;

/** One function a call; rows and files that cannot be read or written are told as such. */
export function registrationHandlers(parts: RegistrationParts): RegistrationHandlers {
  const { desk, drafts, fresh, staff } = parts;
  return {
    'registration.view': () => stored(view(parts)),
    'registration.begin': async () => ({ draftId: await stored(drafts.add(fresh())) }),
    'registration.save': async ({ draftId, products, values }) =>
      found(await stored(drafts.save(draftId, { products, values: knownValues(values) }))),
    'registration.drop': async ({ draftId }) => found(await stored(drafts.remove(draftId))),
    'registration.attach': async ({ draftId, base64, ...paper }) => {
      const content = Buffer.from(base64, 'base64');
      if (content.length === 0) throw new RefusedError('bad-request');
      return found(await stored(drafts.attach(draftId, { ...paper, content })));
    },
    'registration.detach': async ({ draftId, sha256 }) => found(await stored(drafts.detach(draftId, sha256))),
    'registration.submit': async ({ draftId }) => {
      const saved = await stored(drafts.find(draftId));
      if (saved === null) throw new RefusedError('not-found');
      return submittedOf(await desk.submit(saved.draft, staff.actor()));
    },
    'registration.ask': async (place) => ({ isAnswered: await desk.ask(place) }),
  };
}

/** A disk that refuses is told as the ledger's own trouble would be. */
const stored = <Value>(act: Promise<Value>): Promise<Value> =>
  act.catch(() => {
    throw new RefusedError('storage-failed');
  });

function found(isFound: boolean): Record<string, never> {
  if (!isFound) throw new RefusedError('not-found');
  return {};
}

function submittedOf(submitted: Submitted): Res<'registration.submit'> {
  return {
    submitted: submitted.kind,
    resultCode: submitted.kind === 'refused' ? submitted.resultCode : null,
    untilMs: submitted.kind === 'too-early' ? submitted.untilMs : null,
  };
}

async function view({ desk, drafts, limits, staff, notify }: RegistrationParts): Promise<View> {
  const bounds = limits();
  const [places, saved] = [await desk.list(), await drafts.list()];
  const { decisionDays, paperBytesMax, papersMax } = bounds;
  return {
    mayRegister: staff.may('registration') === 'yes',
    isListening: notify.view().state === 'listening',
    decisionDays,
    paperBytesMax,
    papersMax,
    places: places.map(placeOf),
    drafts: saved.toSorted((a, b) => b.changedAtMs - a.changedAtMs).map((one) => draftOf(one, bounds)),
  };
}

function placeOf({ place, state, waitsUntilMs, isOwn }: PlaceView): View['places'][number] {
  const { referenceMerchantId, referenceStoreId, standing, toldAtMs } = place;
  const newest = place.requests.at(-1);
  return {
    referenceMerchantId,
    referenceStoreId,
    isOwn,
    state,
    waitsUntilMs,
    toldAtMs,
    wallets: (standing?.wallets ?? []).map((line) => ({ ...line, products: [...line.products] })),
    newest: newest === undefined ? null : requestOf(newest),
  };
}

function requestOf(request: PlaceView['place']['requests'][number]): NonNullable<View['places'][number]['newest']> {
  const { registrationRequestId, submittedAtMs, products, verdict, tries } = request;
  const resultCode = verdict === null || verdict.kind === 'taken' ? null : verdict.resultCode;
  return { registrationRequestId, submittedAtMs, products: [...products], verdict: verdict?.kind ?? null, resultCode, tries };
}

function draftOf({ draftId, changedAtMs, draft }: Saved, limits: RegistrationLimits): View['drafts'][number] {
  const { products, values, papers } = draft;
  return {
    draftId,
    changedAtMs,
    products: [...products],
    values: { ...values },
    papers: papers.map(({ type, name, bytes, sha256 }) => ({ type, name, bytes, sha256 })),
    fields: FIELDS.map((rule) => ({
      path: rule.path,
      step: rule.step,
      lengthMax: limits.fieldLengths[rule.path] ?? rule.lengthMax,
      isNeeded: isNeeded(draft, rule),
      isAssumed: rule.sure !== 'D',
      options: typeof rule.shape === 'string' ? null : [...rule.shape],
    })),
    faults: draftFaults(draft, limits).map((fault) => ({ ...fault })),
  };
}
