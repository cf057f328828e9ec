import { describe, expect, it } from 'vitest';
import type { JobView } from '../../../main/printer/outbox-state.ts';
import type { PrinterCheck } from '../../../main/printer/transports/port.ts';
import { watchPrinter } from '../../../main/printer/watch.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const READY: PrinterCheck = { kind: 'ready', isPaperLow: true };
const job = (state: JobView['state']): JobView => ({ jobId: 'one', documentKind: 'sale', attempt: 1, state });

async function watched() {
  const clock = virtualClock();
  const told: PrinterCheck[] = [];
  const world = { jobs: [] as readonly JobView[], isOn: true };
  const watch = watchPrinter({
    outbox: { check: () => Promise.resolve(READY), snapshot: () => world.jobs },
    clock,
    isOn: () => world.isOn,
    told: (check) => told.push(check),
  });
  await clock.settle();
  return { clock, told, world, watch };
}

describe('the watch over the printer', () => {
  it('asks at once and then every minute', async () => {
    const { clock, told } = await watched();
    expect(told).toEqual([READY]);
    await clock.advance(59_999);
    expect(told).toHaveLength(1);
    await clock.advance(1);
    expect(told).toHaveLength(2);
  });

  it.each([{ kind: 'queued' }, { kind: 'printing' }, { kind: 'waiting', reason: 'offline', retryAtMs: 0 }] as const)(
    'leaves the printer alone while a paper is $kind',
    async (state) => {
      const { clock, told, world } = await watched();
      world.jobs = [job(state)];
      await clock.advance(180_000);
      expect(told).toHaveLength(1);
      world.jobs = [job({ kind: 'sent' })];
      await clock.advance(60_000);
      expect(told).toHaveLength(2);
    },
  );

  it('asks nobody while there is no printer, and at once when told that there is one', async () => {
    const { clock, told, world, watch } = await watched();
    world.isOn = false;
    await clock.advance(120_000);
    expect(told).toHaveLength(1);
    world.isOn = true;
    watch.now();
    await clock.settle();
    expect(told).toHaveLength(2);
  });

  it('asks no more once it is closed', async () => {
    const { clock, told, watch } = await watched();
    watch.close();
    await clock.advance(300_000);
    expect([told.length, clock.pending()]).toEqual([1, 0]);
  });
});
