/** A thread that runs SQLite while another makes rows of what it found: an entry point of its own, started by `pieces-thread.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { openLedgerReader } from './local-pieces.ts';
import { servePieces, type PiecesCall, type PiecesData } from './pieces-line.ts';

if (parentPort !== null) {
  const port = parentPort;
  const { path, span } = workerData as PiecesData;
  const answer = servePieces(() => openLedgerReader(path, span));
  let last: Promise<void> = Promise.resolve();
  port.on('message', (call: PiecesCall) => {
    last = last.then(async () => {
      port.postMessage(await answer(call));
      // With nobody left to listen to, the thread ends by itself.
      if (call.name === 'close') port.close();
    });
  });
}
