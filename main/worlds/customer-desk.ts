import path from 'node:path';
import { app, screen, type BrowserWindow, type WebContents } from 'electron';
import { customerLanguage, customerScene, NOBODY } from '../../core/checkout/customer-scene.ts';
import type { BrandKitView } from '../../core/contract/brand.ts';
import type { CustomerChoice, CustomerView } from '../../core/contract/customer.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import type { CustomerPort } from '../ipc/handlers/customer-handlers.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { openCustomerChoice } from '../settings/electron-settings.ts';
import type { PcStore } from '../settings/pc-store.ts';
import { listServedFiles } from '../window/app-protocol.ts';
import { brandFiles } from '../window/brand-file.ts';
import { createCustomerWindow, type CustomerWindow } from '../window/customer-window.ts';
import { openIdlePicture, PICTURE_FILES, type IdlePicture } from '../window/idle-picture.ts';
import { identityOf, placeCustomer, type Placement, type ScreenFacts } from '../window/place-customer.ts';
import type { SystemWindows } from '../window/system-windows.ts';
import { builtFile } from './built-file.ts';

/** What the customer's display is joined to. */
export type CustomerDeskParts = {
  readonly dataDir: string;
  readonly cashier: BrowserWindow;
  readonly scope: Scope;
  /** Where the brand kit's files lie, and which there are. */
  readonly brandFolder: string;
  readonly brand: () => BrandKitView;
};

/** What it tells from its beginning on. */
type CustomerHears = {
  /** A page has come whose keys may be a scanner's. */
  readonly opened: (page: WebContents) => void;
  /** The place or the choice is another one now. */
  readonly changed: () => void;
};

/** The customer's display: it follows every snapshot, every plug, and the cashier's window. */
export type CustomerDesk = {
  readonly port: (windows: Pick<SystemWindows, 'open'>) => CustomerPort;
  readonly contents: () => WebContents | null;
  readonly isOn: () => boolean;
  /** Shows what it shows once more, because something of it has changed. */
  readonly refresh: () => void;
  readonly show: (snapshot: Snapshot) => void;
  readonly begin: (hears: CustomerHears) => void;
};

/** Joins the choice, the screens and the window. Nothing is shown before `begin`. */
export function createCustomerDesk(parts: CustomerDeskParts): CustomerDesk {
  const { dataDir, cashier, scope } = parts;
  let hears: CustomerHears | null = null;
  let newest: Snapshot | null = null;
  const picture = openIdlePicture(dataDir);
  const window = windowFor(parts, picture, (page) => hears?.opened(page));
  const placer = createPlacer(cashier, openCustomerChoice(dataDir));
  const pictureOf = createFollower(picture.version, parts.brand);
  const show = (snapshot: Snapshot): void => {
    newest = snapshot;
    window.show(pictureOf(snapshot, placer.choice()));
  };
  const apply = (): void => {
    const placement = placer.placement();
    if (placement.place === 'shown') window.showOn(placement.screen.bounds);
    else window.hide();
    if (newest !== null) show(newest);
    hears?.changed();
  };
  return {
    contents: window.contents,
    isOn: () => placer.choice().isOn,
    refresh: () => {
      if (newest !== null) show(newest);
    },
    show,
    port: (windows) => ({
      view: () => ({ ...placer.view(), hasPicture: picture.version() !== null }),
      save: (choice) => {
        const isKept = placer.choose(choice);
        apply();
        return isKept;
      },
      choosePicture: async () => {
        const [file] = await windows.open({ properties: ['openFile'], filters: [PICTURE_FILES] });
        const outcome = file === undefined ? 'none' : await picture.take(file);
        apply();
        return outcome;
      },
      dropPicture: async () => {
        await picture.drop();
        apply();
      },
    }),
    begin: (told) => {
      hears = told;
      const follow = (): void => {
        if (!cashier.isDestroyed() && placer.decide()) apply();
      };
      scope.own('customer display', watchScreens(cashier, follow, window.hide));
      follow();
    },
  };
}

const windowFor = (
  { cashier, brandFolder }: CustomerDeskParts,
  picture: IdlePicture,
  opened: (page: WebContents) => void,
): CustomerWindow =>
  createCustomerWindow({
    files: () => listServedFiles(builtFile('../renderer')),
    more: (pathname) => (pathname === '/idle-picture' ? picture.served() : brandFiles(brandFolder)(pathname)),
    preload: path.join(builtFile('../preload'), 'customer.cjs'),
    devTools: !app.isPackaged,
    opened,
    giveFocusBack: () => {
      if (!cashier.isDestroyed()) cashier.focus();
    },
  });

/** Where the window belongs now, and what was chosen. */
function createPlacer(cashier: BrowserWindow, store: PcStore<CustomerChoice>) {
  let placement: Placement = { place: 'off' };
  /** True when it belongs elsewhere now: a window that is dragged asks many times a second, and is nearly always where it was. */
  const decide = (): boolean => {
    const before = JSON.stringify(placement);
    const choice = store.read();
    placement = placeCustomer(choice, screensNow(), cashierScreen(cashier));
    const isElsewhere = JSON.stringify(placement) !== before;
    // Known again in another socket or size: remembered as it is now.
    if (isElsewhere && placement.place === 'shown' && choice.screen !== null)
      store.write({ ...choice, screen: identityOf(placement.screen) });
    return isElsewhere;
  };
  return {
    placement: () => placement,
    choice: store.read,
    decide,
    choose: (choice: CustomerChoice): boolean => {
      const isKept = store.write(choice);
      decide();
      return isKept;
    },
    view: (): Omit<CustomerView, 'hasPicture'> => {
      const cashierId = cashierScreen(cashier);
      const screens = screensNow().map((one) => ({ identity: identityOf(one), isCashier: one.id === cashierId }));
      return { choice: store.read(), place: placement.place, screens };
    },
  };
}

/** Turns snapshots into what the customer sees, and remembers whose turn it is. */
function createFollower(pictureVersion: () => string | null, brand: () => BrandKitView) {
  let memory = NOBODY;
  return (snapshot: Snapshot, choice: CustomerChoice) => {
    const followed = customerScene(memory, snapshot);
    memory = followed.memory;
    return {
      scene: followed.scene,
      shopName: snapshot.shop.name,
      isPractice: snapshot.mode === 'practice',
      language: customerLanguage(choice, snapshot.display.language, followed.scene),
      theme: snapshot.display.theme,
      idlePicture: pictureVersion(),
      brand: brand(),
    };
  };
}

const screensNow = (): readonly ScreenFacts[] =>
  screen.getAllDisplays().map(({ id, label, bounds }) => ({ id, label: label.slice(0, 200), bounds }));

const cashierScreen = (cashier: BrowserWindow): number => screen.getDisplayMatching(cashier.getBounds()).id;

/** Every plug and unplug, every change of size, and every move of the cashier's window decide anew. Answers what ends the watch. */
function watchScreens(cashier: BrowserWindow, follow: () => void, hide: () => void): () => void {
  const events = ['display-added', 'display-removed', 'display-metrics-changed'] as const;
  for (const event of events) screen.on(event as 'display-added', follow);
  cashier.on('move', follow);
  // With it goes the last window that a person could close.
  cashier.once('closed', hide);
  return () => {
    for (const event of events) screen.off(event as 'display-added', follow);
    hide();
  };
}
