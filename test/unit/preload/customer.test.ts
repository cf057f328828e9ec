import { describe, expect, it, vi } from 'vitest';
import { CUSTOMER_EVENT, type CustomerPicture } from '../../../core/contract/customer.ts';
import type { CustomerBridge } from '../../../preload/customer.ts';
import type { CustomerListening } from '../../../renderer/api/customer-client.ts';

type Listener = (event: unknown, picture: unknown) => void;
const heard = new Map<string, Listener>();
const exposed = new Map<string, CustomerBridge>();
const refuse = () => {
  throw new Error('the customer’s page must never send');
};

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, bridge: CustomerBridge) => exposed.set(name, bridge) },
  ipcRenderer: {
    on: (name: string, listener: Listener) => heard.set(name, listener),
    invoke: refuse,
    send: refuse,
    sendSync: refuse,
    postMessage: refuse,
  },
}));

await import('../../../preload/customer.ts');

describe('SECURITY: the preload of the customer’s page', () => {
  it('exposes one subscription and nothing else', () => {
    expect([...exposed.keys()]).toEqual(['customer']);
    expect(Object.keys(exposed.get('customer') ?? {})).toEqual(['onPicture']);
  });

  it('hands on the picture without the event that Electron’s own parts hang on', () => {
    const bridge = exposed.get('customer');
    // The page's own idea of the bridge is the preload's, or this file does not compile.
    const asThePageSeesIt: CustomerListening | undefined = bridge;
    const given: unknown[][] = [];
    asThePageSeesIt?.onPicture((...inputs: readonly unknown[]) => given.push([...inputs]));
    const picture = { scene: { kind: 'idle' } } as unknown as CustomerPicture;
    heard.get(CUSTOMER_EVENT)?.({ sender: 'ipcRenderer' }, picture);
    expect([...heard.keys()]).toEqual([CUSTOMER_EVENT]);
    expect(given).toEqual([[picture]]);
  });
});
