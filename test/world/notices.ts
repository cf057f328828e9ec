import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Agenda } from './agenda.ts';
import type { Run } from './host.ts';
import { garbled, placeOf } from './http-text.ts';
import type { NoticeFault, Plan } from './plan.ts';
import type { Random } from './random.ts';
import { WireEnd, type WireEnds } from './wire-end.ts';

/** The way from the gateway to the counter's listener, by which notifications come. */
export type NoticeWire = {
  /** A connection of the gateway's to the counter. */
  readonly connect: () => Duplex;
  /** Bytes from somebody who is not the gateway. */
  readonly intrude: (bytes: Buffer) => void;
  readonly heal: () => void;
};

/** Where a notification arrives: the run that listens, and its server. */
export type Door = { readonly run: Run; readonly server: Server };

/** What the way is made of. */
export type NoticeParts = {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly plan: Plan;
  /** Null while nothing listens. */
  readonly door: () => Door | null;
  /** True while the network is gone. */
  readonly isCut: () => boolean;
  readonly note: (line: string) => void;
  readonly struck: (name: string) => void;
  readonly ends: WireEnds;
};

/** A quiet wire. */
export function createNoticeWire(parts: NoticeParts): NoticeWire {
  let notices = 0;
  let isHealed = false;
  const faultOf = (): NoticeFault | null => {
    notices += 1;
    if (isHealed) return null;
    const trap = parts.plan.traps.find((each) => each.on === 'notice' && each.nth === notices);
    return trap?.on === 'notice' ? trap.fault : null;
  };
  return {
    connect: () => openLine(parts, faultOf),
    intrude: (bytes) => {
      deliver(parts, bytes);
    },
    heal: () => {
      isHealed = true;
    },
  };
}

function openLine(parts: NoticeParts, faultOf: () => NoticeFault | null): WireEnd {
  const { agenda, random, plan } = parts;
  const latency = random.int(...plan.shop.latencyMs);
  let counter: WireEnd | null = null;
  const toGateway = (act: () => void): void => void agenda.after(latency, act);
  const gateway = new WireEnd(
    parts.ends,
    {
      wrote: (bytes) => {
        agenda.after(latency, () => {
          if (counter !== null) bend(parts, counter, gateway, bytes, faultOf());
        });
      },
      finished: () => agenda.after(latency, () => counter?.arriveEnd()),
      destroyed: () => agenda.after(latency, () => counter?.arriveEnd()),
      after: agenda.after,
    },
    false,
  );
  agenda.after(latency, () => {
    counter = openEnd(parts, {
      wrote: (bytes) => {
        toGateway(() => {
          gateway.arrive(bytes);
        });
      },
      finished: () => {
        toGateway(() => {
          gateway.arriveEnd();
        });
      },
      destroyed: () => {
        toGateway(() => {
          gateway.arriveEnd();
        });
      },
    });
    if (counter === null) gateway.arriveReset();
    else gateway.emit('connect');
  });
  return gateway;
}

type Words = Pick<ConstructorParameters<typeof WireEnd>[1], 'wrote' | 'finished' | 'destroyed'>;

/** The counter's end of a new connection; null when nobody is there to take it. */
function openEnd(parts: NoticeParts, words: Words): WireEnd | null {
  const door = parts.door();
  if (door === null || parts.isCut()) return null;
  const { run } = door;
  const living =
    <Values extends readonly unknown[]>(act: (...values: Values) => void) =>
    (...values: Values): void => {
      if (run.isAlive()) act(...values);
    };
  const end = new WireEnd(
    parts.ends,
    { wrote: living(words.wrote), finished: living(words.finished), destroyed: living(words.destroyed), after: run.after },
    true,
  );
  run.reach(() => door.server.emit('connection', end));
  return end;
}

/** What becomes of a notification on its way. */
function bend(parts: NoticeParts, counter: WireEnd, gateway: WireEnd, bytes: Buffer, fault: NoticeFault | null): void {
  parts.note(`a notification arrives, ${String(bytes.length)} bytes${fault === null ? '' : `: ${fault.kind}`}`);
  if (fault === null) return reach(parts, counter, bytes);
  parts.struck(fault.kind);
  switch (fault.kind) {
    case 'notice-lost':
      return gateway.arriveReset();
    case 'notice-cut':
      reach(parts, counter, bytes.subarray(0, placeOf(bytes, fault.at)));
      parts.door()?.run.reach(() => {
        counter.arriveReset();
      });
      return gateway.arriveReset();
    case 'notice-garbled':
      return reach(parts, counter, garbled(bytes, fault.at));
    case 'notice-again':
      parts.agenda.after(fault.afterMs, () => {
        parts.note('an earlier notification arrives again');
        deliver(parts, bytes);
      });
      return reach(parts, counter, bytes);
  }
}

const reach = (parts: NoticeParts, counter: WireEnd, bytes: Buffer): void =>
  parts.door()?.run.reach(() => {
    counter.arrive(bytes);
  });

/** Bytes on a connection of their own, whose answer nobody reads. */
function deliver(parts: NoticeParts, bytes: Buffer): void {
  const nothing = (): void => undefined;
  const end = openEnd(parts, { wrote: nothing, finished: nothing, destroyed: nothing });
  if (end === null) return;
  reach(parts, end, bytes);
  parts.agenda.after(5_000, () => {
    end.arriveEnd();
  });
}
