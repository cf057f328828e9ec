import type { Standing } from './events.ts';
import type { RegistrationLimits } from './limits.ts';
import { hasEnd, type PlaceRecord } from './record.ts';

/**
 * What the newest request and Alipay+'s word come to for one place.
 * - `sending`: sent, and whether Alipay+ has it is not known · `refused`: Alipay+ refused the request itself
 * - `pending`: some wallet has not decided · `rejected`: all have decided and some refused
 * - `registered`: approved as far as Alipay+ says · `cancelled`, `unregistered`: Alipay+ holds none that is valid
 * - `unknown`: nobody asked yet, or it says something that Paydesk does not know
 */
export type PlaceState = 'sending' | 'refused' | 'pending' | 'rejected' | 'registered' | 'cancelled' | 'unregistered' | 'unknown';

/** The state of a place; a request that Alipay+ refused is told only while nothing else holds. */
export function placeState({ requests, standing }: PlaceRecord): PlaceState {
  const newest = requests.at(-1);
  if (newest !== undefined && !hasEnd(newest)) return 'sending';
  const isRefused = newest?.verdict?.kind === 'refused';
  const state = standing === null ? 'unknown' : standingState(standing);
  return isRefused && (state === 'unknown' || state === 'unregistered') ? 'refused' : state;
}

/** Statuses were read out of an SDK; an unknown one settles nothing. */
export function standingState({ overall, wallets }: Standing): Exclude<PlaceState, 'sending' | 'refused'> {
  const isAny = (status: string): boolean => wallets.some((wallet) => wallet.status.toUpperCase() === status);
  switch (overall.toUpperCase()) {
    case 'NOT_FOUND':
      return 'unregistered';
    case 'CANCELLED':
      return 'cancelled';
    case 'PENDING':
      return 'pending';
    case 'COMPLETED':
      // No wallet at all is possible: some regions register and approve nothing.
      return isAny('REJECTED') ? 'rejected' : isAny('PENDING') ? 'pending' : 'registered';
    case 'APPROVED':
      return 'registered';
    case 'REJECTED':
      return 'rejected';
    default:
      return 'unknown';
  }
}

/**
 * From when on another request for the same place is taken, epoch ms; null when it is taken now. The newest request that may have
 * arrived counts, and one that every wallet has decided on counts no more.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/registration
 */
export function waitsUntilMs(place: PlaceRecord, { updateGapMs }: RegistrationLimits, nowMs: number): number | null {
  const newest = place.requests.findLast(({ verdict }) => verdict?.kind !== 'refused');
  if (newest === undefined) return null;
  const isProcessed = hasEnd(newest) && place.standing !== null && standingState(place.standing) !== 'pending';
  const untilMs = newest.submittedAtMs + updateGapMs;
  return isProcessed || untilMs <= nowMs ? null : untilMs;
}

/** Why payments at this counter may fail, or null: told before a customer is there. A pending one counts, because no wallet has said yes. */
export type RegistrationWarning = 'unregistered' | 'pending' | 'rejected' | 'cancelled' | 'refused';

/** What the counter is warned of for its own place; what is not known is no warning. */
export function warningOf(place: PlaceRecord | undefined): RegistrationWarning | null {
  const state = place === undefined ? 'unknown' : placeState(place);
  switch (state) {
    case 'unregistered':
    case 'pending':
    case 'rejected':
    case 'cancelled':
    case 'refused':
      return state;
    case 'sending':
    case 'registered':
    case 'unknown':
      return null;
  }
}
