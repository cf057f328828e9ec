import { describe, expect, it } from 'vitest';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createQueuePrinter } from '../../main/printer/transports/queue.ts';
import { WINDOWS_ERROR } from '../../main/printer/transports/spooler-port.ts';
import { windowsQueue } from '../../main/printer/transports/windows-queue.ts';
import { createFakeSpooler, FAKE_QUEUE, type FakeSpooler } from '../builders/fake-spooler.ts';
import { checkSpooler } from '../drive/spooler-checks.ts';
import { printerConformance, type PrinterScene } from './printer-transport.ts';

const LIMITS = { followMs: 400, pollMs: 5, cancelMs: 200 };
const never = (): AbortSignal => new AbortController().signal;
const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);
const wire = (fake: FakeSpooler, queue = FAKE_QUEUE) =>
  createQueuePrinter({ queue: windowsQueue(fake.spooler, queue), clock: systemClock, limits: LIMITS });

const CALM = { status: 0, jobs: 'print', refuses: null } as const;

function behave(fake: FakeSpooler, scene: PrinterScene): void {
  const statuses: Partial<Record<PrinterScene, number>> = {
    offline: 0x80,
    'cover-open': 0x400000,
    'paper-out': 0x10,
    'printer-error': 0x2,
  };
  const isStuck = scene === 'slow' || scene.startsWith('breaks-');
  fake.behave({ ...CALM, status: statuses[scene] ?? 0, jobs: isStuck ? 'stick' : 'print' });
}

printerConformance(
  'the Windows spooler',
  (scene) => {
    const fake = createFakeSpooler();
    behave(fake, scene);
    return Promise.resolve({
      transport: wire(fake),
      become: (next) => {
        behave(fake, next);
        return Promise.resolve();
      },
      begun: () => expect.poll(fake.queued).toBe(1),
      paper: fake.paper,
      close: () => Promise.resolve(),
    });
  },
  {
    good: 'sent',
    troubles: ['offline', 'cover-open', 'paper-out', 'printer-error'],
    breaks: [['breaks-stall', 'timeout']],
  },
);

describe('the fake spooler', () => {
  it('keeps every promise that a real one is held to by `npm run evidence -- printer-windows`', async () => {
    const checks = await checkSpooler(createFakeSpooler().spooler, FAKE_QUEUE);
    expect(checks.filter(({ isKept }) => !isKept)).toEqual([]);
    expect(checks.length).toBeGreaterThan(5);
  });
});

describe('a Windows queue', () => {
  it('takes back what it does not print; untouched, it may be tried again, and it never comes out later', async () => {
    const fake = createFakeSpooler();
    fake.behave({ jobs: 'hold' });
    expect(await wire(fake).print(text('x'), never(), undefined, 'a')).toEqual({
      kind: 'waiting',
      reason: 'timeout',
      sent: 'no',
    });
    expect([fake.queued(), fake.paper().length]).toEqual([0, 0]);
  });

  it('a job that was begun and then taken back is a doubt', async () => {
    const fake = createFakeSpooler();
    fake.behave({ jobs: 'stick' });
    expect(await wire(fake).print(text('begun'), never())).toEqual({ kind: 'waiting', reason: 'timeout', sent: 'maybe' });
    expect(fake.queued()).toBe(0);
  });

  it.each([
    [WINDOWS_ERROR.accessDenied, 'access-denied', 'no'],
    [WINDOWS_ERROR.invalidDatatype, 'wrong-queue', 'no'],
    [WINDOWS_ERROR.serverUnavailable, 'no-spooler', 'no'],
    [WINDOWS_ERROR.unknownOutcome, 'no-answer', 'maybe'],
    [1784, 'printer-error', 'no'],
  ] as const)('error %i is %s', async (error, reason, sent) => {
    const fake = createFakeSpooler();
    fake.behave({ refuses: error });
    expect(await wire(fake).print(text('x'), never())).toEqual({ kind: 'waiting', reason, sent });
  });

  it('a printer that is not there is named', async () => {
    expect(await wire(createFakeSpooler(), 'Kitchen').print(text('x'), never())).toEqual({
      kind: 'waiting',
      reason: 'not-found',
      sent: 'no',
    });
  });

  it('a job that an earlier run left untouched in the queue is taken back, so that it may be an original again', async () => {
    const fake = createFakeSpooler();
    fake.behave({ jobs: 'hold' });
    await fake.spooler.spool(FAKE_QUEUE, 'Paydesk sale-1', text('late'));
    expect(await wire(fake).recall('sale-1', never())).toBe('nothing');
    expect([fake.queued(), await wire(fake).recall('sale-1', never())]).toEqual([0, 'unknown']);
  });
});
