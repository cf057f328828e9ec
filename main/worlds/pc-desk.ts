import { app, type BrowserWindow, type WebContents } from 'electron';
import type { DisplayView } from '../../core/contract/display.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import type { Handlers } from '../ipc/answer.ts';
import { customerHandlers } from '../ipc/handlers/customer-handlers.ts';
import { displayHandlers } from '../ipc/handlers/display-handlers.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { openDisplay } from '../settings/electron-settings.ts';
import { createCustomerDesk } from './customer-desk.ts';

/** What it stands on: the data folder, and the cashier's window. */
export type PcDeskParts = { readonly dataDir: string; readonly cashier: BrowserWindow; readonly scope: Scope };

type OfThisPc = Extract<keyof Handlers, 'display.save' | `customer.${string}`>;

/** What belongs to this PC and not to the shop: how its screens look and speak, and its customer's display. The same in practice and live. */
export type PcDesk = {
  readonly display: () => DisplayView;
  /** The customer's page, whose keys may be a scanner's; null while it is not shown. */
  readonly customer: () => WebContents | null;
  readonly show: (snapshot: Snapshot) => void;
  readonly handlers: (changed: () => void) => Pick<Handlers, OfThisPc>;
  /** Nothing takes a screen before this. `opened` is told of each page that comes. */
  readonly begin: (opened: (page: WebContents) => void, changed: () => void) => void;
};

/** Opens what this PC remembers. */
export function createPcDesk(parts: PcDeskParts): PcDesk {
  const display = openDisplay(parts.dataDir, app.getPreferredSystemLanguages());
  const customer = createCustomerDesk(parts);
  return {
    display: display.read,
    customer: customer.contents,
    show: customer.show,
    handlers: (changed) => ({ ...displayHandlers(display, changed), ...customerHandlers(customer.port) }),
    begin: (opened, changed) => {
      customer.begin({ opened, changed });
    },
  };
}
