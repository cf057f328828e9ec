import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createMemoryPrinter, type MemoryBehaviour } from '../../main/printer/transports/memory.ts';
import { createTcpPrinter, type TcpPrinterConfig } from '../../main/printer/transports/tcp.ts';
import { gate, READY, startTcpDouble, type DoubleManners, type TcpDouble } from './printer-tcp-double.ts';
import { printerConformance, type PrinterBench, type PrinterScene } from './printer-transport.ts';

const LIMITS = { connectMs: 1_000, statusMs: 300, closeMs: 300, totalMs: 2_500 };
const ASB = [0x14, 0x00, 0x00, 0x0f];
const OFFLINE = 0x1a;

const SCENES: Readonly<Record<Exclude<PrinterScene, 'refused'>, DoubleManners>> = {
  ready: { status: READY, gsR: 0 },
  'ready-paper-low': { status: { ...READY, 4: 0x1e }, gsR: 3 },
  'one-way': { status: null, gsR: null },
  slow: { status: READY, gsR: null },
  offline: { status: { ...READY, 1: OFFLINE }, gsR: 0 },
  'cover-open': { status: { ...READY, 1: OFFLINE, 2: 0x16 }, gsR: 0 },
  'paper-out': { status: { 1: OFFLINE, 2: 0x32, 4: 0x7e }, gsR: 0 },
  'printer-error': { status: { ...READY, 1: OFFLINE, 2: 0x52 }, gsR: 0 },
  'breaks-paper-out': { status: READY, gsR: null, statusAfter: { 1: OFFLINE, 2: 0x32, 4: 0x7e } },
  'breaks-gone': { status: READY, gsR: null, onJob: 'reset' },
  'breaks-silent': { status: READY, gsR: null, statusAfter: null },
  'breaks-stall': { status: READY, gsR: null, onJob: 'pause' },
};

const MEMORY: Readonly<Record<PrinterScene, Partial<MemoryBehaviour>>> = {
  ready: {},
  'ready-paper-low': { isPaperLow: true },
  'one-way': { answers: false },
  slow: {},
  refused: { trouble: 'refused' },
  offline: { trouble: 'offline' },
  'cover-open': { trouble: 'cover-open' },
  'paper-out': { trouble: 'paper-out' },
  'printer-error': { trouble: 'printer-error' },
  'breaks-paper-out': { breaks: { afterBytes: 4, reason: 'paper-out' } },
  'breaks-gone': { breaks: { afterBytes: 4, reason: 'no-answer' } },
  'breaks-silent': { breaks: { afterBytes: 10, reason: 'no-answer' } },
  'breaks-stall': { breaks: { afterBytes: 4, reason: 'timeout' } },
};

const tcp = (port: number, answers: TcpPrinterConfig['answers'] = 'auto') =>
  createTcpPrinter({ host: '127.0.0.1', port, answers, dialect: 'epson', hasTickets: false, clock: systemClock, limits: LIMITS });

async function openTcp(scene: PrinterScene): Promise<PrinterBench> {
  let double = await startTcpDouble(scene === 'refused' ? SCENES.ready : SCENES[scene]);
  const { port } = double;
  if (scene === 'refused') await double.close();
  return {
    transport: tcp(port),
    become: async (next) => {
      if (scene === 'refused') double = await startTcpDouble(SCENES.ready, port);
      if (next !== 'refused') double.become(SCENES[next]);
    },
    begun: () => double.begun(),
    paper: () => double.paper(),
    close: () => double.close(),
  };
}

function openMemory(scene: PrinterScene): Promise<PrinterBench> {
  const printer = createMemoryPrinter();
  const begun = gate();
  const hold = (): Promise<void> => {
    begun.open();
    return new Promise(() => {
      /* this printer never answers */
    });
  };
  const calm = { trouble: null, answers: true, breaks: null, isPaperLow: false };
  printer.behave({ ...MEMORY[scene], ...(scene === 'slow' ? { hold } : {}) });
  return Promise.resolve({
    transport: printer.transport,
    become: (next) => {
      printer.behave({ ...calm, ...MEMORY[next] });
      return Promise.resolve();
    },
    begun: () => begun.opened,
    paper: printer.paper,
    close: () => Promise.resolve(),
  });
}

printerConformance('the printer in memory', openMemory);
printerConformance('TCP', openTcp);

describe('TCP alone', () => {
  const doubles: TcpDouble[] = [];
  const start = async (manners: DoubleManners): Promise<TcpDouble> => {
    const double = await startTcpDouble(manners);
    doubles.push(double);
    return double;
  };
  afterEach(async () => {
    for (const double of doubles.splice(0)) await double.close();
  });
  const signal = new AbortController().signal;
  const job = new TextEncoder().encode('receipt');

  it('status that the printer pushes is not taken for its answer', async () => {
    const double = await start({ status: READY, gsR: null, push: ASB });
    expect(await tcp(double.port).print(job, signal)).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'maybe' });
    double.become({ status: READY, gsR: 0, push: ASB });
    expect(await tcp(double.port).print(job, signal)).toEqual({ kind: 'printed', isPaperLow: false });
  });

  it('a large job to a one-way printer that pushes status arrives whole', async () => {
    const double = await start({ status: null, gsR: null, push: ASB });
    const large = new Uint8Array(200_000).fill(0x41);
    expect(await tcp(double.port, 'never').print(large, signal)).toEqual({ kind: 'sent' });
    await expect.poll(() => double.paper().length, { timeout: 10_000 }).toBe(large.length);
  });

  it('a printer that lies about being done with the paper out is not believed', async () => {
    const double = await start({ status: READY, gsR: 0, statusAfter: { ...READY, 4: 0x7e } });
    expect(await tcp(double.port).print(job, signal)).toEqual({ kind: 'waiting', reason: 'paper-out', sent: 'maybe' });
    double.become({ status: READY, gsR: 0x0c });
    expect(await tcp(double.port).print(job, signal)).toEqual({ kind: 'waiting', reason: 'paper-out', sent: 'maybe' });
  });

  it.each(['end', 'reset'] as const)('a printer that hangs up on connecting (%s) was sent nothing', async (onConnect) => {
    const double = await start({ status: null, gsR: null, onConnect });
    expect(await tcp(double.port).print(job, signal)).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'no' });
    expect(double.paper()).toHaveLength(0);
  });

  it.each(['end', 'reset'] as const)('a printer that hangs up in the middle (%s) is a doubt and no hang', async (onJob) => {
    const double = await start({ status: READY, gsR: null, onJob });
    expect(await tcp(double.port).print(job, signal)).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'maybe' });
  });

  it('a one-way printer that resets in the middle is a doubt', async () => {
    const double = await start({ status: null, gsR: null, onJob: 'reset' });
    expect(await tcp(double.port, 'never').print(new Uint8Array(5_000_000), signal)).toMatchObject({
      kind: 'waiting',
      sent: 'maybe',
    });
  });

  it('a one-way printer that never reads does not count as sent when the job does not fit the wire', async () => {
    const double = await start({ status: null, gsR: null, onConnect: 'pause' });
    expect(await tcp(double.port, 'never').print(new Uint8Array(20_000_000), signal)).toEqual({
      kind: 'waiting',
      reason: 'timeout',
      sent: 'maybe',
    });
  });

  it('a printer that answered once and is silent now is sent nothing', async () => {
    const double = await start({ status: READY, gsR: 0 });
    const printer = tcp(double.port);
    expect((await printer.print(job, signal)).kind).toBe('printed');
    double.become({ status: null, gsR: null });
    expect(await printer.print(job, signal)).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'no' });
    expect(double.paper()).toEqual(job);
  });

  it('a printer that must answer is sent nothing until it does', async () => {
    const double = await start({ status: null, gsR: null });
    expect(await tcp(double.port, 'always').print(job, signal)).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'no' });
  });

  it('a printer that reports faults but confirms nothing is only ever sent', async () => {
    const double = await start({ status: READY, gsR: null });
    expect(await tcp(double.port, 'status-only').print(job, signal)).toEqual({ kind: 'sent' });
    double.become({ status: { ...READY, 1: OFFLINE, 2: 0x16 }, gsR: null });
    expect(await tcp(double.port, 'status-only').print(job, signal)).toEqual({
      kind: 'waiting',
      reason: 'cover-open',
      sent: 'no',
    });
  });

  it('a printer that confirms nothing, but says after the job that its paper is out, is a doubt and not sent', async () => {
    const double = await start({ status: READY, gsR: null, statusAfter: { 1: OFFLINE, 2: 0x32, 4: 0x7e } });
    expect(await tcp(double.port, 'status-only').print(job, signal)).toEqual({
      kind: 'waiting',
      reason: 'paper-out',
      sent: 'maybe',
    });
  });

  it('a printer that keeps the wire open after the job still ends the job', async () => {
    const double = await start({ status: READY, gsR: 0, keepsOpen: true });
    expect((await tcp(double.port).print(job, signal)).kind).toBe('printed');
  });

  it('uses one connection a job and never a second for the same job', async () => {
    const double = await start({ status: READY, gsR: null, onJob: 'reset' });
    await tcp(double.port).print(job, signal);
    expect(double.connections()).toBe(1);
  });

  it('a host that does not exist is no answer', async () => {
    const printer = createTcpPrinter({
      host: 'printer.invalid',
      port: 9100,
      answers: 'auto',
      dialect: 'epson',
      hasTickets: false,
      clock: systemClock,
      limits: LIMITS,
    });
    expect(await printer.print(job, signal)).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'no' });
  });
});
