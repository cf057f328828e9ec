/** The ledger's thread: an entry point of its own, started by `thread.ts`. It waits for the disk so that nobody else has to. */
import { parentPort } from 'node:worker_threads';
import { serveLedger } from './serve.ts';
import { threadLine } from './thread-line.ts';

if (parentPort !== null) serveLedger(threadLine(parentPort));
