import { connect } from 'node:net';
import type { ConnectMedium, WireFault } from './wire.ts';

/** How long a slow printer that tells nothing may take what the operating system still holds for it. */
const DRAIN_MS = 30_000;

/** A raw TCP connection. Both halves are kept apart, so that a hang-up of the printer is seen and never answered by ours. */
export const tcpMedium =
  (host: string, port: number): ConnectMedium =>
  (events) => {
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    let isOpen = false;
    let isEnding = false;
    let isFaulty = false;
    const broken = (fault: WireFault): void => {
      isFaulty = true;
      events.onBroken(fault);
    };
    socket.on('connect', () => {
      isOpen = true;
      events.onOpen();
    });
    socket.on('data', events.onBytes);
    socket.on('end', () => {
      if (!isEnding) broken('gone');
    });
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      broken(!isOpen && cause.code === 'ECONNREFUSED' ? 'refused' : 'gone');
    });
    socket.on('close', () => {
      if (isEnding && !isFaulty) events.onEnded();
      else broken('gone');
    });
    return {
      send: (bytes, taken) => {
        socket.write(bytes, (cause) => {
          if (cause === undefined || cause === null) taken();
        });
      },
      end: () => {
        isEnding = true;
        socket.end();
      },
      destroy: () => {
        socket.destroy();
      },
      linger: () => {
        // Going on reading matters: closing on unread bytes would reset the connection and lose the tail of the job.
        const timer = setTimeout(() => socket.destroy(), DRAIN_MS).unref();
        socket.once('close', () => {
          clearTimeout(timer);
        });
      },
    };
  };
