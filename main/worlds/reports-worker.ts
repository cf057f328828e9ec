/** The thread of the report desk: an entry point of its own, because reading reports and ledgers must stop nothing else. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LocalPieces } from '../ledger/local-pieces.ts';
import { readLocalRows } from '../ledger/local-rows.ts';
import { threadPieces } from '../ledger/pieces-thread.ts';
import { openReportDesk, type DeskParts } from '../reports/desk.ts';
import { END, type DeskCall } from '../reports/port.ts';
import { serveDesk } from '../reports/serve.ts';
import { builtFile } from './built-file.ts';

/** What the thread is started with. */
export type ReportsData = Pick<DeskParts, 'storeFile' | 'folder' | 'counterId' | 'ledgerFile' | 'firstSetup'>;

if (parentPort !== null) {
  const port = parentPort;
  const reading = new Set<LocalPieces>();
  let isEnding = false;
  const desk = openReportDesk({
    ...(workerData as ReportsData),
    nowMs: () => Date.now(),
    rowsOf: async (ledgerFile, span, rounding, onRow) => {
      if (isEnding) throw new Error('the report desk is ending');
      const pieces = threadPieces(builtFile('./pieces-worker.js'), ledgerFile, span);
      reading.add(pieces);
      try {
        await readLocalRows(pieces, span, rounding, onRow);
      } finally {
        reading.delete(pieces);
        await pieces.close();
      }
    },
  });
  const end = async (): Promise<void> => {
    isEnding = true;
    await Promise.all([...reading].map((pieces) => pieces.close()));
    desk.close();
    // Whatever was going on ends between two turns of this thread, in which it is not inside SQLite; nothing of a run is kept then.
    process.exit();
  };
  const line = {
    post: (answer: unknown) => {
      port.postMessage(answer);
    },
    listen: (hear: (call: DeskCall) => void) => {
      port.on('message', (call: DeskCall | typeof END) => {
        if (call === END) void end();
        else hear(call);
      });
    },
  };
  serveDesk(line, desk);
}
