import type { Actor } from '../journal/actor.ts';
import type { JournalPort } from '../journal/port.ts';
import type { Reply, WireResult } from '../payment/gateway-port.ts';
import { isMendedElsewhere } from '../payment/result-codes.ts';
import { createTurns } from '../payment/turns.ts';
import { draftFaults, isInStore, valueOf, type Draft, type FieldFault } from './draft.ts';
import type { Place, RegistrationEvent, RegistrationVerdict, Standing } from './events.ts';
import type { RegistrationLimits } from './limits.ts';
import {
  applyRegistration,
  foldRegistrations,
  REGISTRATION_ROWS,
  hasEnd,
  placeKey,
  type PlaceRecord,
  type Places,
  type RegistrationRecord,
} from './record.ts';
import { placeState, waitsUntilMs, warningOf, type PlaceState, type RegistrationWarning } from './rules.ts';
import { merged, sameStanding } from './wallets.ts';

/** The answer to `inquiryRegistrationStatus`; `result` only says whether the question was understood. */
export type StatusMessage = { readonly result: WireResult; readonly standing: Standing | null };

/** A signed word of Alipay+'s about a registration. */
export type RegistrationNotice = Place & {
  readonly registrationRequestId: string | null;
  readonly standing: Standing;
  /** Epoch ms of the verified Request-Time header. */
  readonly requestTimeMs: number;
};

/** The request's exact bytes, kept where they survive a power cut, or why they are not. */
export type PreparedRegistration =
  | { readonly ok: true; readonly bodySha256: string }
  | { readonly ok: false; readonly fault: 'no-keys' | 'paper-gone' | 'not-durable' };

/** Effects of the desk. */
export type RegistrationPorts = {
  readonly journal: Pick<JournalPort, 'append' | 'ofNoPayment'>;
  /** Makes the request's bytes and keeps them durably; never rejects. */
  readonly prepare: (registrationRequestId: string, draft: Draft) => Promise<PreparedRegistration>;
  /** Sends what was kept for this request; null when the kept bytes are not those that the ledger names. */
  readonly send: (record: RegistrationRecord) => Promise<Reply<{ readonly result: WireResult }> | null>;
  readonly ask: (place: Place) => Promise<Reply<StatusMessage>>;
  /** The bytes are needed no more. */
  readonly forget: (bodySha256: string) => void;
  /** The merchant and store of this counter. */
  readonly own: () => Place;
  readonly limits: () => RegistrationLimits;
  readonly newId: () => string;
  readonly nowMs: () => number;
  /** Something changed; the warning as it is now. */
  readonly changed: (warning: RegistrationWarning | null) => void;
};

/** What became of a form that was sent. */
export type Submitted =
  | { readonly kind: 'taken' | 'unknown' }
  | { readonly kind: 'refused'; readonly resultCode: string }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] }
  /** Alipay+ takes no update of the same place so soon. */
  | { readonly kind: 'too-early'; readonly untilMs: number }
  /** One is on its way whose end is not known; it is repeated until it is. */
  | { readonly kind: 'still-sending' }
  | { readonly kind: 'no-keys' | 'paper-gone' | 'not-durable' };

/** What became of a notification. */
export type RegistrationNoticed = 'written' | 'unchanged' | 'unknown-place' | 'not-durable';

/** A place as it is shown. */
export type PlaceView = {
  readonly place: PlaceRecord;
  readonly state: PlaceState;
  readonly waitsUntilMs: number | null;
  readonly isOwn: boolean;
};

/** Registers merchants and stores, asks what became of it, and knows whether this counter may charge. */
export type RegistrationDesk = {
  readonly submit: (draft: Draft, actor: Actor) => Promise<Submitted>;
  /** Resolves after the row is durable, and only then may the notification be acknowledged. */
  readonly notified: (notice: RegistrationNotice) => Promise<RegistrationNoticed>;
  /** Asks Alipay+ about one place now; false when it gave no answer that counts. */
  readonly ask: (place: Place) => Promise<boolean>;
  /** Sends once more what has no end, and asks about what is due; after a start, and now and then. */
  readonly resume: () => Promise<void>;
  /** All places, this counter's first. Rejects when the rows cannot be read. */
  readonly list: () => Promise<readonly PlaceView[]>;
};

type House = {
  readonly ports: RegistrationPorts;
  places: Places | null;
  readonly askedAtMs: Map<string, number>;
};

type Turn = <Value>(act: () => Promise<Value>) => Promise<Value>;

/** Makes a desk on a journal; rows are read at the first use. */
export function createRegistrationDesk(ports: RegistrationPorts): RegistrationDesk {
  const house: House = { ports, places: null, askedAtMs: new Map() };
  const inTurn: Turn = createTurns();
  // A line of its own: a gateway that takes its time must not hold up the acknowledgement of a notification.
  const inLine: Turn = createTurns();
  return {
    submit: async (draft, actor) => {
      const kept = await inTurn(() => keep(house, draft, actor));
      return kept.kind === 'kept' ? inLine(() => send(house, kept.record, inTurn)) : kept;
    },
    notified: (notice) => inTurn(() => notified(house, notice)),
    ask: (place) => inLine(() => ask(house, place, inTurn)),
    resume: () => inLine(() => resume(house, inTurn)),
    list: () => inTurn(() => list(house)),
  };
}

async function known(house: House): Promise<Places> {
  house.places ??= foldRegistrations(await house.ports.journal.ofNoPayment(REGISTRATION_ROWS));
  return house.places;
}

async function write(house: House, event: RegistrationEvent): Promise<boolean> {
  const appended = await house.ports.journal.append(event);
  if (!appended.ok) return false;
  const places = await known(house);
  applyRegistration(places, appended.entry);
  house.ports.changed(warningOf(places.get(placeKey(house.ports.own()))));
  return true;
}

/** The place that a form is about. */
export const placeOf = (draft: Draft): Place => ({
  referenceMerchantId: valueOf(draft, 'merchantInfo.referenceMerchantId'),
  referenceStoreId: isInStore(draft) ? valueOf(draft, 'storeInfo.referenceStoreId') : null,
});

type Kept = { readonly kind: 'kept'; readonly record: RegistrationRecord };

async function keep(house: House, draft: Draft, actor: Actor): Promise<Exclude<Submitted, { kind: 'taken' | 'refused' }> | Kept> {
  const { ports } = house;
  const limits = ports.limits();
  const faults = draftFaults(draft, limits);
  if (faults.length > 0) return { kind: 'faults', faults };
  const place = placeOf(draft);
  const before = (await known(house)).get(placeKey(place));
  if (before !== undefined) {
    if (placeState(before) === 'sending') return { kind: 'still-sending' };
    const untilMs = waitsUntilMs(before, limits, ports.nowMs());
    if (untilMs !== null) return { kind: 'too-early', untilMs };
  }
  const registrationRequestId = ports.newId();
  const prepared = await ports.prepare(registrationRequestId, draft);
  if (!prepared.ok) return { kind: prepared.fault };
  const { products, papers } = draft;
  const { bodySha256 } = prepared;
  const event = { type: 'registration-submitted', ...place, registrationRequestId, products, papers, bodySha256, actor } as const;
  const isKept = await write(house, event);
  const record = (await known(house)).get(placeKey(place))?.requests.at(-1);
  return isKept && record !== undefined ? { kind: 'kept', record } : { kind: 'not-durable' };
}

/** One try; silence and U leave the request without an end, and the same bytes go again. */
async function send(house: House, record: RegistrationRecord, inTurn: Turn): Promise<Submitted> {
  const answer = await house.ports.send(record);
  const verdict = verdictOf(answer);
  const toldAtMs = answer?.kind === 'verified' ? answer.responseTimeMs : null;
  const { registrationRequestId, bodySha256 } = record;
  const event = { type: 'registration-answered', registrationRequestId, verdict, toldAtMs } as const;
  const isKept = await inTurn(() => write(house, event));
  if (isKept && verdict.kind !== 'unknown') house.ports.forget(bodySha256);
  return verdict.kind === 'refused' ? { kind: 'refused', resultCode: verdict.resultCode } : { kind: verdict.kind };
}

/** Only S is a success and only F an end. https://docs.alipayplus.com/alipayplus/alipayplus/registration_acq/register_a_merchant */
function verdictOf(answer: Awaited<ReturnType<RegistrationPorts['send']>>): RegistrationVerdict {
  if (answer === null) return { kind: 'refused', resultCode: 'BODY_GONE' };
  if (answer.kind === 'lost') return { kind: 'unknown', resultCode: answer.hint ?? null };
  const { resultCode, resultStatus } = answer.message.result;
  if (resultStatus === 'S') return { kind: 'taken' };
  const isEnd = resultStatus === 'F' && !isMendedElsewhere(resultCode);
  return { kind: isEnd ? 'refused' : 'unknown', resultCode };
}

async function notified(house: House, notice: RegistrationNotice): Promise<RegistrationNoticed> {
  const judged = judgeNotice(notice, await known(house), house.ports.own());
  if (typeof judged === 'string') return judged;
  return (await write(house, judged)) ? 'written' : 'not-durable';
}

/** The row that a notification is worth, or why it is worth none. */
function judgeNotice(notice: RegistrationNotice, places: Places, own: Place): RegistrationEvent | 'unchanged' | 'unknown-place' {
  const { referenceMerchantId, referenceStoreId, standing, requestTimeMs } = notice;
  const place: Place = { referenceMerchantId, referenceStoreId };
  const before = places.get(placeKey(place));
  const request = requestOf(places, notice.registrationRequestId);
  if (!isPlaceOf(place, before, request, own)) return 'unknown-place';
  // An update came after the request that this speaks of, so it says nothing about what holds now.
  const isOld = request !== null && before?.requests.at(-1) !== request;
  const held = before?.standing ?? null;
  if (isOld || isLate(before, requestTimeMs) || sameStanding(held, merged(held, standing))) return 'unchanged';
  return { type: 'registration-told', ...place, standing, source: 'notification', toldAtMs: requestTimeMs };
}

/** A place that this counter knows, and a request that was made for it where one is named. */
const isPlaceOf = (place: Place, before: PlaceRecord | undefined, request: Place | null, own: Place): boolean =>
  (before !== undefined || placeKey(place) === placeKey(own)) && (request === null || placeKey(request) === placeKey(place));

const isLate = (before: PlaceRecord | undefined, atMs: number): boolean => (before?.toldAtMs ?? 0) > atMs;

function requestOf(places: Places, id: string | null): RegistrationRecord | null {
  const all = [...places.values()].flatMap(({ requests }) => requests);
  return all.find(({ registrationRequestId }) => registrationRequestId === id) ?? null;
}

async function ask(house: House, place: Place, inTurn: Turn): Promise<boolean> {
  const reply = await house.ports.ask(place);
  if (reply.kind !== 'verified') return false;
  house.askedAtMs.set(placeKey(place), house.ports.nowMs());
  const standing = standingIn(reply.message);
  if (standing === null) return false;
  return inTurn(async () => {
    const before = (await known(house)).get(placeKey(place));
    if (isLate(before, reply.responseTimeMs) || sameStanding(before?.standing ?? null, standing)) return true;
    const toldAtMs = reply.responseTimeMs;
    return write(house, { type: 'registration-told', ...place, standing, source: 'inquiry', toldAtMs });
  });
}

/** `RECORD_NOT_FOUND` is a sibling's code for "no registration"; every other refusal says nothing about the place. */
function standingIn({ result, standing }: StatusMessage): Standing | null {
  if (result.resultStatus === 'S') return standing;
  return result.resultCode === 'RECORD_NOT_FOUND' ? { overall: 'NOT_FOUND', wallets: [] } : null;
}

async function resume(house: House, inTurn: Turn): Promise<void> {
  const places = await inTurn(() => known(house));
  house.ports.changed(warningOf(places.get(placeKey(house.ports.own()))));
  for (const { requests } of [...places.values()]) {
    const newest = requests.at(-1);
    if (newest !== undefined && !hasEnd(newest)) await send(house, newest, inTurn);
  }
  for (const place of await inTurn(() => dueOf(house))) await ask(house, place, inTurn);
}

/** What no wallet has finished with, at its interval; this counter's own place once a start, and daily while nothing good is known. */
async function dueOf(house: House): Promise<readonly Place[]> {
  const { ports, askedAtMs } = house;
  const places = await known(house);
  const own = ports.own();
  const asked: readonly Place[] = [...places.values()].filter((place) => placeState(place) === 'pending');
  const state = placeState(places.get(placeKey(own)) ?? { ...own, requests: [], standing: null, toldAtMs: null });
  const isOwnDue = state !== 'sending' && (state !== 'registered' || !askedAtMs.has(placeKey(own)));
  const all = isOwnDue ? [...asked.filter((place) => placeKey(place) !== placeKey(own)), own] : asked;
  const { askEveryMs } = ports.limits();
  return all
    .map(({ referenceMerchantId, referenceStoreId }) => ({ referenceMerchantId, referenceStoreId }))
    .filter((place) => {
      const atMs = askedAtMs.get(placeKey(place));
      return atMs === undefined || ports.nowMs() - atMs >= askEveryMs;
    });
}

async function list(house: House): Promise<readonly PlaceView[]> {
  const { ports } = house;
  const ownKey = placeKey(ports.own());
  const limits = ports.limits();
  const nowMs = ports.nowMs();
  return [...(await known(house)).values()]
    .map((place) => ({
      place,
      state: placeState(place),
      waitsUntilMs: waitsUntilMs(place, limits, nowMs),
      isOwn: placeKey(place) === ownKey,
    }))
    .sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
}
