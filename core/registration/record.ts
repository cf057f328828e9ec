import type { JournalEntry } from '../journal/events.ts';
import type { HouseRows } from '../journal/port.ts';
import type { DraftPaper } from './draft.ts';
import type { Place, RegistrationEvent, RegistrationVerdict, Standing } from './events.ts';
import type { Product } from './fields.ts';
import { merged } from './wallets.ts';

/** One request as its rows tell it. */
export type RegistrationRecord = Place & {
  readonly registrationRequestId: string;
  readonly products: readonly Product[];
  readonly papers: readonly DraftPaper[];
  readonly bodySha256: string;
  readonly submittedAtMs: number;
  readonly verdict: RegistrationVerdict | null;
  /** When Alipay+ took or refused it, epoch ms. */
  readonly answeredAtMs: number | null;
  /** How often it was sent without an end. */
  readonly tries: number;
};

/** Everything that is known about one merchant and store. */
export type PlaceRecord = Place & {
  /** Oldest first. */
  readonly requests: readonly RegistrationRecord[];
  readonly standing: Standing | null;
  readonly toldAtMs: number | null;
};

/** All places by `placeKey`. */
export type Places = Map<string, PlaceRecord>;

/** What tells places apart; an update is a request for the same one. */
export const placeKey = ({ referenceMerchantId, referenceStoreId }: Place): string =>
  JSON.stringify([referenceMerchantId, referenceStoreId]);

/** The rows that places are folded from. */
export const REGISTRATION_ROWS: HouseRows = {
  'registration-submitted': null,
  'registration-answered': null,
  'registration-told': null,
};

/** All places that the rows speak of. */
export function foldRegistrations(entries: readonly JournalEntry[]): Places {
  const places: Places = new Map();
  for (const entry of entries) applyRegistration(places, entry);
  return places;
}

/** One more row; one that fits nothing is ignored. */
export function applyRegistration(places: Places, { event, wallMs }: JournalEntry): void {
  if (event.type === 'registration-submitted') submitted(places, event, wallMs);
  if (event.type === 'registration-answered') answered(places, event, wallMs);
  if (event.type === 'registration-told') told(places, event);
}

type Of<Type extends RegistrationEvent['type']> = Extract<RegistrationEvent, { type: Type }>;

const placeIn = (places: Places, place: Place): PlaceRecord =>
  places.get(placeKey(place)) ?? {
    referenceMerchantId: place.referenceMerchantId,
    referenceStoreId: place.referenceStoreId,
    requests: [],
    standing: null,
    toldAtMs: null,
  };

function submitted(places: Places, event: Of<'registration-submitted'>, atMs: number): void {
  const { type: _type, actor: _actor, ...request } = event;
  const place = placeIn(places, event);
  const record: RegistrationRecord = { ...request, submittedAtMs: atMs, verdict: null, answeredAtMs: null, tries: 0 };
  places.set(placeKey(event), { ...place, requests: [...place.requests, record] });
}

/** Being taken begins anew what the wallets say; being refused changes nothing of what held before. */
function answered(places: Places, event: Of<'registration-answered'>, atMs: number): void {
  const { registrationRequestId, verdict } = event;
  const place = [...places.values()].find(({ requests }) => requests.some((one) => isOf(one, registrationRequestId)));
  const record = place?.requests.find((one) => isOf(one, registrationRequestId));
  if (place === undefined || record === undefined || hasEnd(record)) return;
  const isEnd = verdict.kind !== 'unknown';
  const next = { ...record, verdict, tries: record.tries + 1, answeredAtMs: isEnd ? atMs : null };
  const requests = place.requests.map((one) => (one === record ? next : one));
  const begun = verdict.kind === 'taken' ? { standing: PENDING, toldAtMs: event.toldAtMs ?? place.toldAtMs } : {};
  places.set(placeKey(place), { ...place, requests, ...begun });
}

const PENDING: Standing = { overall: 'PENDING', wallets: [] };

const isOf = (record: RegistrationRecord, id: string): boolean => record.registrationRequestId === id;

/** True once Alipay+ took or refused it. */
export const hasEnd = ({ verdict }: RegistrationRecord): boolean => verdict !== null && verdict.kind !== 'unknown';

function told(places: Places, event: Of<'registration-told'>): void {
  const place = placeIn(places, event);
  if (place.toldAtMs !== null && event.toldAtMs < place.toldAtMs) return;
  const standing = event.source === 'notification' ? merged(place.standing, event.standing) : event.standing;
  places.set(placeKey(event), { ...place, standing, toldAtMs: event.toldAtMs });
}
