import type { ConnectMedium, Medium } from '../../main/printer/transports/wire.ts';
import type { FailingPrinter } from '../../simulator/devices/failing-printer.ts';
import type { HostLine } from '../../simulator/devices/failing-line.ts';
import type { KnownPaper } from './papers.ts';
import type { Run } from './run.ts';

/** A paper that set out on a connection. */
export type Sent = { readonly paper: KnownPaper; readonly line: HostLine };

/** The medium between one run of Paydesk and the printer. */
export type CounterWire = {
  readonly connect: ConnectMedium;
  /** The paper that the next connection is for. */
  readonly carry: (paper: KnownPaper | undefined) => void;
  /** The computer dies, and with it what it still had to send. */
  readonly vanish: () => void;
};

/** Joins a run to the printer; `onSend` is told of each paper before its bytes leave, and how many other bytes go ahead of it. */
export function wireTo(printer: FailingPrinter, run: Run, onSend: (sent: Sent, ahead: number) => void): CounterWire {
  const lines: HostLine[] = [];
  let carried: KnownPaper | undefined;
  return {
    carry: (paper) => {
      carried = paper;
    },
    vanish: () => {
      for (const line of lines) line.vanish();
    },
    connect: (events): Medium => {
      const heard =
        <Args extends readonly unknown[]>(hear: (...args: Args) => void) =>
        (...args: Args): void => {
          if (run.isAlive()) hear(...args);
        };
      const line = printer.open({
        onOpen: heard(events.onOpen),
        onBytes: heard(events.onBytes),
        onBroken: heard(events.onBroken),
        onEnded: heard(events.onEnded),
      });
      lines.push(line);
      const paper = carried;
      return {
        send: (bytes, taken) => {
          const ahead = paper === undefined ? -1 : Buffer.from(bytes).indexOf(paper.bytes);
          if (paper !== undefined && ahead >= 0) onSend({ paper, line }, ahead);
          line.send(bytes, heard(taken));
        },
        end: line.end,
        destroy: line.destroy,
        linger: line.destroy,
      };
    },
  };
}
