import path from 'node:path';
import { app, type BrowserWindow, type WebContents } from 'electron';
import type { DisplayView } from '../../core/contract/display.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import type { Handlers } from '../ipc/answer.ts';
import { brandHandlers } from '../ipc/handlers/brand-handlers.ts';
import { customerHandlers } from '../ipc/handlers/customer-handlers.ts';
import { keyHandlers } from '../ipc/handlers/key-handlers.ts';
import { displayHandlers } from '../ipc/handlers/display-handlers.ts';
import { fileHandlers } from '../ipc/handlers/file-handlers.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { openBrandKit, openDisplay, openKeyMap } from '../settings/electron-settings.ts';
import { chooseFile } from '../window/chosen-file.ts';
import type { SystemWindows } from '../window/system-windows.ts';
import { createBrandDesk } from './brand-desk.ts';
import { createCustomerDesk, type CustomerDesk } from './customer-desk.ts';
import { saveKeyStrip } from './key-strip.ts';
import type { World } from './world.ts';

/** What it stands on: the data folder, and the cashier's window. */
export type PcDeskParts = { readonly dataDir: string; readonly cashier: BrowserWindow; readonly scope: Scope };

type OfThisPc = Extract<
  keyof Handlers,
  'display.save' | 'files.choose' | `customer.${string}` | `brand.${string}` | `keys.${string}`
>;

/** What its calls are wired to. `changed` is told when a picture of the counter is due. */
type Wires = {
  readonly changed: () => void;
  readonly windows: SystemWindows;
  readonly world: Pick<World, 'settings' | 'printer'>;
};

/**
 * What belongs to this PC and not to the shop: how its screens look and speak, its files, its customer's display, the owner's official
 * files. The same in practice and live.
 */
export type PcDesk = {
  /** What a counter shows and prints of it: language and look, and the owner's Alipay+ mark as PNG in base64. */
  readonly shown: { readonly display: () => DisplayView; readonly brandPng: () => Promise<string | null> };
  /** The keys that this PC had kept cannot be read, so the standard ones are in force. */
  readonly hasLostKeys: () => boolean;
  /** The customer's page, whose keys may be a scanner's; null while it is not shown. */
  readonly customer: () => WebContents | null;
  readonly show: (snapshot: Snapshot) => void;
  readonly handlers: (wires: Wires) => Pick<Handlers, OfThisPc>;
  /** Nothing takes a screen before this. `opened` is told of each page that comes. */
  readonly begin: (opened: (page: WebContents) => void, changed: () => void) => void;
};

/** Opens what this PC remembers. */
export function createPcDesk(parts: PcDeskParts): PcDesk {
  const display = openDisplay(parts.dataDir, app.getPreferredSystemLanguages());
  const keys = openKeyMap(parts.dataDir);
  const hasLostKeys = (): boolean => keys.lost().length > 0;
  const brandFolder = path.join(parts.dataDir, 'brand');
  const brand = createBrandDesk({
    folder: brandFolder,
    list: openBrandKit(parts.dataDir),
    hasCustomerDisplay: () => customer.isOn(),
    changed: () => {
      customer.refresh();
    },
  });
  const customer: CustomerDesk = createCustomerDesk({ ...parts, brandFolder, brand: brand.kit });
  return {
    shown: { display: display.read, brandPng: brand.markPng },
    hasLostKeys,
    customer: customer.contents,
    show: customer.show,
    handlers: ({ changed, windows, world }) => ({
      ...displayHandlers(display, changed),
      ...customerHandlers(customer.port(windows)),
      ...fileHandlers((kind) => chooseFile(windows, kind)),
      ...brandHandlers(brand.port(world)),
      ...keyHandlers({
        view: () => ({ map: keys.read().map, isFallback: hasLostKeys() }),
        write: (map) => keys.write({ map }),
        strip: (strip) => saveKeyStrip(strip, windows),
      }),
    }),
    begin: (opened, changed) => {
      customer.begin({ opened, changed });
    },
  };
}
