import type { JournalEntry } from '../journal/events.ts';
import type { HouseRows } from '../journal/port.ts';
import type { Money } from '../money/money.ts';
import type { CustomsEvent, CustomsWord, Declaration, DeclarationVerdict } from './events.ts';
import { pauseMs, type CustomsLimits } from './limits.ts';

/** One declaration as its rows tell it. */
export type DeclarationRecord = Declaration & {
  readonly customsDeclarationRequestId: string;
  readonly hasBuyer: boolean;
  readonly bodySha256: string;
  readonly sequence: number;
  readonly declaredAtMs: number;
  /** How often it was sent without an end. */
  readonly tries: number;
  /** When the last of these tries was over; null before the first. */
  readonly triedAtMs: number | null;
  readonly verdict: DeclarationVerdict | null;
  readonly word: CustomsWord | null;
};

/** Everything about customs that the rows speak of. */
export type Customs = {
  /** What may be declared, by payment. */
  readonly amounts: Map<string, Money>;
  /** By customsDeclarationRequestId, oldest first. */
  readonly declarations: Map<string, DeclarationRecord>;
};

/**
 * - `sending`: durable, and whether Alipay+ has it is not known · `refused`: Alipay+ did not take it
 * - `waiting`: taken, customs has not said yet · `accepted`, `failed`: what customs said
 */
export type DeclarationState = 'sending' | 'refused' | 'waiting' | 'accepted' | 'failed';

/** The rows that customs is folded from. */
export const CUSTOMS_ROWS: HouseRows = {
  'customs-amount': null,
  'customs-declared': null,
  'customs-answered': null,
  'customs-told': null,
};

/** All that the rows say. */
export function foldCustoms(entries: readonly JournalEntry[]): Customs {
  const customs: Customs = { amounts: new Map(), declarations: new Map() };
  for (const entry of entries) applyCustoms(customs, entry);
  return customs;
}

/** One more row; one that fits nothing is ignored. */
export function applyCustoms({ amounts, declarations }: Customs, { event, sequence, wallMs }: JournalEntry): void {
  if (event.type === 'customs-amount') amounts.set(event.declaredPaymentId, event.amount);
  if (event.type === 'customs-declared' && !declarations.has(event.customsDeclarationRequestId)) {
    const { type: _type, actor: _actor, ...declaration } = event;
    const unsent = { sequence, declaredAtMs: wallMs, tries: 0, triedAtMs: null, verdict: null, word: null };
    declarations.set(event.customsDeclarationRequestId, { ...declaration, ...unsent });
  }
  if (event.type === 'customs-answered') change(declarations, event, (record) => answered(record, event.verdict, wallMs));
  if (event.type === 'customs-told') change(declarations, event, (record) => ({ ...record, word: event.word }));
}

type Later = Extract<CustomsEvent, { type: 'customs-answered' | 'customs-told' }>;

function change(
  declarations: Customs['declarations'],
  { customsDeclarationRequestId: id }: Later,
  next: (record: DeclarationRecord) => DeclarationRecord,
): void {
  const record = declarations.get(id);
  if (record !== undefined) declarations.set(id, next(record));
}

const answered = (record: DeclarationRecord, verdict: DeclarationVerdict, triedAtMs: number): DeclarationRecord =>
  hasEnd(record) ? record : { ...record, verdict, tries: record.tries + 1, triedAtMs };

/** True once Alipay+ took or refused it. */
export const hasEnd = ({ verdict }: DeclarationRecord): boolean => verdict !== null && verdict.kind !== 'unknown';

/** True when a declaration without an end has waited long enough to be sent once more; a clock that was set back does not prolong it. */
export function isDue({ tries, triedAtMs }: DeclarationRecord, nowMs: number, limits: CustomsLimits): boolean {
  return triedAtMs === null || nowMs < triedAtMs || nowMs - triedAtMs >= pauseMs(tries, limits);
}

/** Only what is known to be accepted is accepted: a status that Paydesk does not know keeps waiting and is shown as it is. */
export function declarationState(record: DeclarationRecord, { failedStatuses }: CustomsLimits): DeclarationState {
  if (!hasEnd(record)) return 'sending';
  if (record.verdict?.kind === 'refused') return 'refused';
  const status = record.word?.status.toUpperCase() ?? '';
  if (status === 'CUSTOMS_ACCEPT_SUCCESS') return 'accepted';
  return failedStatuses.some((failed) => failed.toUpperCase() === status) ? 'failed' : 'waiting';
}
