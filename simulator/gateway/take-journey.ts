import type { PayMessage } from './messages.ts';
import type { Scenario } from './scenario.ts';
import type { GatewayState } from './state.ts';
import { getRow, putRow } from './table.ts';

/** The journey that this new payment makes again: the one it was given before, else the next with its amount, else the next. */
export function takeJourney(state: GatewayState, message: PayMessage): readonly [Partial<Scenario> | null, GatewayState] {
  const given = getRow(state.replayed, message.paymentRequestId);
  if (given !== undefined) return [given.part, state];
  const { currency, amountMinor } = message.amount;
  const same = state.journeys.findIndex(({ amount }) => amount?.currency === currency && amount.amountMinor === amountMinor);
  const journey = state.journeys[Math.max(0, same)];
  if (journey === undefined) return [null, state];
  const journeys = state.journeys.filter((each) => each !== journey);
  return [journey.part, { ...state, journeys, replayed: putRow(state.replayed, message.paymentRequestId, journey) }];
}
