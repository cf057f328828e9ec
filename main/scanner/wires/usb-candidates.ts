import type { Device, InterfaceDescriptor } from 'usb';
import type { WireDevice } from './port.ts';

/** A device that by its descriptors may be a scanner in HID POS or CDC mode. */
export type Candidate = {
  readonly usbDevice: Device;
  readonly device: WireDevice;
  readonly kind: 'hid' | 'cdc';
  readonly dataInterface: number;
  readonly controlInterface: number;
  /** Length of the HID report descriptor; 0 for CDC. */
  readonly reportBytes: number;
};

const HID_CLASS = 3;
const CDC_CLASS = 2;
const CDC_DATA_CLASS = 10;

/** HID first, because a HID interface says for sure what it is; of CDC devices one alone, because any modem looks the same. */
export function candidatesOf(devices: readonly Device[]): readonly Candidate[] {
  const hid = devices.flatMap(hidOf);
  const cdc = devices.flatMap(cdcOf);
  return cdc.length === 1 ? [...hid, ...cdc] : hid;
}

function interfacesOf(usbDevice: Device): readonly InterfaceDescriptor[] {
  try {
    return (usbDevice.configDescriptor?.interfaces ?? []).flatMap((settings) => settings.slice(0, 1));
  } catch {
    return [];
  }
}

/** Boot keyboards and mice (protocol 1 and 2) are the wedge's and nobody's. */
const hidOf = (usbDevice: Device): readonly Candidate[] =>
  interfacesOf(usbDevice)
    .filter((one) => one.bInterfaceClass === HID_CLASS && one.bInterfaceProtocol === 0 && hasIn(one))
    .map((one) => ({
      usbDevice,
      device: nameOf(usbDevice, 'HID'),
      kind: 'hid',
      dataInterface: one.bInterfaceNumber,
      controlInterface: one.bInterfaceNumber,
      reportBytes: reportBytesOf(one.extra),
    }));

function cdcOf(usbDevice: Device): readonly Candidate[] {
  const interfaces = interfacesOf(usbDevice);
  const control = interfaces.find((one) => one.bInterfaceClass === CDC_CLASS);
  const data = interfaces.find((one) => one.bInterfaceClass === CDC_DATA_CLASS && hasIn(one));
  if (control === undefined || data === undefined) return [];
  const { bInterfaceNumber: dataInterface } = data;
  const device = nameOf(usbDevice, 'CDC');
  return [{ usbDevice, device, kind: 'cdc', dataInterface, controlInterface: control.bInterfaceNumber, reportBytes: 0 }];
}

const hasIn = ({ endpoints }: InterfaceDescriptor): boolean => endpoints.some(({ bEndpointAddress }) => bEndpointAddress >= 0x80);

function nameOf({ deviceDescriptor: { idVendor, idProduct } }: Device, kind: string): WireDevice {
  const hex = (value: number): string => value.toString(16).padStart(4, '0');
  return { name: `${kind} ${hex(idVendor)}:${hex(idProduct)}`, vendorId: idVendor, productId: idProduct, path: null };
}

const HID_DESCRIPTOR = 0x21;
const REPORT_BYTES_USUAL = 4_096;

/** The HID class descriptor stands behind the interface's own and names the length of the report descriptor. */
function reportBytesOf(extra: Uint8Array): number {
  return extra[1] === HID_DESCRIPTOR && extra.length >= 9 ? (extra[7] ?? 0) + 256 * (extra[8] ?? 0) : REPORT_BYTES_USUAL;
}
