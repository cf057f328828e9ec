import type { AnswerMemory, Meeting } from './answers.ts';
import { KEPT_BYTES_MAX } from './answers.ts';
import { endPeer, send, type Peer } from './endpoint.ts';
import type { Direction, Fault } from './fault.ts';
import { createFramer, type Piece } from './framing.ts';
import { createLane, sleep, type Lane } from './lane.ts';
import type { Network } from './network.ts';
import { planAnswer, planRequest, type Act } from './plan.ts';
import type { Exchange, SeenExchange, SeenLog } from './seen.ts';
import { createTwins, type Twins } from './twins.ts';

/** The first byte of a message: of a request it has come and not yet passed, of an answer it has just left for the client. */
export type FirstByte = { readonly direction: Direction; readonly exchange: SeenExchange };

/** What all connections of one proxy share. */
export type RelayParts = {
  readonly connect: () => Peer;
  readonly network: Network;
  readonly seen: SeenLog;
  readonly memory: AnswerMemory;
  readonly meeting: Meeting;
  readonly strike: (api: string) => Fault | null;
  /** Heard before anything else of the message passes; what it promises is waited for. */
  readonly onFirstByte: ((moment: FirstByte) => Promise<void> | void) | null;
};

/** One client connection with its own connection to the gateway. */
export type Relay = {
  /** Resets the client's connection and the gateway's. */
  readonly drop: () => void;
  readonly close: () => void;
};

type Link = {
  readonly parts: RelayParts;
  readonly number: number;
  readonly client: Peer;
  readonly toGateway: Lane;
  readonly toClient: Lane;
  /** Requests that have no answer yet, oldest first. */
  readonly unanswered: Exchange[];
  readonly twins: Twins;
  gateway: Peer | null;
  /** Neither side holds its end of the connection any more. */
  readonly over: () => void;
  isMute: boolean;
  isOver: boolean;
  /** What strikes the connection itself: its bytes are one stream then, whatever they mean. */
  readonly stream: Fault | null;
  /** What strikes the first request of this connection. */
  forFirst: Fault | null;
  sending: Exchange | null;
  receiving: Exchange | null;
};

/** Faults of a connection that need no message to strike. */
const STREAM_FAULTS: ReadonlySet<Fault['name']> = new Set<Fault['name']>([
  'reset-at-once',
  'hang',
  'black-hole',
  'cut',
  'delay',
  'trickle',
  'flip',
]);

/** Joins a client that has just connected with the gateway. `fault` strikes this connection; others come by request. */
export function startRelay(parts: RelayParts, number: number, client: Peer, fault: Fault | null, over: () => void): Relay {
  const isStream = fault !== null && STREAM_FAULTS.has(fault.name);
  const link: Link = {
    parts,
    number,
    client,
    toGateway: createLane(),
    toClient: createLane(),
    unanswered: [],
    twins: createTwins(parts.connect),
    gateway: null,
    over: () => {
      if (client.socket.closed && (link.gateway?.socket.closed ?? true)) over();
    },
    isMute: false,
    isOver: false,
    stream: isStream ? fault : null,
    forFirst: isStream ? null : fault,
    sending: null,
    receiving: null,
  };
  if (fault?.name === 'reset-at-once') finish(link, 'reset');
  listenToClient(link);
  return {
    drop: () => {
      finish(link, 'reset');
    },
    close: () => {
      finish(link, 'end');
      link.twins.close();
      for (const peer of [link.client, link.gateway]) peer?.socket.destroy();
    },
  };
}

function listenToClient(link: Link): void {
  const { socket } = link.client;
  const frame = link.stream === null ? createFramer('request') : asStream();
  socket.on('data', (chunk: Buffer) => {
    for (const piece of frame(chunk)) takeRequest(link, piece);
  });
  // What was already on its way still arrives, however the client went: TCP does not call it back.
  const leave = (): void => {
    if (!link.isMute) void link.toGateway.idle().then(() => link.gateway?.socket.end());
  };
  socket.on('end', () => {
    leave();
    if (link.gateway === null && !link.isMute) socket.end();
  });
  socket.on('error', leave);
  socket.on('close', () => {
    leave();
    link.over();
  });
}

/** The connection's bytes as one endless message. */
function asStream(): (chunk: Buffer) => readonly Piece[] {
  let at = 0;
  return (bytes) => {
    const piece: Piece = { bytes, at, startLine: null, isLast: false, length: null };
    at += bytes.length;
    return [piece];
  };
}

function takeRequest(link: Link, piece: Piece): void {
  if (piece.startLine !== null) beginExchange(link, piece.startLine);
  const exchange = link.sending;
  if (exchange !== null) exchange.requestBytes += piece.bytes.length;
  for (const act of planRequest(exchange?.plan ?? link.stream, piece)) {
    link.toGateway.add(() => carryOut(link, act, 'request', exchange));
  }
  if (piece.isLast) link.sending = null;
}

function beginExchange(link: Link, startLine: string): void {
  const first = link.forFirst;
  link.forFirst = null;
  const exchange = link.parts.seen.begin(link.number, startLine, (api) => first ?? link.parts.strike(api));
  link.sending = exchange;
  link.unanswered.push(exchange);
}

function gatewayOf(link: Link): Peer {
  if (link.gateway !== null) return link.gateway;
  const peer = link.parts.connect();
  link.gateway = peer;
  const frame = link.stream === null ? createFramer('answer', () => link.unanswered[0]?.method === 'HEAD') : asStream();
  let endless: Piece | null = null;
  peer.socket.on('data', (chunk: Buffer) => {
    for (const piece of frame(chunk)) {
      takeAnswer(link, piece);
      endless = piece.isLast ? null : piece;
    }
  });
  peer.socket.on('error', () => {
    if (!link.isMute) link.toClient.add(() => endPeer(link.client, 'reset'));
  });
  peer.socket.on('close', link.over);
  peer.socket.on('end', () => {
    // An answer without a length ends with its connection.
    if (endless?.length === null && link.receiving !== null) {
      takeAnswer(link, {
        ...endless,
        bytes: Buffer.alloc(0),
        at: endless.at + endless.bytes.length,
        startLine: null,
        isLast: true,
      });
    }
    link.toClient.add(() => {
      if (!link.isMute) link.client.socket.end();
    });
  });
  return peer;
}

function takeAnswer(link: Link, piece: Piece): void {
  const exchange = exchangeOf(link, piece);
  if (exchange !== null) collect(exchange, piece);
  for (const act of planAnswer(exchange?.plan ?? link.stream, piece)) {
    link.toClient.add(() => carryOut(link, act, 'answer', exchange));
  }
  if (!piece.isLast || exchange === null) return;
  link.receiving = null;
  const whole = wholeAnswer(exchange);
  if (whole.length > 0) link.parts.memory.remember(exchange.api, exchange.number, whole);
}

/** The request that this piece answers; null for `100 Continue` and its like, which come before the answer and are none. */
function exchangeOf(link: Link, { startLine }: Piece): Exchange | null {
  if (startLine === null) return link.receiving;
  if (/^\S+ 1\d\d/.test(startLine)) return null;
  link.receiving = link.unanswered.shift() ?? null;
  return link.receiving;
}

function collect(exchange: Exchange, { bytes }: Piece): void {
  exchange.answerBytes += bytes.length;
  if (exchange.answerBytes <= KEPT_BYTES_MAX) exchange.answer.push(bytes);
  else exchange.answer = [];
}

/** Empty when it was too long to keep. */
const wholeAnswer = (exchange: Exchange | null): Buffer => Buffer.concat(exchange?.answer ?? []);

async function carryOut(link: Link, act: Act, direction: Direction, exchange: Exchange | null): Promise<void> {
  if (link.isMute || link.isOver) return;
  switch (act.do) {
    case 'pass':
      return pass(link, direction, act.bytes, exchange);
    case 'wait':
      return sleep(act.ms);
    case 'cut':
      finish(link, act.how);
      return;
    case 'mute':
      link.isMute = true;
      return;
    case 'partition':
      link.parts.network.partition(act.forMs);
      return;
    case 'refuse':
      link.parts.network.refuse(act.forMs, act.drop);
      return;
    case 'twin':
      if (exchange !== null) link.twins.send(exchange.number, act);
      return;
    case 'again':
      return pass(link, 'answer', wholeAnswer(exchange), exchange);
    case 'answer':
    case 'swap':
    case 'replay':
      return answerClient(link, exchange, await substitute(link, act, exchange));
  }
}

type Substitute = Extract<Act, { readonly do: 'answer' | 'swap' | 'replay' }>;

/** What the client is told in place of its own answer; its own where there is nothing else. */
async function substitute({ parts }: Link, act: Substitute, exchange: Exchange | null): Promise<Buffer> {
  switch (act.do) {
    case 'answer':
      return act.bytes;
    case 'swap':
      return parts.meeting.exchange(wholeAnswer(exchange), act.forMs);
    case 'replay':
      return exchange === null
        ? Buffer.alloc(0)
        : (parts.memory.earlier(act.of ?? exchange.api, exchange.number) ?? wholeAnswer(exchange));
  }
}

/** An answer that is not the gateway's, which may not even have been asked: then it will not answer this request any more. */
function answerClient(link: Link, exchange: Exchange | null, bytes: Buffer): Promise<void> {
  const at = exchange === null ? -1 : link.unanswered.indexOf(exchange);
  if (at !== -1) link.unanswered.splice(at, 1);
  return pass(link, 'answer', bytes, exchange);
}

async function pass(link: Link, direction: Direction, bytes: Buffer, exchange: Exchange | null): Promise<void> {
  await link.parts.network.open();
  if (link.isMute || link.isOver || bytes.length === 0) return;
  const { onFirstByte } = link.parts;
  const isFirst = exchange !== null && onFirstByte !== null && !exchange.told[direction];
  if (!isFirst) return send(direction === 'request' ? gatewayOf(link) : link.client, bytes);
  exchange.told[direction] = true;
  if (direction === 'request') {
    await onFirstByte({ direction, exchange });
    return send(gatewayOf(link), bytes);
  }
  await send(link.client, bytes.subarray(0, 1));
  await onFirstByte({ direction, exchange });
  return send(link.client, bytes.subarray(1));
}

function finish(link: Link, how: 'reset' | 'end'): void {
  link.isOver = true;
  endPeer(link.client, how);
  if (link.gateway !== null) endPeer(link.gateway, how);
}
