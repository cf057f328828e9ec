import type { OtherApis } from '../gateway/http.ts';
import { createSender, type NotifierParts } from '../gateway/notifications.ts';
import { createDisputeBook, type DisputeRow } from './book.ts';
import { createDisputeRaiser, readDisputeOrder, type DisputeRaiser } from './desk.ts';

/** What wallets claim, and what was answered. */
export type SimulatorDisputes = { readonly raise: DisputeRaiser; readonly rows: () => readonly DisputeRow[] };

type OpenDisputes = SimulatorDisputes & {
  readonly close: () => Promise<void>;
  readonly apis: OtherApis;
  readonly order: (body: Readonly<Record<string, unknown>>) => Promise<object | null>;
};

/** Opens the wallets' side of disputes on the gateway's signed line. */
export function openDisputes(line: NotifierParts): OpenDisputes {
  const book = createDisputeBook();
  const sender = createSender(line);
  const raise = createDisputeRaiser(line.runtime, book, sender.send);
  return {
    close: () => {
      sender.close();
      return Promise.resolve();
    },
    raise,
    rows: book.rows,
    apis: {
      room: 'disputes',
      answers: {
        responseRetrieval: (message) => book.take('responseRetrieval', message),
        responseEscalation: (message) => book.take('responseEscalation', message),
      },
    },
    order: async (body) => {
      const order = readDisputeOrder(body);
      return order === null ? null : raise(order);
    },
  };
}
