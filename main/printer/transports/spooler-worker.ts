import { parentPort } from 'node:worker_threads';
import koffi from 'koffi';
import type { SpoolerAnswer, SpoolerCall } from './spooler-thread.ts';
import { openWinspool } from './winspool.ts';

const spooler = openWinspool(koffi);

parentPort?.on('message', ({ turn, call, input }: SpoolerCall) => {
  const run = spooler[call] as (...given: readonly unknown[]) => SpoolerAnswer['result'];
  const answer: SpoolerAnswer = { turn, result: run(...input) };
  parentPort?.postMessage(answer);
});
