import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { SNAPSHOT_EVENT } from '../../../core/contract/channel-names.ts';
import type { Snapshot } from '../../../core/contract/views.ts';
import { createPublisher } from '../../../main/ipc/publish.ts';
import { isTrustedSender, mainFrameUrl } from '../../../main/ipc/sender.ts';

const frame = (url: string, parent: unknown = null): Pick<IpcMainInvokeEvent, 'senderFrame'> =>
  ({ senderFrame: { url, parent } }) as unknown as Pick<IpcMainInvokeEvent, 'senderFrame'>;
describe('SECURITY: who may call', () => {
  it.each(['app://paydesk/', 'app://paydesk/index.html#/x'])('our main frame at %s', (url) => {
    expect(isTrustedSender(frame(url))).toBe(true);
  });

  it.each([
    'https://paydesk/',
    'http://127.0.0.1:4321/',
    'app://paydesk.evil/',
    'app://evil/',
    'app://customer/',
    'app://customer/customer.html#app://paydesk/',
    'app://paydesk@customer/',
    'app://paydesk:81/',
    'file:///paydesk',
    'about:blank',
    'data:text/html,x',
    '',
    'app:paydesk',
    'app://paydesk@evil/',
    'devtools://devtools/bundled/devtools_app.html',
  ])('not a frame at %j', (url) => {
    expect(isTrustedSender(frame(url))).toBe(false);
  });

  it('not a subframe, not a frame that is gone, and not one whose parts throw', () => {
    const gone = {
      senderFrame: {
        get parent() {
          throw new Error('Render frame was disposed');
        },
        url: 'app://paydesk/',
      },
    } as unknown as Pick<IpcMainInvokeEvent, 'senderFrame'>;
    for (const event of [frame('app://paydesk/', {}), { senderFrame: null }, gone])
      expect([isTrustedSender(event), mainFrameUrl(event)]).toEqual([false, null]);
  });
});

describe('the picture sent to the page', () => {
  const picture = (revision: number) => ({ revision }) as unknown as Snapshot;
  const turn = () =>
    new Promise<void>((resolve) => {
      setImmediate(resolve);
    });

  it('several changes in one turn are one message, with the newest picture', async () => {
    const sent: unknown[] = [];
    let revision = 0;
    const page = {
      send: (...args: unknown[]) => {
        sent.push(args);
      },
    } as unknown as WebContents;
    const publisher = createPublisher(
      () => page,
      () => picture(revision),
    );
    for (revision = 1; revision < 5; revision += 1) publisher.changed();
    await turn();
    publisher.changed();
    await turn();
    expect(sent).toEqual([
      [SNAPSHOT_EVENT, { revision: 5 }],
      [SNAPSHOT_EVENT, { revision: 5 }],
    ]);
  });

  it('without a page nothing is sent, and after closing nothing ever', async () => {
    let sent = 0;
    let page: WebContents | null = null;
    const publisher = createPublisher(
      () => page,
      () => picture(1),
    );
    publisher.changed();
    await turn();
    page = {
      send: () => {
        sent += 1;
      },
    } as unknown as WebContents;
    publisher.changed();
    publisher.close();
    publisher.changed();
    await turn();
    expect(sent).toBe(0);
    const idle = createPublisher(
      () => page,
      () => picture(1),
    );
    idle.close();
    idle.changed();
    await turn();
    expect(sent).toBe(0);
  });
});
