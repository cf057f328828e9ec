import type { Device, InEndpoint, Interface, OutEndpoint } from 'usb';
import type { WireFault } from './wire.ts';

/** Which USB printer: its numbers, and its serial number where it has one of its own. */
export type UsbAddress = { readonly vendorId: number; readonly productId: number; readonly serial: string | null };

/** A printer found on USB, and what keeps Paydesk from using it. */
export type UsbPrinter = UsbAddress & { readonly name: string; readonly fault: WireFault | null };

/** The library, handed in because it is native and loads late. */
export type UsbLibrary = { readonly getDeviceList: () => Device[] };

/** A claimed printer. `input` is null on a printer that cannot answer. */
export type ClaimedPrinter = {
  readonly device: Device;
  readonly face: Interface;
  readonly output: OutEndpoint;
  readonly input: InEndpoint | null;
};

const PRINTER_CLASS = 7;
const ASK_MS = 1_000;
const TO_HOST_CLASS_INTERFACE = 0xa1;
/** Universal Serial Bus Device Class Definition for Printing Devices 1.1, section 4.2. */
const GET_DEVICE_ID = 0;
const GET_PORT_STATUS = 1;
const PAPER_EMPTY = 0x20;

/** Every printer on USB with its name. One that cannot be opened is listed too, with the reason. Never throws. */
export async function listUsbPrinters(usb: UsbLibrary): Promise<readonly UsbPrinter[]> {
  const found: UsbPrinter[] = [];
  for (const device of devicesOf(usb)) found.push(await describe(device));
  return found;
}

/** Finds, opens and claims a printer. A driver that holds it is left alone: it is the shop's. */
export async function claimUsbPrinter(usb: UsbLibrary, address: UsbAddress): Promise<ClaimedPrinter | WireFault> {
  const same = devicesOf(usb).filter(
    ({ deviceDescriptor: { idVendor, idProduct } }) => idVendor === address.vendorId && idProduct === address.productId,
  );
  let fault: WireFault = 'not-found';
  for (const device of same) {
    const opened = tried(() => {
      device.open();
    });
    if (opened !== null) {
      fault = opened;
      continue;
    }
    if (address.serial === null || (await serialOf(device)) === address.serial) return claimed(device);
    device.close();
  }
  return fault;
}

/** True when the printer itself reports, below any command language, that it has no paper. */
export async function isPortOutOfPaper({ device, face }: ClaimedPrinter): Promise<boolean> {
  const bytes = await control(device, GET_PORT_STATUS, face.interfaceNumber, 1);
  return ((bytes?.[0] ?? 0) & PAPER_EMPTY) !== 0;
}

function devicesOf(usb: UsbLibrary): readonly Device[] {
  try {
    return usb.getDeviceList().filter((device) => printerFace(device) !== null);
  } catch {
    return [];
  }
}

type Face = { readonly number: number; readonly alternate: number };

/** The printer interface, a bidirectional one before a one-way one (protocol 2 and 1). */
function printerFace(device: Device): Face | null {
  const faces = (device.configDescriptor?.interfaces ?? [])
    .flat()
    .filter(({ bInterfaceClass, bInterfaceProtocol }) => bInterfaceClass === PRINTER_CLASS && [1, 2].includes(bInterfaceProtocol))
    .toSorted((a, b) => b.bInterfaceProtocol - a.bInterfaceProtocol);
  const [best] = faces;
  return best === undefined ? null : { number: best.bInterfaceNumber, alternate: best.bAlternateSetting };
}

function claimed(device: Device): ClaimedPrinter | WireFault {
  const where = printerFace(device);
  const face = where === null ? null : device.interface(where.number);
  if (face === null) return 'not-found';
  const isHeld = tried(() => {
    if (face.isKernelDriverActive()) throw new DriverOwned();
  });
  const fault =
    isHeld === 'driver-owned'
      ? isHeld
      : tried(() => {
          face.claim();
        });
  const output = face.endpoints.find((endpoint): endpoint is OutEndpoint => endpoint.direction === 'out');
  if (fault === null && output !== undefined) {
    const input = face.endpoints.find((endpoint): endpoint is InEndpoint => endpoint.direction === 'in');
    return { device, face, output, input: input ?? null };
  }
  device.close();
  return fault ?? 'gone';
}

class DriverOwned extends Error {}

/** Error numbers of libusb; asking for a driver is not supported everywhere, and then there is none to mind. */
function tried(run: () => void): WireFault | null {
  try {
    run();
    return null;
  } catch (cause) {
    if (cause instanceof DriverOwned) return 'driver-owned';
    switch ((cause as { readonly errno?: number }).errno) {
      case -3:
        return 'access-denied';
      case -4:
      case -5:
        return 'not-found';
      case -6:
        return 'busy';
      case -12:
        return process.platform === 'win32' ? 'driver-owned' : 'gone';
      default:
        return 'gone';
    }
  }
}

async function describe(device: Device): Promise<UsbPrinter> {
  const { idVendor: vendorId, idProduct: productId, iProduct } = device.deviceDescriptor;
  const numbers = `USB ${hex(vendorId)}:${hex(productId)}`;
  const fault = tried(() => {
    device.open();
  });
  if (fault !== null) return { vendorId, productId, serial: null, name: numbers, fault };
  const face = printerFace(device);
  const isHeld =
    face !== null &&
    tried(() => {
      if (device.interface(face.number).isKernelDriverActive()) throw new DriverOwned();
    }) === 'driver-owned';
  const name = (face === null ? null : await modelOf(device, face.number)) ?? (await textOf(device, iProduct)) ?? numbers;
  const serial = await serialOf(device);
  tried(() => {
    device.close();
  });
  return { vendorId, productId, serial, name, fault: isHeld ? 'driver-owned' : null };
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');

const serialOf = (device: Device): Promise<string | null> => textOf(device, device.deviceDescriptor.iSerialNumber);

function textOf(device: Device, index: number): Promise<string | null> {
  if (index === 0) return Promise.resolve(null);
  return new Promise((resolve) => {
    device.getStringDescriptor(index, (cause, text) => {
      const clean = cause === undefined ? (text ?? '').replaceAll(/\p{Cc}/gu, '').trim() : '';
      resolve(clean === '' ? null : clean);
    });
  });
}

/** The IEEE 1284 device id: two bytes of length, then `MFG:…;MDL:…;`. */
async function modelOf(device: Device, faceNumber: number): Promise<string | null> {
  const bytes = await control(device, GET_DEVICE_ID, faceNumber, 1_024);
  const text = bytes?.subarray(2).toString('latin1') ?? '';
  const part = (names: string): string => new RegExp(`(?:^|;)(?:${names}):([^;\\p{Cc}]*)`, 'u').exec(text)?.[1]?.trim() ?? '';
  const name = `${part('MFG|MANUFACTURER')} ${part('MDL|MODEL')}`.trim();
  return name === '' ? null : name;
}

function control(device: Device, asked: number, faceNumber: number, length: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    device.timeout = ASK_MS;
    try {
      // GET_DEVICE_ID wants the interface in the high byte; both read it from the low byte as well.
      const index = asked === GET_DEVICE_ID ? faceNumber << 8 : faceNumber;
      device.controlTransfer(TO_HOST_CLASS_INTERFACE, asked, 0, index, length, (cause, bytes) => {
        resolve(cause === undefined && Buffer.isBuffer(bytes) ? bytes : null);
      });
    } catch {
      resolve(null);
    }
  });
}
