import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Agenda } from './agenda.ts';
import { bendAnswer, waitsForItsAnswer, type Bent, type Recorded } from './bend-answer.ts';
import type { Run } from './host.ts';
import { garbled, placeOf, readRequest, textOf, type ReadRequest } from './http-text.ts';
import { carry, goDeaf, toCounter, type Exchange, type Line, type Partition, type Road, type Side } from './line.ts';
import type { Random } from './random.ts';
import type { Plan, WireFault } from './plan.ts';
import { WireEnd, type WireEnds } from './wire-end.ts';

/** The wire between the counter and the gateway. Its faults are those of the plan. */
export type Network = {
  /** Opens connections for one run of the counter. */
  readonly openerFor: (run: Run) => () => Socket;
  /** The PC lost its power: every connection of it breaks; `bytesArrive` says what becomes of bytes on their way. */
  readonly hostDied: (bytesArrive: boolean) => void;
  readonly isCut: () => boolean;
  readonly partition: (forMs: number, connects: 'refused' | 'hang', keepsBytes: boolean) => void;
  /** No fault from now on. */
  readonly heal: () => void;
};

/** What a network is made of. */
export type NetworkParts = {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly plan: Plan;
  readonly gateway: Server;
  readonly note: (line: string) => void;
  readonly struck: (name: string) => void;
  readonly ends: WireEnds;
  /** Called before any byte of it is on its way. */
  readonly onRequest: (exchange: Exchange) => void;
};

type Net = NetworkParts &
  Road & {
    readonly lines: Set<Line>;
    readonly counts: Map<string, number>;
    readonly records: Recorded[];
    /** Faults that have found no answer yet to be made of. */
    readonly waiting: WireFault[];
    gap: Partition | null;
    isHealed: boolean;
    exchanges: number;
  };

/** A network without traffic. */
export function createNetwork(parts: NetworkParts): Network {
  const [fastestMs, slowestMs] = parts.plan.shop.latencyMs;
  const net: Net = {
    ...parts,
    latencyMs: () => (net.isHealed ? fastestMs : parts.random.int(fastestMs, slowestMs)),
    partition: () => (net.gap !== null && parts.agenda.now() < net.gap.untilMs ? net.gap : null),
    lines: new Set(),
    counts: new Map(),
    records: [],
    waiting: [],
    gap: null,
    isHealed: false,
    exchanges: 0,
  };
  return {
    openerFor: (run) => () => openLine(net, run) as unknown as Socket,
    hostDied: (bytesArrive) => {
      for (const line of net.lines) {
        line.isLost = !bytesArrive;
        carry(net, line, 'gateway', 'reset');
      }
      net.lines.clear();
    },
    isCut: () => net.partition() !== null,
    partition: (forMs, connects, keepsBytes) => {
      if (net.isHealed) return;
      net.struck('partition');
      net.gap = { untilMs: net.agenda.now() + forMs, connects, keepsBytes };
    },
    heal: () => {
      net.isHealed = true;
      net.gap = null;
    },
  };
}

function openLine(net: Net, run: Run): WireEnd {
  const line: Line = {
    run,
    number: next(net.counts, 'line'),
    ends: {
      counter: new WireEnd(
        net.ends,
        hooksOf(net, run, () => line, 'counter'),
        false,
      ),
      gateway: null,
    },
    readyMs: { counter: 0, gateway: 0 },
    exchange: null,
    written: Buffer.alloc(0),
    answer: [],
    isDeaf: false,
    isLost: false,
  };
  if (!run.isAlive()) return line.ends.counter;
  net.lines.add(line);
  connect(net, line);
  return line.ends.counter;
}

function connect(net: Net, line: Line): void {
  const fate = fateOfConnecting(net);
  const latency = net.latencyMs();
  const partition = net.partition();
  const refused = fate === 'refused' || partition?.connects === 'refused';
  if (fate === 'hangs' || partition?.connects === 'hang') {
    net.note(`connection ${line.number}: no answer to the attempt to connect`);
    return;
  }
  net.agenda.after(latency + (fate === 'slow' ? 3_000 : 0), () => {
    if (refused) return toCounter(line, 'reset');
    if (line.ends.counter.destroyed) return;
    line.ends.gateway = new WireEnd(
      net.ends,
      hooksOf(net, line.run, () => line, 'gateway'),
      true,
    );
    net.gateway.emit('connection', line.ends.gateway);
    line.run.reach(() => line.ends.counter.emit('connect'));
  });
}

function fateOfConnecting(net: Net): 'refused' | 'hangs' | 'slow' | null {
  const nth = next(net.counts, 'connect');
  const trap = net.isHealed ? undefined : net.plan.traps.find((each) => each.on === 'connect' && each.nth === nth);
  if (trap?.on !== 'connect') return null;
  net.struck(`connect-${trap.fault}`);
  return trap.fault;
}

function hooksOf(net: Net, run: Run, line: () => Line, side: Side) {
  const other: Side = side === 'counter' ? 'gateway' : 'counter';
  return {
    wrote: (bytes: Buffer) => {
      if (side === 'gateway') answered(net, line(), bytes);
      else if (run.isAlive()) wrote(net, line(), bytes);
    },
    finished: () => {
      if (side === 'gateway' || run.isAlive()) carry(net, line(), other, 'end');
    },
    destroyed: () => {
      if (side === 'counter' && !run.isAlive()) return;
      if (side === 'counter') net.lines.delete(line());
      carry(net, line(), other, 'end');
    },
    after: side === 'counter' ? run.after : net.agenda.after,
  };
}

/** The counter wrote: a whole request becomes an exchange with its fate. */
function wrote(net: Net, line: Line, bytes: Buffer): void {
  line.written = line.written.length === 0 ? bytes : Buffer.concat([line.written, bytes]);
  const request = readRequest(line.written);
  if (request === null) return;
  line.written = Buffer.alloc(0);
  net.exchanges += 1;
  const exchange: Exchange = {
    ...request,
    number: net.exchanges,
    run: line.run.number,
    paymentRequestId: textOf(request.body, 'paymentRequestId') ?? '',
    refundRequestId: textOf(request.body, 'refundRequestId'),
    atMs: net.agenda.now(),
    fault: faultFor(net, request),
  };
  line.exchange = exchange;
  net.onRequest(exchange);
  net.note(`${request.api} #${exchange.number} leaves on connection ${line.number}, ${request.bytes.length} bytes`);
  send(net, line, exchange);
}

function faultFor(net: Net, { api, body }: ReadRequest): WireFault | null {
  const [ofApi, ofAll] = [next(net.counts, api), next(net.counts, 'any')];
  const id = `${api} ${textOf(body, 'refundRequestId') ?? textOf(body, 'paymentRequestId') ?? ''}`;
  const isRepeat = next(net.counts, id) > 1 && next(net.counts, `repeated ${api}`) === 1;
  if (net.isHealed) return null;
  const isNth = (nth: number | 'repeat', count: number): boolean => (nth === 'repeat' ? isRepeat : nth === count);
  const trap = net.plan.traps.find(
    (each) => each.on === 'request' && (each.api === null ? isNth(each.nth, ofAll) : each.api === api && isNth(each.nth, ofApi)),
  );
  return trap?.on === 'request' ? trap.fault : null;
}

function send(net: Net, line: Line, { fault, bytes, number, api }: Exchange): void {
  const strike = (words: string): void => {
    net.struck(fault?.kind ?? '');
    net.note(`${api} #${number} ${words}`);
  };
  switch (fault?.kind) {
    case 'request-lost':
      line.isDeaf = true;
      return strike('is lost, and the connection is dead without a word');
    case 'request-cut': {
      const length = placeOf(bytes, fault.at);
      strike(`is cut after ${length} of ${bytes.length} bytes (${fault.then})`);
      if (length > 0) carry(net, line, 'gateway', bytes.subarray(0, length));
      return breakLine(net, line, fault.then);
    }
    case 'request-garbled':
      strike(`has byte ${placeOf(bytes, fault.at)} changed`);
      return carry(net, line, 'gateway', garbled(bytes, fault.at));
    case 'request-late':
      strike(`is ${fault.ms} ms late`);
      return carry(net, line, 'gateway', bytes, fault.ms);
    case 'request-doubled':
      strike(`is delivered a second time ${fault.afterMs} ms later`);
      net.agenda.after(fault.afterMs, () => {
        deliverStray(net, line.run, bytes);
      });
      return carry(net, line, 'gateway', bytes);
    default:
      carry(net, line, 'gateway', bytes);
  }
}

/** A copy of a request on a connection of its own; nobody hears its answer. */
function deliverStray(net: Net, run: Run, bytes: Buffer): void {
  const stray = new WireEnd(
    net.ends,
    { wrote: () => undefined, finished: () => undefined, destroyed: () => undefined, after: net.agenda.after },
    true,
  );
  net.note(`a second copy of a request of run ${run.number} arrives`);
  net.gateway.emit('connection', stray);
  stray.arrive(bytes);
  net.agenda.after(5_000, () => stray.arriveEnd());
}

/** What the gateway writes in one turn is one answer. */
function answered(net: Net, line: Line, bytes: Buffer): void {
  line.answer.push(bytes);
  if (line.answer.length > 1) return;
  net.agenda.after(0, () => {
    const whole = Buffer.concat(line.answer.splice(0));
    const { exchange } = line;
    if (exchange === null) return;
    const { fault, bent } = bendNext(net, exchange, whole);
    net.records.push({ exchange, bytes: whole, atMs: net.agenda.now() });
    if (bent === null) {
      net.note(`the answer to ${exchange.api} #${exchange.number} leaves, ${whole.length} bytes`);
      return carry(net, line, 'counter', whole);
    }
    net.struck(fault?.kind ?? '');
    net.note(`the answer to ${exchange.api} #${exchange.number} ${bent.words}`);
    if (bent.bytes !== null) carryInPieces(net, line, bent.bytes, bent);
    if (bent.then !== null) breakLine(net, line, bent.then);
  });
}

function carryInPieces(net: Net, line: Line, bytes: Buffer, { lateMs, pieces }: Bent): void {
  const length = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let piece = 1; (piece - 1) * length < bytes.length; piece += 1) {
    carry(net, line, 'counter', bytes.subarray((piece - 1) * length, piece * length), (lateMs * piece) / pieces);
  }
}

/** The exchange's own fault, or else one that has waited for an answer such as this. */
function bendNext(
  net: Net,
  exchange: Exchange,
  answer: Buffer,
): { readonly fault: WireFault | null; readonly bent: Bent | null } {
  if (net.isHealed) return { fault: null, bent: null };
  const bend = (fault: WireFault | null): Bent | null => bendAnswer(exchange, fault, answer, net.records, net.agenda.now());
  const own = bend(exchange.fault);
  if (own !== null) return { fault: exchange.fault, bent: own };
  const { fault } = exchange;
  if (fault !== null && waitsForItsAnswer(fault)) net.waiting.push(fault);
  for (const [at, waiting] of net.waiting.entries()) {
    const bent = bend(waiting);
    if (bent === null) continue;
    net.waiting.splice(at, 1);
    return { fault: waiting, bent };
  }
  return { fault: null, bent: null };
}

function breakLine(net: Net, line: Line, how: 'reset' | 'end' | 'silence'): void {
  if (how === 'silence') return goDeaf(net, line);
  carry(net, line, 'counter', how);
  carry(net, line, 'gateway', how);
}

function next(counts: Map<string, number>, name: string): number {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
}
