import { describe, expect, it } from 'vitest';
import type { Device } from 'usb';
import { hidSource, type HidLibrary, type HidSystem } from '../../../main/scanner/wires/hid.ts';
import type { DeviceSource, WireFault } from '../../../main/scanner/wires/port.ts';
import { WireError } from '../../../main/scanner/wires/port.ts';
import { serialSource, usbPorts, type PortInfo, type SerialBinding } from '../../../main/scanner/wires/serial.ts';
import { usbSource } from '../../../main/scanner/wires/usb.ts';
import { bytesOf, DESCRIPTORS, KEYBOARD } from '../scan/hid-reports.ts';

const time = { nowMs: () => 0, after: () => () => undefined };
const sink = { read: () => undefined, gone: () => undefined };

/** The fault of looking for a scanner and opening it; null when it opened. */
async function faultOf(source: DeviceSource): Promise<WireFault | 'nothing-found' | null> {
  try {
    const found = await source.find();
    if (found === null) return 'nothing-found';
    await (await found.open(sink)).close();
    return null;
  } catch (cause) {
    if (cause instanceof WireError) return cause.fault;
    throw cause;
  }
}

const missing = (): Promise<never> => Promise.reject(new Error('no native part'));

describe('HID', () => {
  const scanner = { vendorId: 1, productId: 1, path: '/dev/hidraw1', release: 1, interface: 0, usagePage: 0x8c, usage: 2 };
  const library =
    (open: HidLibrary['HIDAsync']['open'], devices = [scanner]): (() => Promise<HidLibrary>) =>
    () =>
      Promise.resolve({ devicesAsync: () => Promise.resolve(devices), HIDAsync: { open } });
  const handle = { on: () => undefined, close: () => Promise.resolve() };
  const system = (descriptor: string | null, may = true): HidSystem => ({
    descriptorOf: () => Promise.resolve(descriptor === null ? null : bytesOf(descriptor)),
    mayOpen: () => Promise.resolve(may),
  });
  const opens = library(() => Promise.resolve(handle));

  it('that the system does not let this user open, that another has, and that cannot be read are told apart', async () => {
    expect(await faultOf(hidSource(opens, time, system(DESCRIPTORS.counted)))).toBeNull();
    expect(await faultOf(hidSource(opens, time, system(null)))).toBeNull();
    expect(await faultOf(hidSource(opens, time, system(DESCRIPTORS.counted, false)))).toBe('access-denied');
    expect(await faultOf(hidSource(opens, time, system(KEYBOARD)))).toBe('unreadable');
    const busy = library(() => Promise.reject(new Error('cannot open device')));
    expect(await faultOf(hidSource(busy, time, system(DESCRIPTORS.counted)))).toBe('busy');
    expect(await faultOf(hidSource(missing, time, system(null)))).toBe('library-missing');
    expect(
      await faultOf(
        hidSource(
          library(() => Promise.resolve(handle), []),
          time,
          system(null),
        ),
      ),
    ).toBe('nothing-found');
  });
});

describe('serial', () => {
  const usb = (path: string): PortInfo => ({ path, vendorId: '0c2e', productId: '0901', manufacturer: 'Acme' });
  const binding =
    (ports: readonly PortInfo[], message: string | null = null): (() => Promise<SerialBinding>) =>
    () =>
      Promise.resolve({
        list: () => Promise.resolve(ports),
        open: () =>
          message === null
            ? Promise.resolve({ read: () => new Promise<never>(() => undefined), close: () => Promise.resolve() })
            : Promise.reject(new Error(message)),
      });
  const source = (load: () => Promise<SerialBinding>, port: string | null = null): DeviceSource =>
    serialSource(load, { port, baudRate: 9_600, suffix: 'enter' }, time);

  it('takes the only USB port, and asks which one when there are several', async () => {
    const built = { path: '/dev/ttyS0' };
    expect(await faultOf(source(binding([built])))).toBe('nothing-found');
    expect(await faultOf(source(binding([built, usb('/dev/ttyACM0')])))).toBeNull();
    expect(await faultOf(source(binding([usb('/dev/ttyACM0'), usb('/dev/ttyACM1')])))).toBe('many-ports');
    expect(await faultOf(source(binding([usb('/dev/ttyACM0'), usb('/dev/ttyACM1')]), '/dev/ttyACM1'))).toBeNull();
  });

  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyACM0', 'no-such-port'],
    ['Opening COM3: File not found', 'no-such-port'],
    ['Error: Permission denied, cannot open /dev/ttyACM0', 'access-denied'],
    ['Opening COM3: Access denied', 'busy'],
    ['Error Resource temporarily unavailable Cannot lock port', 'busy'],
    ['Opening COM3: Unknown error code 31', 'failed'],
  ] as const)('%s: %s', async (message, fault) => {
    expect(await faultOf(source(binding([usb('/dev/ttyACM0')], message)))).toBe(fault);
  });

  it('that did not load, and a system that cannot list its ports', async () => {
    expect(await faultOf(source(missing))).toBe('library-missing');
    expect(await usbPorts({ list: missing, open: missing })).toEqual([]);
  });
});

describe('USB without a driver', () => {
  const hid = {
    bInterfaceNumber: 0,
    bInterfaceClass: 3,
    bInterfaceProtocol: 0,
    endpoints: [{ bEndpointAddress: 0x81 }],
    extra: Buffer.alloc(0),
  };
  type Moods = { readonly errno?: number; readonly isOwned?: boolean; readonly descriptor?: string };

  function device({ errno, isOwned = false, descriptor = DESCRIPTORS.counted }: Moods): Device {
    const throws = (): void => {
      if (errno !== undefined) throw Object.assign(new Error('LIBUSB'), { errno });
    };
    const endpoint = {
      direction: 'in',
      descriptor: { wMaxPacketSize: 64 },
      on: () => undefined,
      startPoll: () => [],
      pollActive: false,
    };
    const data = { interfaceNumber: 0, isKernelDriverActive: () => isOwned, claim: () => undefined, endpoints: [endpoint] };
    const made = {
      configDescriptor: { interfaces: [[hid]] },
      deviceDescriptor: { idVendor: 0xc2e, idProduct: 0x901 },
      interfaces: [data],
      open: throws,
      close: () => undefined,
      controlTransfer: (...request: readonly unknown[]) => {
        const answer = request[5] as (error: undefined, bytes: Buffer) => void;
        answer(undefined, Buffer.from(descriptor, 'hex'));
      },
    };
    return made as unknown as Device;
  }
  const source = (...devices: readonly Device[]): DeviceSource =>
    usbSource(
      () => Promise.resolve({ getDeviceList: () => [...devices], on: () => undefined, off: () => undefined } as never),
      { suffix: 'enter' },
      time,
    );

  it('tells access, driver and use apart, and knows a scanner by its report descriptor', async () => {
    expect(await faultOf(source(device({})))).toBeNull();
    expect(await faultOf(source(device({ descriptor: KEYBOARD })))).toBe('nothing-found');
    expect(await faultOf(source(device({ descriptor: KEYBOARD }), device({})))).toBeNull();
    expect(await faultOf(source())).toBe('nothing-found');
    expect(await faultOf(source(device({ errno: -3 })))).toBe('access-denied');
    expect(await faultOf(source(device({ errno: -6 })))).toBe('busy');
    expect(await faultOf(source(device({ errno: -12 })))).toBe('no-driver');
    expect(await faultOf(source(device({ errno: -99 })))).toBe('failed');
    expect(await faultOf(source(device({ isOwned: true })))).toBe('driver-owns-it');
    expect(await faultOf(source(device({ isOwned: true }), device({})))).toBeNull();
    expect(await faultOf(usbSource(missing, { suffix: 'enter' }, time))).toBe('library-missing');
  });
});
