import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { createGatewayServer } from '../../simulator/gateway/http.ts';
import { buildLedger } from '../../simulator/gateway/ledger.ts';
import { createNotifier } from '../../simulator/gateway/notifications.ts';
import { createRuntime, type Runtime } from '../../simulator/gateway/runtime.ts';
import { DEFAULT_SETTINGS } from '../../simulator/gateway/settings.ts';
import type { GatewayState, Payment, Refund } from '../../simulator/gateway/state.ts';
import { getRow, rowsOf } from '../../simulator/gateway/table.ts';
import type { Agenda } from './agenda.ts';
import { WORLD_KEYS } from './keys.ts';
import type { Plan } from './plan.ts';
import { CLIENT_ID } from './shop.ts';

/** The simulator's gateway: its engine behind its own HTTP, on the world's time and wire. */
export type WorldGateway = { readonly server: Server; readonly runtime: Runtime; readonly books: Books };

/** The gateway's own books: the truth about the money. */
export type Books = {
  readonly payments: () => readonly Payment[];
  readonly payment: (paymentRequestId: string) => Payment | undefined;
  readonly refund: (refundRequestId: string) => Refund | undefined;
  readonly isWaiting: () => boolean;
  /** What the shop keeps of this payment, minor units. */
  readonly netMinor: (payment: Payment) => number;
};

/** What a gateway is made of. */
export type GatewayParts = {
  readonly agenda: Agenda;
  readonly plan: Plan;
  readonly trueEpochMs: number;
  readonly struck: (name: string) => void;
  /** A connection to the counter's listener. */
  readonly connect: () => Duplex;
};

/** Opens the gateway with empty books. */
export function openGateway({ agenda, plan, trueEpochMs, struck, connect }: GatewayParts): WorldGateway {
  const runtime = createRuntime(
    { ...DEFAULT_SETTINGS, ...plan.shop.gateway, clientId: CLIENT_ID, magic: false },
    () => trueEpochMs + plan.shop.gatewayErrorMs + agenda.now(),
    agenda.after,
  );
  const keys = { gateway: WORLD_KEYS.gateway, client: WORLD_KEYS.counterPublic };
  let requests = 0;
  const server = createGatewayServer({
    host: '',
    port: 0,
    keys,
    runtime: {
      ...runtime,
      strike: (api) => {
        const fault = runtime.strike(api);
        if (fault !== null) struck(`gateway-${fault.name}`);
        return fault;
      },
    },
    requests: {
      note: () => (requests += 1),
      total: () => requests,
      view: () => ({ total: requests, requests: [] }),
    },
    ledger: () => buildLedger(runtime.state(), { total: requests, requests: [] }, runtime.now(), false),
    control: {
      ...runtime,
      makeReports: () => null,
      raiseDispute: () => Promise.resolve(null),
      disputes: () => [],
      registrations: () => [],
      declarations: () => [],
      resendNotification: () => false,
    },
    after: agenda.after,
  });
  createNotifier({ runtime, gatewayKey: keys.gateway, clientKey: keys.client, reach: 'loopback', after: agenda.after, connect });
  return { server, runtime, books: booksOf(runtime.state) };
}

function booksOf(state: () => GatewayState): Books {
  // The tables are immutable, so that a list holds until the table is another one.
  let table: GatewayState['payments'] | null = null;
  let list: readonly Payment[] = [];
  return {
    payments: () => {
      const now = state().payments;
      if (table !== now) list = rowsOf(now);
      table = now;
      return list;
    },
    payment: (id) => getRow(state().payments, id),
    refund: (id) => getRow(state().refunds, id),
    isWaiting: () => state().waiting.length > 0,
    netMinor: ({ paidAtMs, reversedBy, amount, refundedMinor }) =>
      (paidAtMs === null || reversedBy !== null ? 0 : amount.amountMinor) - refundedMinor,
  };
}
