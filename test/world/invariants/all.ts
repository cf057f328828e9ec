import type { Invariant } from './facts.ts';
import { QUIET_INVARIANTS } from './quiet.ts';
import { ROW_INVARIANTS } from './rows.ts';
import { SIGHT_INVARIANTS } from './sight.ts';
import { WIRE_INVARIANTS } from './wire.ts';

/** Every promise that is held against each happening. */
export const INVARIANTS: readonly Invariant[] = [...WIRE_INVARIANTS, ...ROW_INVARIANTS, ...SIGHT_INVARIANTS, ...QUIET_INVARIANTS];

/** Promises that only the course of the whole world shows. */
const OF_THE_COURSE: readonly Pick<Invariant, 'name' | 'promise'>[] = [
  { name: 'counter-is-free', promise: 'Serve next customer clears the stage at once, whatever the payment on it is doing.' },
  { name: 'quiet-in-time', promise: 'Once nothing is wrong any more, everything is settled and printed within a stated time.' },
  { name: 'facts-in-order', promise: 'While a fact waits for the disk, nothing else about its payment is written before it.' },
  { name: 'heard-is-kept', promise: 'A final word that a run has heard is known until that run ends, whatever the disk does.' },
  { name: 'comes-to-rest', promise: 'When everything is settled nothing goes on: no loop is left running.' },
  { name: 'nothing-is-left-hanging', promise: 'No promise of the program is rejected without anybody hearing it.' },
  { name: 'world-threw', promise: 'Nothing throws where it must not.' },
];

/** Every promise that the world holds Paydesk to. */
export const PROMISES: readonly Pick<Invariant, 'name' | 'promise'>[] = [...INVARIANTS, ...OF_THE_COURSE];
