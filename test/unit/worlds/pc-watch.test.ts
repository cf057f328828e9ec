import { describe, expect, it } from 'vitest';
import { createPcWatch } from '../../../main/worlds/pc-watch.ts';

const MB = 1_048_576;

function watched() {
  const pc = { isOnline: true, free: (5_250 * MB) as number | null, told: 0, isStopped: false };
  const watch = createPcWatch({
    isOnline: () => pc.isOnline,
    freeBytes: () => (pc.free === null ? Promise.reject(new Error('EACCES')) : Promise.resolve(pc.free)),
    changed: () => {
      pc.told += 1;
    },
    every: () => () => {
      pc.isStopped = true;
    },
  });
  return { pc, watch };
}

describe('the watch on the PC', () => {
  it('tells a change of network or disk once, and says nothing while nothing changes', async () => {
    const { pc, watch } = watched();
    await watch.look();
    expect(watch.view()).toEqual({ isOnline: true, diskFreeMb: 5_200 });
    pc.free = 5_240 * MB;
    await watch.look();
    expect(pc.told).toBe(1);
    pc.isOnline = false;
    await watch.look();
    expect(watch.view().isOnline).toBe(false);
    expect(pc.told).toBe(2);
  });

  it('does not guess the space of a disk that does not answer, and stops when it is told to', async () => {
    const { pc, watch } = watched();
    pc.free = null;
    await watch.look();
    expect(watch.view()).toEqual({ isOnline: true, diskFreeMb: null });
    watch.close();
    expect(pc.isStopped).toBe(true);
  });
});
