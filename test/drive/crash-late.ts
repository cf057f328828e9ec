import { BOUNDARIES, NEVER_ARRIVED } from './crash-boundaries.ts';
import { boundaryKill, type Dice, type Kill } from './crash-plan.ts';
import type { GatewayProcess } from './simulator-process.ts';

/** Kills that need minutes: payments that never reached a gateway which says so, until they are given up as never arrived. */
export type LateKills = {
  /** The kill whose time has come: one that leaves such a payment behind, or one at the row that gives it up; null for none. */
  readonly due: () => Promise<Kill | null>;
  /** The gateway is its old self again: it says yes to the cancel of a payment that it does not know. */
  readonly end: () => Promise<void>;
};

/** Two payments, so that the boundary is met twice, and so far apart that they are not given up in one breath. */
const PAYMENTS = 2;
const APART_MS = 40_000;
/** The longest window, Paydesk's five minutes after it, and some seconds to be sure. */
const GIVEN_UP_AFTER_MS = 10_000 + 300_000 + 10_000;

/** Makes the late kills of one run; from the first `due` on the gateway answers ORDER_NOT_EXIST to the cancel of a stranger. */
export function createLateKills(gateway: GatewayProcess, dice: Dice): LateKills {
  const leftAtMs: number[] = [];
  let givenUp = 0;
  const answerStrangers = async (code: 'SUCCESS' | 'ORDER_NOT_EXIST'): Promise<void> => {
    await gateway.control('scenario', { settings: { cancelOfUnknown: code } });
  };
  const leave = async (): Promise<Kill> => {
    if (leftAtMs.length === 0) await answerStrangers('ORDER_NOT_EXIST');
    leftAtMs.push(Date.now());
    return killAt(dice, 'before-pay');
  };
  let isEnded = false;
  const endOnce = async (): Promise<null> => {
    if (!isEnded) await answerStrangers('SUCCESS');
    isEnded = true;
    return null;
  };
  const giveUp = (): Kill => {
    givenUp += 1;
    return killAt(dice, NEVER_ARRIVED.name);
  };
  return {
    due: async () => {
      if (givenUp === PAYMENTS) return endOnce();
      if (leftAtMs.length < PAYMENTS && Date.now() > (leftAtMs.at(-1) ?? -Infinity) + APART_MS) return leave();
      const leftMs = leftAtMs[givenUp];
      return leftMs !== undefined && Date.now() > leftMs + GIVEN_UP_AFTER_MS ? giveUp() : null;
    },
    end: async () => {
      await endOnce();
    },
  };
}

function killAt(dice: Dice, name: string): Kill {
  const boundary = [...BOUNDARIES, NEVER_ARRIVED].find((each) => each.name === name);
  if (boundary === undefined) throw new Error(`there is no boundary ${name}`);
  return { ...boundaryKill(dice, boundary), meanwhile: 'nothing', index: -1 };
}
