import type { Clock } from '../../../core/payment/clock.ts';
import type { WaitReason } from './port.ts';

/** The time that a wire lives in. */
export type WireClock = Pick<Clock, 'monotonicMs' | 'nap'>;

/** Why a wire broke or never opened. `gone` is an error, a reset, or the printer hanging up first. */
export type WireFault = 'gone' | Extract<WaitReason, 'refused' | 'not-found' | 'access-denied' | 'busy' | 'driver-owned'>;

/** Why a wait on the wire ended without what was awaited. */
export type WireEnd = WireFault | 'aborted' | 'late';

/** What a medium tells of itself, in any order and as often as it likes. */
export type WireEvents = {
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onBroken: (fault: WireFault) => void;
  /** The medium itself knows that there is no paper. */
  readonly onPaperOut: () => void;
  /** Both sides have ended properly. */
  readonly onEnded: () => void;
};

/** A medium: a socket, a USB device, a device file. No call throws; trouble is told by `onBroken`. */
export type Medium = {
  /** Hands bytes over and calls back once the medium has every one of them. */
  readonly send: (bytes: Uint8Array, taken: () => void) => void;
  /** Ends our half in order; from now on the other side may end its own. */
  readonly end: () => void;
  /** Lets go at once; may be called again. */
  readonly destroy: () => void;
  /** Lets go, but not before what was handed over has drained. */
  readonly linger: () => void;
};

/** Begins to open a medium. */
export type ConnectMedium = (events: WireEvents) => Medium;

/** An open or opening wire with everything that has happened on it, so that each wait is one question asked again at each event. */
export type Wire<Reply> = {
  readonly opened: (timeoutMs: number) => Promise<'open' | WireEnd>;
  /** True once the medium itself has said that there is no paper. */
  readonly isPaperOut: () => boolean;
  /** `taken` when the medium has every byte. */
  readonly send: (bytes: Uint8Array, timeoutMs: number) => Promise<'taken' | WireEnd>;
  /** Waits until `look` finds something in what was answered since the last `forget`. */
  readonly answer: <T>(look: (replies: readonly Reply[]) => T | null, timeoutMs: number) => Promise<T | WireEnd>;
  readonly forget: () => void;
  /** Ends in order; `closed` when the other side did too. */
  readonly close: (timeoutMs: number) => Promise<'closed' | WireEnd>;
  /** Lets the medium drain beside whatever comes next; `destroy` then does nothing. */
  readonly linger: () => void;
  readonly destroy: () => void;
};

/** A printer that floods the wire cannot fill the memory: later answers than these are dropped until the next `forget`. */
const REPLIES_MAX = 64;

/** Opens a wire on a medium; `read` makes answers of bytes. Aborting the signal ends every wait. */
export function openWire<Reply>(
  connect: ConnectMedium,
  read: (bytes: Uint8Array) => readonly Reply[],
  clock: WireClock,
  signal: AbortSignal,
): Wire<Reply> {
  const seen: Seen = { isOpen: false, isEnded: false, isPaperOut: false, isDropped: false, fault: null };
  const replies: Reply[] = [];
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const events = eventsOf(seen, (bytes) => replies.push(...read(bytes).slice(0, REPLIES_MAX - replies.length)), notify);
  const medium = connect(events);
  signal.addEventListener('abort', notify);
  const until = <T>(look: () => T | null, timeoutMs: number): Promise<T | WireEnd> =>
    waitFor<T | WireEnd>(() => (signal.aborted ? 'aborted' : (look() ?? seen.fault)), timeoutMs, listeners, clock);
  return {
    isPaperOut: () => seen.isPaperOut,
    opened: (timeoutMs) => until(() => (seen.isOpen ? 'open' : null), timeoutMs),
    send: (bytes, timeoutMs) => {
      let isTaken = false;
      medium.send(bytes, () => {
        isTaken = true;
        notify();
      });
      return until(() => (isTaken ? 'taken' : null), timeoutMs);
    },
    answer: (look, timeoutMs) => until(() => look(replies), timeoutMs),
    forget: () => {
      replies.length = 0;
    },
    close: (timeoutMs) => {
      medium.end();
      return until(() => (seen.isEnded ? 'closed' : null), timeoutMs);
    },
    linger: () => {
      seen.isDropped = true;
      medium.linger();
    },
    destroy: () => {
      signal.removeEventListener('abort', notify);
      if (!seen.isDropped) medium.destroy();
      seen.isDropped = true;
    },
  };
}

type Seen = { isOpen: boolean; isEnded: boolean; isPaperOut: boolean; isDropped: boolean; fault: WireFault | null };

/** Nothing that comes after the wire was dropped is heard. */
function eventsOf(seen: Seen, keep: (bytes: Uint8Array) => void, notify: () => void): WireEvents {
  const hear = (change: () => void): void => {
    if (seen.isDropped) return;
    change();
    notify();
  };
  return {
    onOpen: () => {
      hear(() => {
        seen.isOpen = true;
      });
    },
    onBytes: (bytes) => {
      hear(() => {
        keep(bytes);
      });
    },
    onBroken: (fault) => {
      hear(() => {
        seen.fault ??= fault;
      });
    },
    onPaperOut: () => {
      hear(() => {
        seen.isPaperOut = true;
      });
    },
    onEnded: () => {
      hear(() => {
        seen.isEnded = true;
      });
    },
  };
}

function waitFor<T>(look: () => T | null, timeoutMs: number, listeners: Set<() => void>, clock: WireClock): Promise<T | 'late'> {
  return new Promise((resolve) => {
    const nap = clock.nap(Math.max(0, timeoutMs));
    const finish = (found: T | 'late'): void => {
      listeners.delete(again);
      nap.wake();
      resolve(found);
    };
    const again = (): void => {
      const found = look();
      if (found !== null) finish(found);
    };
    listeners.add(again);
    void nap.done.then(() => {
      if (listeners.has(again)) finish('late');
    });
    again();
  });
}

/** How a broken wait reads in a `waiting` outcome. */
export function reasonOf(end: WireEnd): Exclude<WaitReason, 'journal-failed'> {
  switch (end) {
    case 'gone':
      return 'no-answer';
    case 'late':
      return 'timeout';
    default:
      return end;
  }
}
