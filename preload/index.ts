import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Req, Res } from '../core/contract/channels.ts';
import type { Channel, SNAPSHOT_EVENT } from '../core/contract/channel-names.ts';
import type { Outcome } from '../core/contract/refusals.ts';
import type { Snapshot } from '../core/contract/views.ts';

/** Every call there is; a new channel without its row, and a row without its channel, does not compile. */
const KNOWN = {
  'app.snapshot': true,
  'app.keys': true,
  'app.open-wallet': true,
  'files.choose': true,
  'display.save': true,
  'brand.view': true,
  'brand.keep': true,
  'brand.drop': true,
  'keys.view': true,
  'keys.save': true,
  'keys.strip': true,
  'customer.view': true,
  'customer.save': true,
  'customer.picture': true,
  'customer.drop-picture': true,
  'health.page': true,
  'health.incident': true,
  'updates.view': true,
  'updates.look': true,
  'updates.from-folder': true,
  'updates.install': true,
  'updates.go-back': true,
  'updates.try-again': true,
  'updates.save': true,
  'sale.key': true,
  'sale.note': true,
  'code.open': true,
  'code.close': true,
  'payment.cancel': true,
  'payment.keep-checking': true,
  'payment.next': true,
  'payment.show': true,
  'payment.detail': true,
  'refund.start': true,
  'refund.needs': true,
  'receipt.print': true,
  'receipt.preview': true,
  'receipt.pdf': true,
  'history.search': true,
  'setup.status': true,
  'setup.make-key': true,
  'setup.import-key': true,
  'setup.activate-key': true,
  'setup.save-gateway-key': true,
  'opening.view': true,
  'opening.save': true,
  'opening.make-key': true,
  'opening.save-key': true,
  'opening.apply': true,
  'opening.task': true,
  'opening.go': true,
  'printer.status': true,
  'printer.discover': true,
  'printer.choose': true,
  'printer.test': true,
  'printer.compared': true,
  'lessons.view': true,
  'lessons.begin': true,
  'lessons.leave': true,
  'lessons.new-roll': true,
  'scanner.view': true,
  'scanner.save': true,
  'scanner.learn': true,
  'scanner.keep-learnt': true,
  'scanner.sheet': true,
  'reports.view': true,
  'reports.run': true,
  'reports.fetch': true,
  'reports.import': true,
  'reports.drop': true,
  'reports.explain': true,
  'reports.pay': true,
  'reports.inquire': true,
  'reports.save': true,
  'reports.print': true,
  'reports.setup': true,
  'reports.save-setup': true,
  'reports.preview': true,
  'reports.practice': true,
  'disputes.list': true,
  'disputes.enter': true,
  'disputes.answer': true,
  'registration.view': true,
  'registration.begin': true,
  'registration.save': true,
  'registration.drop': true,
  'registration.attach': true,
  'registration.detach': true,
  'registration.submit': true,
  'registration.ask': true,
  'customs.of': true,
  'customs.declare': true,
  'customs.ask': true,
  'staff.key': true,
  'staff.back': true,
  'staff.by-phone': true,
  'staff.lock': true,
  'people.list': true,
  'people.add': true,
  'people.change': true,
  'people.remove': true,
  'people.rules': true,
  'people.renew': true,
  'people.drop': true,
  'people.phone': true,
  'books.page': true,
  'books.folder': true,
  'books.copy': true,
  'books.export': true,
  'books.look': true,
  'books.restore': true,
  'books.count': true,
  'books.erase': true,
  'shift.page': true,
  'shift.open': true,
  'shift.take-over': true,
  'shift.close': true,
  'shift.print': true,
} as const satisfies Readonly<Record<Channel, true>>;

// The values stand here, checked against the contract's types, because importing the contract would bundle all of zod.
const SNAPSHOT: typeof SNAPSHOT_EVENT = 'paydesk:snapshot';

/**
 * SECURITY: all that the page can reach of Paydesk, and nothing of Electron's. `invoke` resolves with what main answers; a name that is no channel is refused
 * here and never leaves the page. `onSnapshot` gives back the function that ends the subscription.
 */
const bridge = {
  invoke: <C extends Channel>(channel: C, request: Req<C>): Promise<Outcome<Res<C>>> => {
    if (!Object.hasOwn(KNOWN, channel)) return Promise.resolve({ ok: false, code: 'bad-request', traceId: 'preload' });
    return ipcRenderer.invoke(`paydesk:${channel}`, request) as Promise<Outcome<Res<C>>>;
  },
  onSnapshot: (listener: (snapshot: Snapshot) => void): (() => void) => {
    const relay = (_event: IpcRendererEvent, snapshot: Snapshot): void => {
      listener(snapshot);
    };
    ipcRenderer.on(SNAPSHOT, relay);
    return () => {
      ipcRenderer.off(SNAPSHOT, relay);
    };
  },
};

/** The shape of `window.paydesk`, for the test that holds it against the page's own idea of it. */
export type PreloadBridge = typeof bridge;

contextBridge.exposeInMainWorld('paydesk', bridge);
