/** The thread of the report desk: an entry point of its own, because reading reports and ledgers must stop nothing else. */
import { parentPort, workerData } from 'node:worker_threads';
import { readLocalRows } from '../ledger/local-rows.ts';
import { threadPieces } from '../ledger/pieces-thread.ts';
import { openReportDesk, type DeskParts } from '../reports/desk.ts';
import type { DeskCall } from '../reports/port.ts';
import { serveDesk } from '../reports/serve.ts';
import { builtFile } from './built-file.ts';

/** What the thread is started with. */
export type ReportsData = Pick<DeskParts, 'storeFile' | 'folder' | 'counterId' | 'ledgerFile' | 'firstSetup'>;

if (parentPort !== null) {
  const port = parentPort;
  const desk = openReportDesk({
    ...(workerData as ReportsData),
    nowMs: () => Date.now(),
    rowsOf: async (ledgerFile, span, rounding, onRow) => {
      const pieces = threadPieces(builtFile('./pieces-worker.js'), ledgerFile, span);
      try {
        await readLocalRows(pieces, span, rounding, onRow);
      } finally {
        await pieces.close();
      }
    },
  });
  const line = {
    post: (answer: unknown) => {
      port.postMessage(answer);
    },
    listen: (hear: (call: DeskCall) => void) => {
      port.on('message', hear);
    },
  };
  serveDesk(line, desk);
}
