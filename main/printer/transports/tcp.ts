import type { PrinterTransport } from './port.ts';
import { talkOf, type TalkChoice } from './talk-choice.ts';
import { tcpMedium } from './tcp-medium.ts';
import { createTwoWayPrinter, WIRE_LIMITS, type WireLimits } from './two-way.ts';
import type { WireClock } from './wire.ts';

/** Where the printer is (raw TCP, mostly port 9100) and how it is talked to. */
export type TcpPrinterConfig = TalkChoice & {
  readonly host: string;
  readonly port: number;
  readonly clock: WireClock;
  readonly limits?: Partial<WireLimits>;
};

/** A printer on TCP. A connection of its own for each job, so that an answer to an earlier one has nowhere to go. */
export const createTcpPrinter = ({ host, port, clock, limits, ...choice }: TcpPrinterConfig): PrinterTransport =>
  talkOf(choice, (talk) =>
    createTwoWayPrinter({
      connect: tcpMedium(host, port),
      talk,
      clock,
      answers: choice.answers,
      limits: { ...WIRE_LIMITS, ...limits },
      keepsAnswers: false,
    }),
  );
