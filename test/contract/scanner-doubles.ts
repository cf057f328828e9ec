import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { hidSource, type HidHandle, type HidLibrary, type HidSystem } from '../../main/scanner/wires/hid.ts';
import type { DeviceSink, DeviceSource, WireEvents } from '../../main/scanner/wires/port.ts';
import { serialSource, type SerialBinding, type SerialLibrary } from '../../main/scanner/wires/serial.ts';
import { createWire } from '../../main/scanner/wires/wire.ts';
import { bytesOf, countedReports, DESCRIPTORS } from '../unit/scan/hid-reports.ts';
import { realTime, type WireBench } from './scanner-wire.ts';

/** A scanner made of nothing: the wire's own loop with a device that a test holds in its hands. */
export function fakeBench(): Promise<WireBench> {
  let isPlugged = false;
  let sink: DeviceSink | null = null;
  let again = (): void => undefined;
  const device = { name: 'Fake', vendorId: null, productId: null, path: null };
  const source: DeviceSource = {
    find: () =>
      Promise.resolve(
        isPlugged
          ? {
              device,
              open: (opened) => {
                sink = opened;
                return Promise.resolve({
                  close: () => {
                    sink = null;
                    return Promise.resolve();
                  },
                });
              },
            }
          : null,
      ),
    watch: (look) => {
      again = look;
      return () => undefined;
    },
  };
  return Promise.resolve({
    open: (events: WireEvents) => createWire(source, events, realTime),
    plug: () => {
      isPlugged = true;
      again();
      return Promise.resolve();
    },
    unplug: () => {
      isPlugged = false;
      sink?.gone();
      return Promise.resolve();
    },
    scan: (text) => {
      sink?.read({ kind: 'code', text, aim: null });
      return Promise.resolve();
    },
    breakOff: () => Promise.resolve(),
    close: () => Promise.resolve(),
  });
}

/** The real HID adapter on a library that hands out a captured report descriptor and the reports that go with it. */
export function hidBench(): Promise<WireBench> {
  const listeners = { data: [] as ((report: Uint8Array) => void)[], error: [] as ((cause: unknown) => void)[] };
  let isPlugged = false;
  const handle = (): HidHandle => {
    const own = { data: null as ((report: Uint8Array) => void) | null, error: null as ((cause: unknown) => void) | null };
    return {
      on: (event: 'data' | 'error', listener: (value: never) => void) => {
        if (event === 'data') listeners.data.push((own.data = listener as (report: Uint8Array) => void));
        else listeners.error.push((own.error = listener as (cause: unknown) => void));
      },
      close: () => {
        listeners.data = listeners.data.filter((one) => one !== own.data);
        listeners.error = listeners.error.filter((one) => one !== own.error);
        return Promise.resolve();
      },
    };
  };
  const keyboard = { vendorId: 1, productId: 1, path: '/dev/hidraw0', release: 1, interface: 0, usagePage: 1, usage: 6 };
  const scanner = { ...keyboard, path: '/dev/hidraw1', usagePage: 0x8c, usage: 2, manufacturer: 'Acme', product: 'Scanner' };
  const library: HidLibrary = {
    devicesAsync: () => Promise.resolve(isPlugged ? [keyboard, scanner] : [keyboard]),
    HIDAsync: {
      open: (devicePath) =>
        isPlugged && devicePath === scanner.path ? Promise.resolve(handle()) : Promise.reject(new Error('cannot open device')),
    },
  };
  const system: HidSystem = {
    descriptorOf: () => Promise.resolve(bytesOf(DESCRIPTORS.counted)),
    mayOpen: () => Promise.resolve(true),
  };
  const send = (reports: readonly Uint8Array[]): Promise<void> => {
    for (const report of reports) for (const listener of listeners.data) listener(report);
    return Promise.resolve();
  };
  return Promise.resolve({
    open: (events: WireEvents) =>
      createWire(
        hidSource(() => Promise.resolve(library), realTime, system),
        events,
        realTime,
      ),
    plug: () => {
      isPlugged = true;
      return Promise.resolve();
    },
    unplug: () => {
      isPlugged = false;
      for (const listener of listeners.error) listener(new Error('could not read from HID device'));
      return Promise.resolve();
    },
    scan: (text) => send(countedReports(text)),
    breakOff: (text) => send(countedReports(text.padEnd(57, '0')).slice(0, 1)),
    close: () => Promise.resolve(),
  });
}

/** True where a pair of pseudo terminals can be made. */
export const hasSocat = (): boolean => ['/usr/bin/socat', '/usr/local/bin/socat', '/opt/homebrew/bin/socat'].some(existsSync);

/** The real serial adapter and its real binding on one end of a pseudo terminal pair; plugging is making the pair. */
export function serialBench(): Promise<WireBench> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-serial-'));
  const [port, far] = [path.join(folder, 'scanner'), path.join(folder, 'hand')];
  let socat: ChildProcess | null = null;
  const load = async (): Promise<SerialBinding> =>
    ((await import('@serialport/bindings-cpp')) as unknown as { readonly default: SerialLibrary }).default.autoDetect();
  const wishes = { port, baudRate: 9_600, suffix: 'enter' } as const;
  const unplug = async (): Promise<void> => {
    const pair = socat;
    socat = null;
    if (pair === null) return;
    const gone = once(pair, 'exit');
    pair.kill();
    await gone;
  };
  return Promise.resolve({
    open: (events: WireEvents) => createWire(serialSource(load, wishes, realTime), events, realTime),
    plug: async () => {
      socat = spawn('socat', [`pty,raw,echo=0,link=${port}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' });
      await expect.poll(() => existsSync(port) && existsSync(far), { interval: 5, timeout: 5_000 }).toBe(true);
    },
    unplug,
    scan: (text) => write(far, `${text}\r`),
    breakOff: (text) => write(far, text),
    close: async () => {
      await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

const write = (file: string, text: string): Promise<void> => {
  writeFileSync(file, text, 'latin1');
  return Promise.resolve();
};
