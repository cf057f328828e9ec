import { execFileSync } from 'node:child_process';
import { constants, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { openPrinter, type PrinterEffects } from '../../main/printer/open-printer.ts';
import { printerConformance } from './printer-transport.ts';

const EFFECTS: PrinterEffects = {
  clock: systemClock,
  loadUsb: () => Promise.resolve({ getDeviceList: () => [] }),
  spooler: null,
  env: {},
  user: 'cashier',
};
const CHOICE = { dialect: 'epson', answers: 'never', hasTickets: false } as const;
const wire = (file: string) => openPrinter({ kind: 'device', path: file }, CHOICE, EFFECTS);
const never = (): AbortSignal => new AbortController().signal;
const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);

const folders: string[] = [];
function place(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-device-'));
  folders.push(folder);
  return path.join(folder, 'printer');
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A named pipe without room is a printer that stopped taking bytes. */
function stuckPipe(file: string): { readonly taken: () => Uint8Array } {
  execFileSync('mkfifo', [file]);
  const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const read: Buffer[] = [];
  return {
    taken: () => {
      const buffer = Buffer.alloc(1_000_000);
      for (;;) {
        try {
          const length = readSync(reader, buffer);
          if (length === 0) break;
          read.push(Buffer.from(buffer.subarray(0, length)));
        } catch {
          break;
        }
      }
      return Uint8Array.from(Buffer.concat(read));
    },
  };
}

printerConformance(
  'a device file',
  (scene) => {
    const file = place();
    if (scene === 'slow' || scene === 'breaks-stall') {
      const pipe = stuckPipe(file);
      const big = { ...EFFECTS, clock: hurried() };
      return Promise.resolve({
        transport: openPrinter({ kind: 'device', path: file }, CHOICE, big),
        become: () => Promise.resolve(),
        begun: () => expect.poll(() => pipe.taken().length).toBeGreaterThan(0),
        paper: pipe.taken,
        close: () => Promise.resolve(),
      });
    }
    writeFileSync(file, '');
    return Promise.resolve({
      transport: wire(file),
      become: () => Promise.resolve(),
      begun: () => Promise.resolve(),
      paper: () => (existsSync(file) ? Uint8Array.from(readFileSync(file)) : new Uint8Array()),
      close: () => Promise.resolve(),
    });
  },
  { good: 'sent', troubles: [], breaks: [['breaks-stall', 'timeout']] },
);

/** Twenty seconds in one, for the one scene that has to wait for its limit. */
const hurried = () => ({ monotonicMs: () => systemClock.monotonicMs() * 20, nap: (ms: number) => systemClock.nap(ms / 20) });

describe('a device file alone', () => {
  it('a printer that is not plugged in is named, and its receipt does not print by itself when it appears', async () => {
    const file = place();
    expect(await wire(file).print(text('x'), never())).toEqual({ kind: 'waiting', reason: 'not-found', sent: 'no' });
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, '');
    expect(await wire(file).print(text('y'), never())).toEqual({ kind: 'sent' });
    expect(readFileSync(file, 'utf8')).toBe('y');
  });

  it('a plain file is added to and never emptied', async () => {
    const file = place();
    writeFileSync(file, 'before ');
    await wire(file).print(text('after'), never());
    expect(readFileSync(file, 'utf8')).toBe('before after');
  });

  it('a folder is no printer', async () => {
    expect(await wire(os.tmpdir()).print(text('x'), never())).toMatchObject({ kind: 'waiting', sent: 'no' });
  });

  it('a pipe that nobody reads is not there', async () => {
    const file = place();
    execFileSync('mkfifo', [file]);
    expect(await wire(file).print(text('x'), never())).toEqual({ kind: 'waiting', reason: 'not-found', sent: 'no' });
  });
});
