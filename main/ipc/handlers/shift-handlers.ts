import type { MoneyView } from '../../../core/contract/money.ts';
import { money, type Money } from '../../../core/money/money.ts';
import type { Counter } from '../../counter/counter.ts';
import type { ShiftDesk } from '../../counter/shift-desk.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The calls about shifts. */
export type ShiftHandlers = Pick<Handlers, Extract<keyof Handlers, `shift.${string}`>>;

/** One function a call. */
export function shiftHandlers({ house, settings }: Counter): ShiftHandlers {
  const { shifts } = house;
  const shopMoney = ({ currency, amountMinor }: MoneyView): Money => {
    if (currency !== settings().currency) throw new RefusedError('currency-mismatch');
    return money(currency, amountMinor);
  };
  return {
    'shift.page': () => shifts.page(),
    'shift.open': async ({ float }) => {
      return done(await shifts.open(shopMoney(float)));
    },
    'shift.take-over': async ({ reason }) => done(await shifts.takeOver(reason)),
    'shift.close': async ({ counted }) => {
      return done(await shifts.close(counted === null ? null : shopMoney(counted)));
    },
    'shift.print': async ({ report, number }) => done(await shifts.print(report, number)),
  };
}

function done(outcome: Awaited<ReturnType<ShiftDesk['print']>>): Record<string, never> {
  if (!outcome.ok) throw new RefusedError(outcome.fault);
  return {};
}
