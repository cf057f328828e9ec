import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { discoverPrinters } from '../../../main/printer/discovery.ts';
import type { PrinterEffects } from '../../../main/printer/open-printer.ts';
import type { Spooler, SpoolerPrinter } from '../../../main/printer/transports/spooler-port.ts';
import { ippPrinters } from '../../builders/ipp-printers.ts';
import { usbDevice, usbLibrary } from '../../builders/fake-usb.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const NO_SERVICE = { CUPS_SERVER: '/nonexistent/cups.sock' };
const effects = (change: Partial<PrinterEffects> = {}): PrinterEffects => ({
  clock: virtualClock(),
  loadUsb: () => Promise.resolve(usbLibrary([])),
  spooler: null,
  env: NO_SERVICE,
  user: 'cashier',
  ...change,
});
const discover = (change: Partial<PrinterEffects>, folder = '/nonexistent') => discoverPrinters(effects(change), folder);

/** A print service on a loopback port that answers every question with these bytes. */
async function serviceWith(answer: Buffer, status = 200): Promise<PrinterEffects['env']> {
  const server: Server = createServer((asked, response) => {
    asked.resume().on('end', () => response.writeHead(status).end(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanups.push(() => server.close());
  return { CUPS_SERVER: `127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-lp-'));
  for (const name of names) writeFileSync(path.join(folder, name), '');
  cleanups.push(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

describe('the queues of the print service', () => {
  it('are listed by what people call them, each with what is in its way', async () => {
    const env = await serviceWith(
      ippPrinters([
        { name: 'pos', info: 'Till printer', uri: 'socket://10.0.0.9:9100', state: 3, reasons: ['none'] },
        { name: 'bare', info: '', uri: 'usb://EPSON/TM-T20', state: 3, reasons: ['media-empty-error'] },
        { name: 'lid', info: '', uri: 'usb://EPSON/TM-T20', state: 3, reasons: ['cover-open'] },
        { name: 'held', info: '', uri: 'usb://EPSON/TM-T20', state: 5, reasons: ['paused'] },
        { name: 'off', info: '', uri: 'usb://EPSON/TM-T20', state: 3, reasons: ['offline-report'] },
        { name: 'laser', info: 'Office', uri: 'ipps://printer.local/ipp', state: 3, reasons: ['none'] },
      ]),
    );
    expect(await discover({ env })).toEqual([
      { place: { kind: 'queue', name: 'pos' }, name: 'Till printer', trouble: null },
      { place: { kind: 'queue', name: 'bare' }, name: 'bare', trouble: 'paper-out' },
      { place: { kind: 'queue', name: 'lid' }, name: 'lid', trouble: 'cover-open' },
      { place: { kind: 'queue', name: 'held' }, name: 'held', trouble: 'queue-paused' },
      { place: { kind: 'queue', name: 'off' }, name: 'off', trouble: 'offline' },
      { place: { kind: 'queue', name: 'laser' }, name: 'Office', trouble: 'wrong-queue' },
    ]);
  });

  it.each([
    ['does not run', NO_SERVICE, null],
    ['answers rubbish', null, Buffer.from('<html>')],
    ['refuses', null, Buffer.of(1, 1, 4, 1, 0, 0, 0, 1, 3)],
  ] as const)('are none where the service %s', async (_how, env, answer) => {
    expect(await discover({ env: env ?? (await serviceWith(answer)) })).toEqual([]);
  });
});

describe('the queues of Windows', () => {
  const queue = (name: string, change: Partial<SpoolerPrinter> = {}): SpoolerPrinter => ({
    name,
    port: 'USB001',
    driver: 'Generic / Text Only',
    status: 0,
    attributes: 0,
    ...change,
  });
  const windows = (answer: Awaited<ReturnType<Spooler['printers']>>) => ({
    spooler: () => ({ printers: () => Promise.resolve(answer) }) as Spooler,
  });

  it('are listed with what the spooler says is wrong, and pages-only ones as the wrong kind', async () => {
    const value = [
      queue('Receipts'),
      queue('Empty', { status: 0x10 }),
      queue('Lid', { status: 0x400000 }),
      queue('Away', { attributes: 0x400 }),
      queue('Held', { status: 0x1 }),
      queue('Print to PDF', { port: 'PORTPROMPT:' }),
    ];
    const found = await discover(windows({ ok: true, value }));
    expect(found.map(({ name, trouble }) => [name, trouble])).toEqual([
      ['Receipts', null],
      ['Empty', 'paper-out'],
      ['Lid', 'cover-open'],
      ['Away', 'offline'],
      ['Held', 'queue-paused'],
      ['Print to PDF', 'wrong-queue'],
    ]);
    expect(found[0]?.place).toEqual({ kind: 'queue', name: 'Receipts' });
  });

  it('are none where the spooler does not answer', async () => {
    expect(await discover(windows({ ok: false, error: 1_722 }))).toEqual([]);
  });
});

describe('printers on USB', () => {
  it('are named as they name themselves, with the serial number that tells two of a kind apart', async () => {
    const devices = [usbDevice({ id: 'MFG:EPSON;MDL:TM-T88VI;', serial: 'J1' }), usbDevice({ id: null, serial: null })];
    expect(await discover({ loadUsb: () => Promise.resolve(usbLibrary(devices)) })).toEqual([
      { place: { kind: 'usb', vendorId: 0x04b8, productId: 0x0e15, serial: 'J1' }, name: 'EPSON TM-T88VI', trouble: null },
      { place: { kind: 'usb', vendorId: 0x04b8, productId: 0x0e15, serial: null }, name: 'USB 04b8:0e15', trouble: null },
    ]);
  });

  it.each([
    ['this user may not open it', { openErrno: -3 }, 'access-denied'],
    ['another program holds it', { openErrno: -6 }, 'busy'],
    ['it is being pulled out', { openErrno: -99 }, 'no-answer'],
    ['a driver owns it', { isDriverActive: true }, 'driver-owned'],
  ] as const)('are listed with the reason where %s', async (_what, change, trouble) => {
    const [found] = await discover({ loadUsb: () => Promise.resolve(usbLibrary([usbDevice(change)])) });
    expect(found?.trouble).toBe(trouble);
  });

  it('are no keyboards and no discs', async () => {
    const devices = [usbDevice({ faceClass: 3 }), usbDevice({ faceClass: 8 })];
    expect(await discover({ loadUsb: () => Promise.resolve(usbLibrary(devices)) })).toEqual([]);
  });

  it('are none where the library cannot load or list', async () => {
    const broken = {
      getDeviceList: () => {
        throw new Error('no bus');
      },
    };
    expect(await discover({ loadUsb: () => Promise.reject(new Error('not built')) })).toEqual([]);
    expect(await discover({ loadUsb: () => Promise.resolve(broken) })).toEqual([]);
  });
});

describe('device files', () => {
  it('are listed where Linux has made them for printers, and nothing else of that folder', async () => {
    const folder = folderWith('lp0', 'lp12', 'hiddev0', 'lpx');
    expect((await discover({}, folder)).map(({ place }) => place)).toEqual([
      { kind: 'device', path: `${folder}/lp0` },
      { kind: 'device', path: `${folder}/lp12` },
    ]);
  });
});

describe('a machine with all of them', () => {
  it('lists what can be asked although another part cannot', async () => {
    const env = await serviceWith(ippPrinters([{ name: 'pos', info: '', uri: 'socket://x', state: 3, reasons: [] }]));
    const found = await discover({ env, loadUsb: () => Promise.reject(new Error('not built')) }, folderWith('lp0'));
    expect(found.map(({ place: { kind } }) => kind)).toEqual(['queue', 'device']);
  });
});
