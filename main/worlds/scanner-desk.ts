import type { ScannerSetup, ScannerView } from '../../core/contract/scanner.ts';
import type { KeyboardEar, Station, StationParts } from '../scanner/station.ts';
import { createStation } from '../scanner/station.ts';
import { hidSource, type HidLibrary } from '../scanner/wires/hid.ts';
import type { DeviceSource, ScannerWire, WireEvents, WireTime } from '../scanner/wires/port.ts';
import { serialSource, usbPorts, type SerialBinding, type SerialLibrary } from '../scanner/wires/serial.ts';
import { usbSource, type UsbLibrary } from '../scanner/wires/usb.ts';
import { createWire } from '../scanner/wires/wire.ts';
import type { Counter } from '../counter/counter.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { keepsSettings, type World } from './world.ts';
import { writeRefusal } from './write-refusal.ts';

/** What the desk joins; `keyboard` is asked for late, because the keyboard needs the desk's ear. */
export type ScannerDeskParts = {
  readonly world: World;
  readonly store: SettingsStore;
  readonly counter: Counter;
  readonly keyboard: () => StationParts['keyboard'];
  readonly time: WireTime;
  readonly wallMs: () => number;
  readonly changed: () => void;
};

/** The scanner station of this counter, on the settings of its world. */
export function createScannerDesk(parts: ScannerDeskParts): Station & { readonly ear: KeyboardEar } {
  const { world, store, counter, time } = parts;
  return createStation({
    ...(keepsSettings(world) ? keptSetup(world, store) : practiceSetup(world)),
    keyboard: {
      configure: (config) => {
        parts.keyboard().configure(config);
      },
      record: (onRun) => {
        parts.keyboard().record(onRun);
      },
    },
    openWire: (setup, events) => openWire(setup, events, time),
    listPorts: async () => {
      const binding = await loadSerial().catch(() => null);
      return binding === null ? [] : usbPorts(binding);
    },
    deliver: counter.house.scan,
    refused: counter.session.garbled,
    wallMs: parts.wallMs,
    time,
    platform: platformOf(process.platform),
    health: counter.health.scanner,
    changed: parts.changed,
  });
}

const platformOf = (platform: NodeJS.Platform): ScannerView['platform'] =>
  platform === 'win32' ? 'windows' : platform === 'darwin' ? 'mac' : 'linux';

/** Libraries with native parts are loaded when the owner first chooses their wire: most counters never do. */
const loadHid = async (): Promise<HidLibrary> => (await import('node-hid')).default;
const loadSerial = async (): Promise<SerialBinding> => {
  // Its own types lead to a package that has none for this way of importing.
  const { default: library } = (await import('@serialport/bindings-cpp')) as unknown as { readonly default: SerialLibrary };
  return library.autoDetect();
};
const loadUsb = async (): Promise<UsbLibrary> => (await import('usb')).default.usb;

function openWire(setup: ScannerSetup, events: WireEvents, time: WireTime): ScannerWire | null {
  const source = sourceOf(setup, time);
  return source === null ? null : createWire(source, events, time);
}

function sourceOf(setup: ScannerSetup, time: WireTime): DeviceSource | null {
  switch (setup.wire) {
    case 'wedge':
      return null;
    case 'hid':
      return hidSource(loadHid, time);
    case 'serial':
      return serialSource(loadSerial, setup, time);
    case 'usb':
      return usbSource(loadUsb, setup, time);
  }
}

type Setup = Pick<StationParts, 'setup' | 'keep'>;

/** Practice mode has no settings of its own, so its scanner is set up for this run. */
function practiceSetup(world: World): Setup {
  let setup: ScannerSetup = world.settings().scanner;
  return {
    setup: () => setup,
    keep: (next) => {
      setup = next;
      return null;
    },
  };
}

function keptSetup(world: World, store: SettingsStore): Setup {
  return {
    setup: () => world.settings().scanner,
    keep: (next) => {
      const settings = store.read();
      if (settings === null) return 'settings-unwritable';
      const written = store.write({ ...settings, scanner: next });
      return written.ok ? null : writeRefusal(written.code);
    },
  };
}
