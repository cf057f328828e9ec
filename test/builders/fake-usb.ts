import type { Device } from 'usb';
import type { UsbLibrary } from '../../main/printer/transports/usb-device.ts';

/** How a device on the fake bus behaves; `id` is its IEEE 1284 device id, `openErrno` the libusb error of opening it. */
export type UsbManners = {
  readonly faceClass: number;
  readonly id: string | null;
  readonly serial: string | null;
  readonly openErrno: number | null;
  readonly isDriverActive: boolean;
};

const PLAIN: UsbManners = { faceClass: 7, id: 'MFG:EPSON;MDL:TM-T20;', serial: null, openErrno: null, isDriverActive: false };
const SERIAL_INDEX = 3;

/** One device with the calls that discovery makes of the native library. */
export function usbDevice(change: Partial<UsbManners> = {}): Device {
  const manners = { ...PLAIN, ...change };
  const device = {
    deviceDescriptor: {
      idVendor: 0x04b8,
      idProduct: 0x0e15,
      iProduct: 0,
      iSerialNumber: manners.serial === null ? 0 : SERIAL_INDEX,
    },
    configDescriptor: {
      interfaces: [[{ bInterfaceClass: manners.faceClass, bInterfaceProtocol: 2, bInterfaceNumber: 0, bAlternateSetting: 0 }]],
    },
    timeout: 0,
    open: () => {
      if (manners.openErrno !== null) throw Object.assign(new Error('libusb'), { errno: manners.openErrno });
    },
    close: () => undefined,
    interface: () => ({ isKernelDriverActive: () => manners.isDriverActive }),
    getStringDescriptor: (_index: number, heard: (cause: undefined, text: string | null) => void) => {
      heard(undefined, manners.serial);
    },
    controlTransfer: (
      _type: number,
      _request: number,
      _value: number,
      _index: number,
      _length: number,
      heard: (cause: undefined, bytes: Buffer) => void,
    ) => {
      heard(undefined, Buffer.from(`\0\0${manners.id ?? ''}`));
    },
  };
  return device as unknown as Device;
}

/** The library with these devices on its bus. */
export const usbLibrary = (devices: readonly Device[]): UsbLibrary => ({ getDeviceList: () => [...devices] });
