import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createCupsClient, type CupsClient } from '../../main/printer/transports/cups-client.ts';
import { cupsQueue } from '../../main/printer/transports/cups-queue.ts';
import { createQueuePrinter } from '../../main/printer/transports/queue.ts';
import type { PrinterTransport } from '../../main/printer/transports/port.ts';
import { openPrivateCups, whyNoCups, type PrivateCups } from '../builders/private-cups.ts';
import { READY, startTcpDouble, type TcpDouble } from '../contract/printer-tcp-double.ts';

const missing = whyNoCups();
const never = (): AbortSignal => new AbortController().signal;
const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);
const EVERY_BYTE = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);

describe.skipIf(missing !== null)(`a real CUPS queue${missing === null ? '' : ` (${missing})`}`, () => {
  let cups: PrivateCups;
  let double: TcpDouble;
  let client: CupsClient;
  const printer = (queue: string, followMs = 20_000): PrinterTransport =>
    createQueuePrinter({ queue: cupsQueue(client, queue), clock: systemClock, limits: { followMs } });
  beforeAll(async () => {
    cups = await openPrivateCups();
    double = await startTcpDouble({ status: READY, gsR: 0 });
    client = createCupsClient({ socketPath: cups.socketPath }, 'cashier');
    cups.addQueue('pos', `socket://127.0.0.1:${String(double.port)}`);
    cups.addQueue('pages', 'ipp://127.0.0.1:1/ipp/print');
  }, 30_000);
  afterAll(async () => {
    await double.close();
    await cups.close();
  });

  it('takes every byte unchanged and says sent, never printed', async () => {
    const before = double.paper().length;
    expect(await printer('pos').print(EVERY_BYTE, never(), undefined, 'job-1')).toEqual({ kind: 'sent' });
    expect(Buffer.compare(double.paper().slice(before), EVERY_BYTE)).toBe(0);
  });

  it('lists the queues of the machine', async () => {
    const found = await client.queues();
    expect(found.ok ? found.value.map(({ name }) => name).toSorted() : found).toEqual(['pages', 'pos']);
  });

  it('remembers by its name a job that an earlier run began', async () => {
    await printer('pos').print(text('remembered'), never(), undefined, 'job-2');
    expect(await printer('pos').recall('job-2', never())).toBe('sent');
    expect(await printer('pos').recall('job-of-nobody', never())).toBe('unknown');
  });

  it('names what is wrong with a queue before a byte leaves, and prints once that is mended', async () => {
    const before = double.paper().length;
    const pos = printer('pos');
    expect(await printer('nowhere').print(text('x'), never())).toEqual({ kind: 'waiting', reason: 'not-found', sent: 'no' });
    expect(await printer('pages').print(text('x'), never())).toEqual({ kind: 'waiting', reason: 'wrong-queue', sent: 'no' });
    cups.run('cupsdisable', 'pos');
    expect(await pos.print(text('x'), never())).toEqual({ kind: 'waiting', reason: 'queue-paused', sent: 'no' });
    expect(double.paper()).toHaveLength(before);
    cups.run('cupsenable', 'pos');
    expect(await pos.print(text('x'), never())).toEqual({ kind: 'sent' });
    expect(double.paper()).toHaveLength(before + 1);
  });

  it('without a print service it says so', async () => {
    const gone = createCupsClient({ socketPath: '/nonexistent/cups.sock' }, 'cashier');
    const outcome = await createQueuePrinter({ queue: cupsQueue(gone, 'pos'), clock: systemClock }).print(text('x'), never());
    expect(outcome).toEqual({ kind: 'waiting', reason: 'no-spooler', sent: 'no' });
  });

  it('a job for a printer that is off is taken back and never prints later as a ghost', async () => {
    const off = await startTcpDouble({ status: READY, gsR: 0 });
    const { port } = off;
    await off.close();
    cups.addQueue('off', `socket://127.0.0.1:${String(port)}`);
    const outcome = await printer('off', 300).print(text('ghost'), never(), undefined, 'job-3');
    expect(outcome).toMatchObject({ kind: 'waiting', sent: 'maybe' });
    expect(cups.run('lpstat', '-W', 'not-completed', '-o', 'off').trim()).toBe('');
    const back = await startTcpDouble({ status: READY, gsR: 0 }, port);
    // A queue keeps its order: had the ghost still been in it, it would have come first.
    expect(await printer('off').print(text('next'), never())).toEqual({ kind: 'sent' });
    expect(Buffer.from(back.paper()).toString()).toBe('next');
    await back.close();
  });

  it('a job of an earlier run that still waits in the queue is taken back before anybody prints it again', async () => {
    cups.addQueue('held', `socket://127.0.0.1:${String(double.port)}`);
    cups.run('cupsdisable', 'held');
    const queued = await client.print('held', 'Paydesk job-4', text('late'));
    expect(queued.ok).toBe(true);
    expect(await printer('held').recall('job-4', never())).toBe('nothing');
    const before = double.paper().length;
    cups.run('cupsenable', 'held');
    expect(await printer('held').print(text('next'), never())).toEqual({ kind: 'sent' });
    expect(Buffer.from(double.paper().slice(before)).toString()).toBe('next');
  });

  it('aborting ends it soon, and what was queued is taken back', async () => {
    const stop = new AbortController();
    const outcome = printer('off').print(text('stopped'), stop.signal, undefined, 'job-5');
    await expect.poll(() => cups.run('lpstat', '-W', 'not-completed', '-o', 'off').trim(), { timeout: 5_000 }).not.toBe('');
    stop.abort();
    expect(await outcome).toMatchObject({ kind: 'waiting', sent: 'maybe' });
    expect(cups.run('lpstat', '-W', 'not-completed', '-o', 'off').trim()).toBe('');
  });
});
