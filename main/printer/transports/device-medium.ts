import { close, constants, fstat, open, read, write } from 'node:fs';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectMedium, WireEvents, WireFault } from './wire.ts';

const opened = promisify(open);
const closed = promisify(close);
const stat = promisify(fstat);

/** How often a device that had nothing to say, or no room, is asked again. */
const AGAIN_MS = 15;
const PIECE = 4_096;

/**
 * A printer behind a path: a device file such as /dev/usb/lp0, a COM port, or a plain file, which is only ever added to. Never
 * blocks: a printer without paper would otherwise hold a thread of the process for ever, and its quitting too.
 */
export const deviceMedium =
  (path: string): ConnectMedium =>
  (events) => {
    const stop = new AbortController();
    const file = openFile(path);
    const begin = async (): Promise<void> => {
      const found = await file;
      if (typeof found === 'string') {
        events.onBroken(found);
        return;
      }
      events.onOpen();
      if (found.canAnswer) await listen(found.fd, events, stop.signal);
      else await aborted(stop.signal);
      await closed(found.fd).catch(() => undefined);
    };
    void begin();
    return {
      send: (bytes, taken) => {
        void file.then(async (found) => {
          if (typeof found === 'string') return;
          if (await pour(found.fd, bytes, stop.signal)) taken();
          else if (!stop.signal.aborted) events.onBroken('gone');
        });
      },
      end: events.onEnded,
      destroy: () => {
        stop.abort();
      },
      linger: () => {
        stop.abort();
      },
    };
  };

/** A serial line does not break when the printer loses power, so what it answers proves nothing about a job that was cut in two. */
export const breaksWithPower = (path: string): boolean => !/^\/dev\/(tty|cu\.)/.test(path);

type DeviceFile = { readonly fd: number; readonly canAnswer: boolean };

async function openFile(path: string): Promise<DeviceFile | WireFault> {
  const quiet = process.platform === 'win32' ? 0 : constants.O_NONBLOCK | constants.O_NOCTTY;
  try {
    // Reading from a Windows port would block a thread for ever.
    if (process.platform === 'win32') return { fd: await opened(path, 'a'), canAnswer: false };
    const fd = await opened(path, constants.O_WRONLY | constants.O_APPEND | quiet);
    if (!(await stat(fd)).isCharacterDevice()) return { fd, canAnswer: false };
    await closed(fd);
    return { fd: await opened(path, constants.O_RDWR | quiet), canAnswer: true };
  } catch (cause) {
    return faultOf((cause as NodeJS.ErrnoException).code);
  }
}

function faultOf(code: string | undefined): WireFault {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'access-denied';
    case 'EBUSY':
      return 'busy';
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOTDIR':
      return 'not-found';
    default:
      return 'gone';
  }
}

async function listen(fd: number, events: WireEvents, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = await readOnce(fd);
    if (typeof found !== 'string') events.onBytes(found);
    else if (found === 'one-way') return aborted(signal);
    else if (found === 'gone') {
      events.onBroken('gone');
      return aborted(signal);
    } else await sleep(AGAIN_MS);
  }
}

function readOnce(fd: number): Promise<Buffer | 'nothing' | 'one-way' | 'gone'> {
  const buffer = Buffer.alloc(256);
  return new Promise((resolve) => {
    read(fd, buffer, 0, buffer.length, null, (cause, length) => {
      if (cause === null) resolve(length === 0 ? 'nothing' : buffer.subarray(0, length));
      else if (cause.code === 'EAGAIN') resolve('nothing');
      else resolve(cause.code === 'EINVAL' ? 'one-way' : 'gone');
    });
  });
}

/** Writes everything, as fast as the device takes it; false when it broke or was let go before. */
async function pour(fd: number, bytes: Uint8Array, signal: AbortSignal): Promise<boolean> {
  for (let at = 0; at < bytes.length;) {
    if (signal.aborted) return false;
    const length = await writeOnce(fd, bytes.subarray(at, at + PIECE));
    if (length === null) return false;
    at += length;
    if (length === 0) await sleep(AGAIN_MS);
  }
  return true;
}

function writeOnce(fd: number, bytes: Uint8Array): Promise<number | null> {
  return new Promise((resolve) => {
    write(fd, bytes, 0, bytes.length, null, (cause, length) => {
      if (cause === null) resolve(length);
      else resolve(cause.code === 'EAGAIN' ? 0 : null);
    });
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
