/** The ledger's thread on a disk that does as it is told: `control` holds how many ms a sync takes, and whether the thread dies. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveLedger } from '../../../main/ledger/serve.ts';
import { threadLine } from '../../../main/ledger/thread-line.ts';

const control = new Int32Array((workerData as { readonly control: SharedArrayBuffer }).control);
const never = new Int32Array(new SharedArrayBuffer(4));

function beforeCommit(): void {
  if (Atomics.load(control, 1) === 1) process.exit(1);
  const delayMs = Atomics.load(control, 0);
  if (delayMs > 0) Atomics.wait(never, 0, 0, delayMs);
}

if (parentPort !== null) serveLedger(threadLine(parentPort), { beforeCommit });
