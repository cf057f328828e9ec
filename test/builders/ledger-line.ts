import { MessageChannel } from 'node:worker_threads';
import { ledgerClient } from '../../main/ledger/client.ts';
import type { LedgerHooks } from '../../main/ledger/ledger.ts';
import type { LedgerClock, OpenLedger } from '../../main/ledger/port.ts';
import type { FromLedger } from '../../main/ledger/protocol.ts';
import { serveLedger } from '../../main/ledger/serve.ts';
import { threadLine } from '../../main/ledger/thread-line.ts';

/** The ledger behind its whole line, but served by the test's own thread: nothing has to be built. Opens as often as asked. */
export const openLedgerHere =
  (clock: LedgerClock, hooks: LedgerHooks = {}): OpenLedger =>
  (path, changed) => {
    const { port1, port2 } = new MessageChannel();
    let isOver = false;
    serveLedger(threadLine(port2), hooks);
    const open = ledgerClient(
      {
        post: (message) => {
          port1.postMessage(message);
        },
        listen: (onMessage, onOver) => {
          port1.removeAllListeners();
          port1.on('message', (message: FromLedger) => {
            onMessage(message);
          });
          port1.on('close', () => {
            isOver = true;
            onOver();
          });
        },
        isOver: () => isOver,
      },
      clock,
    );
    return open(path, changed);
  };
