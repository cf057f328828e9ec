import { setTimeout as sleep } from 'node:timers/promises';
import { claimUsbPrinter, isPortOutOfPaper, type ClaimedPrinter, type UsbAddress, type UsbLibrary } from './usb-device.ts';
import type { ConnectMedium, WireEvents } from './wire.ts';

/** One bulk transfer; small enough that a printer that stops in the middle is noticed there. */
const PIECE = 8_192;
/** Some printers answer every question for input with nothing, at once. */
const NOTHING_YET_MS = 20;

/**
 * A USB printer (class 7) that no driver holds. What the printer answers waits in it for whoever opens it next, and pulling its plug
 * breaks the wire. `loadUsb` comes in because the library is native.
 */
export function usbMedium(address: UsbAddress, loadUsb: () => Promise<UsbLibrary>): ConnectMedium {
  let letGo: Promise<void> = Promise.resolve();
  return (events) => {
    const before = letGo;
    const opening = (async () => {
      // The device is still being closed when the next job comes.
      await before;
      return claimUsbPrinter(await loadUsb(), address);
    })();
    const line = startLine(opening, events);
    letGo = line.closed;
    return {
      send: (bytes, taken) => {
        void line.send(bytes, taken);
      },
      end: events.onEnded,
      destroy: line.destroy,
      linger: line.destroy,
    };
  };
}

type Cancel = { readonly cancel: () => boolean };

/** The claimed printer with its transfers; `closed` resolves once the device is free again. */
function startLine(opening: Promise<ClaimedPrinter | string>, events: WireEvents) {
  const flying = new Set<Cancel>();
  const stop = new AbortController();
  let free: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    free = resolve;
  });
  const claimed = opening.then(
    (found) => found as ClaimedPrinter | Parameters<WireEvents['onBroken']>[0],
    () => 'gone' as const,
  );
  const begin = async (): Promise<void> => {
    const printer = await claimed;
    if (typeof printer === 'string') {
      events.onBroken(printer);
      free();
      return;
    }
    if (!stop.signal.aborted) {
      if (await isPortOutOfPaper(printer)) events.onPaperOut();
      events.onOpen();
      await listen(printer, { events, flying, signal: stop.signal });
    }
    await close(printer, flying);
    free();
  };
  void begin();
  return {
    closed,
    send: async (bytes: Uint8Array, taken: () => void) => {
      const printer = await claimed;
      if (typeof printer === 'string') return;
      for (let at = 0; at < bytes.length && !stop.signal.aborted; at += PIECE) {
        const isSent = await transfer(flying, (done) => {
          const one = printer.output.makeTransfer(0, (cause, _buffer, length) => {
            done(cause === undefined && length === Math.min(PIECE, bytes.length - at) ? Buffer.alloc(0) : null);
          });
          one.submit(Buffer.from(bytes.subarray(at, at + PIECE)));
          return one;
        });
        if (isSent === null) {
          events.onBroken('gone');
          return;
        }
      }
      if (!stop.signal.aborted) taken();
    },
    destroy: () => {
      stop.abort();
      for (const one of flying) one.cancel();
    },
  };
}

type Listening = { readonly events: WireEvents; readonly flying: Set<Cancel>; readonly signal: AbortSignal };

/** Reads until the line is let go; a printer without an input is only waited for. */
async function listen({ input }: ClaimedPrinter, { events, flying, signal }: Listening): Promise<void> {
  while (!signal.aborted) {
    if (input === null) {
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true });
      });
      return;
    }
    const bytes = await transfer(flying, (done) => {
      const one = input.makeTransfer(0, (cause, buffer, length) => {
        done(cause === undefined ? buffer.subarray(0, length) : null);
      });
      one.submit(Buffer.alloc(input.descriptor.wMaxPacketSize));
      return one;
    });
    if (bytes === null) {
      events.onBroken('gone');
      await sleep(NOTHING_YET_MS);
    } else if (bytes.length === 0) await sleep(NOTHING_YET_MS);
    else events.onBytes(bytes);
  }
}

/** One transfer that can be cancelled while it flies; null when it failed. */
function transfer(flying: Set<Cancel>, submit: (done: (bytes: Buffer | null) => void) => Cancel): Promise<Buffer | null> {
  return new Promise((resolve) => {
    try {
      const one: Cancel = submit((bytes) => {
        flying.delete(one);
        resolve(bytes);
      });
      flying.add(one);
    } catch {
      resolve(null);
    }
  });
}

/** The library closes a device only once nothing flies any more. */
async function close({ device, face }: ClaimedPrinter, flying: Set<Cancel>): Promise<void> {
  for (let tries = 0; flying.size > 0 && tries < 100; tries += 1) await sleep(NOTHING_YET_MS);
  await new Promise<void>((resolve) => {
    face.release(false, () => {
      resolve();
    });
  }).catch(() => undefined);
  try {
    device.close();
  } catch {
    // Its plug was pulled; there is nothing left to close.
  }
}
