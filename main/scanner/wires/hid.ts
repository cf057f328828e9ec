import { access, constants, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Device } from 'node-hid';
import {
  BAR_CODE_SCANNER_PAGE,
  createHidPosReader,
  hidPosLayout,
  USUAL_HID_POS,
  type HidPosLayout,
} from '../../../core/scan/hid-pos.ts';
import { WireError, type DeviceSource, type FoundDevice, type WireDevice, type WireTime } from './port.ts';

/** The part of node-hid that is used. */
export type HidLibrary = {
  readonly devicesAsync: () => Promise<readonly Device[]>;
  readonly HIDAsync: { readonly open: (path: string) => Promise<HidHandle> };
};

/** An open HID device. */
export type HidHandle = {
  readonly on: ((event: 'data', listener: (report: Uint8Array) => void) => unknown) &
    ((event: 'error', listener: (cause: unknown) => void) => unknown);
  readonly close: () => Promise<void>;
};

/** The report descriptor of a device node, and whether this user may open it; parameters for tests. */
export type HidSystem = {
  /** Null where the system does not hand it out. */
  readonly descriptorOf: (devicePath: string) => Promise<Uint8Array | null>;
  readonly mayOpen: (devicePath: string) => Promise<boolean>;
};

/** Linux shows descriptors in sysfs, and its nodes have owners; elsewhere the open itself decides. */
export const HID_SYSTEM: HidSystem = {
  descriptorOf: async (devicePath) => {
    if (process.platform !== 'linux') return null;
    const file = path.join('/sys/class/hidraw', path.basename(devicePath), 'device/report_descriptor');
    return readFile(file).catch(() => null);
  },
  mayOpen: async (devicePath) => {
    if (process.platform !== 'linux') return true;
    return access(devicePath, constants.R_OK | constants.W_OK).then(
      () => true,
      () => false,
    );
  },
};

/** Scanners in HID POS mode, through the system's own HID interface; `load` may reject when its library does not load. */
export function hidSource(load: () => Promise<HidLibrary>, time: WireTime, system: HidSystem = HID_SYSTEM): DeviceSource {
  return {
    find: async () => {
      const library = await load().catch(() => {
        throw new WireError('library-missing');
      });
      const devices = await library.devicesAsync();
      const listed = devices.find((device) => device.usagePage === BAR_CODE_SCANNER_PAGE && device.path !== undefined);
      return listed === undefined ? null : foundDevice(library, listed, time, system);
    },
  };
}

function foundDevice(library: HidLibrary, listed: Device, time: WireTime, system: HidSystem): FoundDevice {
  const devicePath = listed.path ?? '';
  const device: WireDevice = {
    name: [listed.manufacturer, listed.product].filter((part) => part !== undefined && part !== '').join(' ') || 'HID',
    vendorId: listed.vendorId,
    productId: listed.productId,
    path: devicePath,
  };
  return {
    device,
    open: async (sink) => {
      const layout = await layoutOf(devicePath, device, system);
      if (!(await system.mayOpen(devicePath))) throw new WireError('access-denied', device);
      const handle = await library.HIDAsync.open(devicePath).catch(() => {
        // What is still refused to a user who may open it is held by somebody else.
        throw new WireError('busy', device);
      });
      const reader = createHidPosReader(layout);
      handle.on('error', sink.gone);
      handle.on('data', (report) => {
        const read = reader.report(report, time.nowMs());
        if (read !== null) sink.read(read);
      });
      return { close: () => handle.close().catch(() => undefined) };
    },
  };
}

async function layoutOf(devicePath: string, device: WireDevice, system: HidSystem): Promise<HidPosLayout> {
  const descriptor = await system.descriptorOf(devicePath);
  if (descriptor === null) return USUAL_HID_POS;
  const layout = hidPosLayout(descriptor);
  if (layout === null) throw new WireError('unreadable', device);
  return layout;
}
