import type { Agenda } from './agenda.ts';
import type { Run } from './host.ts';
import type { ReadRequest } from './http-text.ts';
import type { WireFault } from './plan.ts';
import type { WireEnd } from './wire-end.ts';

/** One request that a run of the counter wrote. */
export type Exchange = ReadRequest & {
  readonly number: number;
  readonly run: number;
  readonly paymentRequestId: string;
  readonly refundRequestId: string | null;
  readonly atMs: number;
  readonly fault: WireFault | null;
};

/** The two ends of a connection. */
export type Side = 'counter' | 'gateway';

/** One connection. `readyMs` keeps the bytes of each direction in order. */
export type Line = {
  readonly run: Run;
  readonly number: number;
  readonly ends: { readonly counter: WireEnd; gateway: WireEnd | null };
  readonly readyMs: Record<Side, number>;
  exchange: Exchange | null;
  written: Buffer;
  answer: Buffer[];
  /** Nothing passes any more and nobody is told. */
  isDeaf: boolean;
  /** Bytes to the gateway are gone with the PC. */
  isLost: boolean;
};

/** What passes along a connection: bytes, or its end. */
export type Freight = Buffer | 'end' | 'reset';

/** What the connections run over: its time, how long a way takes, and whether it is there at all. */
export type Road = {
  readonly agenda: Agenda;
  readonly latencyMs: () => number;
  /** The partition of this moment; null while the network is there. */
  readonly partition: () => Partition | null;
};

/** The network is gone for a while. */
export type Partition = { readonly untilMs: number; readonly connects: 'refused' | 'hang'; readonly keepsBytes: boolean };

/** Takes bytes, or the end of the connection, to one side, behind everything that is on its way there. */
export function carry(road: Road, line: Line, to: Side, freight: Freight, extraMs = 0): void {
  const now = road.agenda.now();
  const atMs = Math.max(line.readyMs[to], now + road.latencyMs() + extraMs);
  line.readyMs[to] = atMs;
  road.agenda.after(atMs - now, () => {
    arrive(road, line, to, freight);
  });
}

/** Hands something to the counter's end, when its run can be reached. */
export function toCounter(line: Line, freight: Freight): void {
  line.run.reach(() => {
    hand(line.ends.counter, freight);
  });
}

/** From the moment at which everything on its way has arrived, nothing passes any more, and nobody is told. */
export function goDeaf({ agenda }: Road, line: Line): void {
  agenda.after(Math.max(line.readyMs.counter, line.readyMs.gateway) - agenda.now(), () => {
    line.isDeaf = true;
  });
}

function arrive(road: Road, line: Line, to: Side, freight: Freight): void {
  if (line.isDeaf || (to === 'gateway' && line.isLost && freight instanceof Buffer)) return;
  const partition = road.partition();
  if (partition !== null && !partition.keepsBytes) {
    line.isDeaf = true;
    return;
  }
  if (partition !== null) return carry(road, line, to, freight, partition.untilMs - road.agenda.now());
  if (to === 'counter') toCounter(line, freight);
  else if (line.ends.gateway !== null) hand(line.ends.gateway, freight);
}

function hand(end: WireEnd, freight: Freight): void {
  if (freight === 'end') end.arriveEnd();
  else if (freight === 'reset') end.arriveReset();
  else end.arrive(freight);
}
