import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CHANNELS } from '../../../core/contract/channels.ts';
import { SNAPSHOT_EVENT, wireName } from '../../../core/contract/channel-names.ts';
import type { PreloadBridge } from '../../../preload/index.ts';
import type { PaydeskBridge } from '../../../renderer/api/client.ts';

type Listener = (event: unknown, snapshot: unknown) => void;
const invoked: [string, unknown][] = [];
const listeners = new Map<string, Set<Listener>>();
const exposed = new Map<string, PreloadBridge>();

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, bridge: PreloadBridge) => exposed.set(name, bridge) },
  ipcRenderer: {
    invoke: (name: string, request: unknown) => {
      invoked.push([name, request]);
      return Promise.resolve({ ok: true, value: {} });
    },
    on: (name: string, listener: Listener) => listeners.set(name, (listeners.get(name) ?? new Set()).add(listener)),
    off: (name: string, listener: Listener) => listeners.get(name)?.delete(listener),
  },
}));

let bridge: PreloadBridge;

beforeAll(async () => {
  await import('../../../preload/index.ts');
  const found = exposed.get('paydesk');
  if (found === undefined) throw new Error('nothing was exposed');
  bridge = found;
  // The page's own idea of the bridge is the preload's, or this file does not compile.
  const asThePageSeesIt: PaydeskBridge = found;
  expect(asThePageSeesIt).toBe(found);
});

describe('the preload', () => {
  it('exposes one object with two functions and nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual(['paydesk']);
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'onSnapshot']);
  });

  it('forwards every channel of the contract under its wire name', async () => {
    invoked.length = 0;
    const channels = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[];
    for (const channel of channels) await bridge.invoke(channel, {});
    expect(invoked.map(([name]) => name)).toEqual(channels.map(wireName));
  });

  it.each(['setup.export-key', 'constructor', '__proto__', 'toString', ''])(
    'SECURITY: the name %o never leaves the page',
    async (name) => {
      invoked.length = 0;
      await expect(bridge.invoke(name as 'app.snapshot', {})).resolves.toEqual({
        ok: false,
        code: 'bad-request',
        traceId: 'preload',
      });
      expect(invoked).toEqual([]);
    },
  );

  it('hands on snapshots without the event, until the listener goes', () => {
    const heard: unknown[] = [];
    const stop = bridge.onSnapshot((snapshot) => {
      heard.push(snapshot);
    });
    for (const listener of listeners.get(SNAPSHOT_EVENT) ?? []) listener({ sender: 'secret' }, { revision: 1 });
    stop();
    for (const listener of listeners.get(SNAPSHOT_EVENT) ?? []) listener({}, { revision: 2 });
    expect(heard).toEqual([{ revision: 1 }]);
  });
});
