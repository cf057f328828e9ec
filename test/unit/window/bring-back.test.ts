import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AGAIN_MS, bringBack } from '../../../main/window/bring-back.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function page() {
  const said: string[] = [];
  const events = new EventEmitter();
  let isDestroyed = false;
  const contents = Object.assign(events, {
    isDestroyed: () => isDestroyed,
    reload: () => {
      said.push('reload');
    },
  });
  bringBack(contents as unknown as Parameters<typeof bringBack>[0], (line) => said.push(line));
  return {
    said,
    end: (reason: string) => contents.emit('render-process-gone', {}, { reason }),
    destroy: () => {
      isDestroyed = true;
    },
  };
}

it('a page that crashed is said and comes back, each time, after a pause', () => {
  const { said, end } = page();
  end('crashed');
  expect(said).toEqual(['paydesk: a page ended (crashed) and is loaded again']);
  vi.advanceTimersByTime(AGAIN_MS);
  end('oom');
  vi.advanceTimersByTime(AGAIN_MS);
  expect(said.filter((line) => line === 'reload')).toHaveLength(2);
});

it('a page that was closed, and a window that is gone, stay away', () => {
  const { said, end, destroy } = page();
  end('clean-exit');
  vi.advanceTimersByTime(AGAIN_MS);
  expect(said).toEqual([]);
  end('killed');
  destroy();
  vi.advanceTimersByTime(AGAIN_MS);
  expect(said).not.toContain('reload');
});
