import type { Device, InEndpoint, Interface, usb } from 'usb';
import type { Framing } from '../../../core/scan/framing.ts';
import { createHidPosReader, hidPosLayout, type HidPosLayout } from '../../../core/scan/hid-pos.ts';
import { createLineReader, type DeviceReader } from './line-reader.ts';
import { candidatesOf, type Candidate } from './usb-candidates.ts';
import {
  WireError,
  type DeviceSink,
  type DeviceSource,
  type FoundDevice,
  type OpenDevice,
  type WireFault,
  type WireTime,
} from './port.ts';

/** The part of the usb package that is used. */
export type UsbLibrary = Pick<typeof usb, 'getDeviceList' | 'on' | 'off'>;

/**
 * Scanners in HID POS or CDC mode that no driver of the system owns (small Linux systems, or Windows with a WinUSB driver), through
 * libusb. Hot plug is told by the system. A scanner that a driver owns is left to it.
 */
export function usbSource(load: () => Promise<UsbLibrary>, { suffix }: Pick<Framing, 'suffix'>, time: WireTime): DeviceSource {
  const loaded = (): Promise<UsbLibrary> =>
    load().catch(() => {
      throw new WireError('library-missing');
    });
  return {
    find: async () => {
      const candidates = candidatesOf((await loaded()).getDeviceList());
      let refusal: WireError | null = null;
      for (const candidate of candidates) {
        try {
          const found = await tryCandidate(candidate, suffix, time);
          if (found !== null) return found;
        } catch (cause) {
          // A mouse that a driver owns looks like a scanner until it is opened: the next one may be the scanner.
          if (!(cause instanceof WireError)) throw cause;
          refusal ??= cause;
        }
      }
      if (refusal !== null) throw refusal;
      return null;
    },
    watch: (again) => {
      let stop = (): void => undefined;
      let isStopped = false;
      void loaded()
        .then((library) => {
          if (isStopped) return;
          library.on('attach', again);
          stop = () => {
            library.off('attach', again);
          };
        })
        // Without hot plug it is looked for every second all the same.
        .catch(() => undefined);
      return () => {
        isStopped = true;
        stop();
      };
    },
  };
}

type MakeReader = (sink: DeviceSink) => DeviceReader;

/** Opens the device to see what it is; null when it is no scanner or a driver owns it. */
async function tryCandidate(candidate: Candidate, suffix: Framing['suffix'], time: WireTime): Promise<FoundDevice | null> {
  const { usbDevice, device } = candidate;
  guarded(candidate, () => {
    usbDevice.open();
  });
  try {
    const data = usbDevice.interfaces?.find(({ interfaceNumber }) => interfaceNumber === candidate.dataInterface);
    if (data === undefined) return closed(usbDevice);
    if (isOwned(data)) throw new WireError('driver-owns-it', device);
    guarded(candidate, () => {
      data.claim();
    });
    const reader = await readerOf(candidate, suffix, time);
    if (reader === null) return closed(usbDevice);
    return { device, open: (sink) => Promise.resolve(listen(usbDevice, data, reader(sink), sink)) };
  } catch (cause) {
    closed(usbDevice);
    throw cause;
  }
}

/** A claimed interface is given up with the device's handle. */
function closed(usbDevice: Device): null {
  try {
    usbDevice.close();
  } catch {
    // A device that was pulled out meanwhile is closed already.
  }
  return null;
}

function isOwned(data: Interface): boolean {
  try {
    return data.isKernelDriverActive();
  } catch {
    return false;
  }
}

const FAULTS: Readonly<Record<number, WireFault>> = {
  [-3]: 'access-denied',
  [-6]: 'busy',
  [-5]: 'no-driver',
  [-12]: 'no-driver',
};

function guarded({ device }: Candidate, act: () => void): void {
  try {
    act();
  } catch (cause) {
    const errno = cause instanceof Error && 'errno' in cause ? Number(cause.errno) : 0;
    throw new WireError(FAULTS[errno] ?? 'failed', device);
  }
}

const GET_DESCRIPTOR = { type: 0x81, request: 6, report: 0x2200 } as const;
const SET_CONTROL_LINE_STATE = { type: 0x21, request: 0x22, dtrAndRts: 3 } as const;

/** A HID interface says by its report descriptor whether it is a scanner; a CDC one is told that somebody listens. */
async function readerOf(candidate: Candidate, suffix: Framing['suffix'], time: WireTime): Promise<MakeReader | null> {
  const { usbDevice, kind, dataInterface, controlInterface, reportBytes } = candidate;
  if (kind === 'hid') {
    const { type, request, report } = GET_DESCRIPTOR;
    const layout = hidPosLayout(await control(usbDevice, [type, request, report, dataInterface], reportBytes));
    return layout === null ? null : (sink) => reportReader(layout, sink, time);
  }
  const { type, request, dtrAndRts } = SET_CONTROL_LINE_STATE;
  // Some scanners do not know this request and send all the same.
  await control(usbDevice, [type, request, dtrAndRts, controlInterface], 0).catch(() => undefined);
  return (sink) => createLineReader(suffix, sink, time);
}

function reportReader(layout: HidPosLayout, sink: DeviceSink, time: WireTime): DeviceReader {
  const reader = createHidPosReader(layout);
  return {
    bytes: (report) => {
      const read = reader.report(report, time.nowMs());
      if (read !== null) sink.read(read);
    },
    stop: () => undefined,
  };
}

type Setup = readonly [type: number, request: number, value: number, index: number];

function control(usbDevice: Device, [type, request, value, index]: Setup, length: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    usbDevice.controlTransfer(type, request, value, index, length === 0 ? Buffer.alloc(0) : length, (error, data) => {
      if (error !== undefined) reject(error);
      else resolve(data instanceof Buffer ? data : new Uint8Array());
    });
  });
}

const TRANSFERS = 2;

function listen(usbDevice: Device, data: Interface, reader: DeviceReader, sink: DeviceSink): OpenDevice {
  const endpoint = data.endpoints.find((one): one is InEndpoint => one.direction === 'in');
  endpoint?.on('data', (chunk: Buffer) => {
    if (chunk.length > 0) reader.bytes(chunk);
  });
  endpoint?.on('error', sink.gone);
  endpoint?.startPoll(TRANSFERS, endpoint.descriptor.wMaxPacketSize);
  return {
    close: async () => {
      reader.stop();
      await stopped(endpoint);
      closed(usbDevice);
    },
  };
}

/** A poll that an error has ended is over already. */
function stopped(endpoint: InEndpoint | undefined): Promise<void> {
  if (endpoint?.pollActive !== true) return Promise.resolve();
  return new Promise((resolve) => {
    endpoint.stopPoll(() => {
      resolve();
    });
  });
}
