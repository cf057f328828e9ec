import type { BrowserWindow } from 'electron';
import { routeCode } from '../../core/paycode/routing.ts';
import type { Counter } from '../counter/counter.ts';
import type { GivePhone } from '../ipc/handlers/people-handlers.ts';
import type { ReceiptDrawing } from '../ipc/handlers/receipt-handlers.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { saveWhereAsked } from '../window/save-file.ts';
import { openSystemWindows, type SystemWindows } from '../window/system-windows.ts';
import type { Connection } from './connection.ts';
import { followSystem } from './follow-system.ts';
import type { PaperWorks } from './paper-works.ts';
import type { World } from './world.ts';

/** What a counter needs of the system around it. */
export type SystemParts = {
  readonly window: BrowserWindow;
  readonly connection: Connection;
  readonly counter: Counter;
  readonly scope: Scope;
};

/** Follows the system, and gives its windows; a counter that trades opens none of them, because they would swallow the next scan. */
export function joinSystem({ window, connection, counter, scope }: SystemParts): SystemWindows {
  scope.own('system', followSystem(window, connection, counter));
  return openSystemWindows({
    window,
    aside: counter.house.aside.during,
    isPaymentCode: (digits) => routeCode(digits, counter.settings().routing).kind !== 'refuse',
  });
}

/** A receipt as a file in `folder`, which opens with the file marked, ready for a mail, unless the counter trades. */
export const savedPdf =
  (papers: PaperWorks, { reveal }: SystemWindows, folder: () => string): ReceiptDrawing['pdf'] =>
  async (document, name) => {
    const file = await papers.pdf(document, name, folder());
    await reveal(file).catch(() => undefined);
    return file;
  };

/** A phone's key goes from its maker straight into the file that somebody chose. */
export const phoneGiver =
  (world: World, windows: SystemWindows): GivePhone =>
  (name) =>
    world.people.phones.make(async (keyHex) => {
      const { phonePage } = await import('../people/phone-page.ts');
      const title = `${world.settings().counter.name} · ${name}`;
      return saveWhereAsked(windows, 'paydesk-approve.html', phonePage(keyHex, title));
    });
