import { access } from 'node:fs/promises';
import type { Framing } from '../../../core/scan/framing.ts';
import { createLineReader } from './line-reader.ts';
import {
  WireError,
  type DeviceSink,
  type DeviceSource,
  type FoundDevice,
  type OpenDevice,
  type WireDevice,
  type WireFault,
  type WireTime,
} from './port.ts';

/** A port as the system lists it; a USB port has a vendor id, in hex. */
export type PortInfo = {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
};

type OpenOptions = {
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 8;
  readonly stopBits: 1;
  readonly parity: 'none';
  readonly lock: boolean;
  readonly hupcl: boolean;
};

/** The part of the serial port binding that is used. */
export type SerialBinding = {
  readonly list: () => Promise<readonly PortInfo[]>;
  readonly open: (options: OpenOptions) => Promise<SerialPort>;
};

/** The package that finds the binding of this system. */
export type SerialLibrary = { readonly autoDetect: () => SerialBinding };

/** An open serial port. */
export type SerialPort = {
  readonly read: (buffer: Buffer, offset: number, length: number) => Promise<{ readonly bytesRead: number }>;
  readonly close: () => Promise<void>;
};

/** Which port, how fast (bits per second; USB scanners ignore it), and what ends a code. */
export type SerialWishes = { readonly port: string | null; readonly baudRate: number; readonly suffix: Framing['suffix'] };

/** Scanners in serial (USB CDC or RS-232) mode; without a port of the owner's choice the only USB serial port is taken. */
export function serialSource(load: () => Promise<SerialBinding>, wishes: SerialWishes, time: WireTime): DeviceSource {
  return {
    find: async () => {
      const binding = await load().catch(() => {
        throw new WireError('library-missing');
      });
      const device = wishes.port === null ? await onlyUsbPort(binding) : await namedPort(binding, wishes.port);
      return device === null ? null : foundPort(binding, device, wishes, time);
    },
  };
}

/** USB serial ports, as the settings page offers them. */
export async function usbPorts(binding: SerialBinding): Promise<readonly WireDevice[]> {
  const ports = await binding.list().catch((): readonly PortInfo[] => []);
  return ports.filter(({ vendorId }) => vendorId !== undefined).map(deviceOf);
}

const deviceOf = (port: PortInfo): WireDevice => ({
  name: port.manufacturer ?? port.path,
  vendorId: numberOf(port.vendorId),
  productId: numberOf(port.productId),
  path: port.path,
});

const numberOf = (hex: string | undefined): number | null => (hex === undefined ? null : Number.parseInt(hex, 16));

async function onlyUsbPort(binding: SerialBinding): Promise<WireDevice | null> {
  const [first, ...others] = await usbPorts(binding);
  if (others.length > 0) throw new WireError('many-ports');
  return first ?? null;
}

async function namedPort(binding: SerialBinding, port: string): Promise<WireDevice> {
  const listed = (await binding.list().catch((): readonly PortInfo[] => [])).find((one) => one.path === port);
  return listed === undefined ? { name: port, vendorId: null, productId: null, path: port } : deviceOf(listed);
}

function foundPort(binding: SerialBinding, device: WireDevice, wishes: SerialWishes, time: WireTime): FoundDevice {
  const path = device.path ?? '';
  return {
    device,
    open: async (sink) => {
      const port = await binding
        .open({ path, baudRate: wishes.baudRate, dataBits: 8, stopBits: 1, parity: 'none', lock: true, hupcl: true })
        .catch((cause: unknown) => {
          throw new WireError(faultOf(cause), device);
        });
      return listen(port, path, wishes, sink, time);
    },
  };
}

const FAULTS: readonly (readonly [RegExp, WireFault])[] = [
  [/no such file|not found|cannot find/i, 'no-such-port'],
  [/access (?:is )?denied|lock|busy|resource temporarily/i, 'busy'],
  [/permission/i, 'access-denied'],
];

/** Windows says "access denied" of a port that another program has; Linux says "permission denied" of one that this user may not open. */
const faultOf = (cause: unknown): WireFault => {
  const text = cause instanceof Error ? cause.message : String(cause);
  return FAULTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'failed';
};

const CHUNK = 1_024;
/** A port whose device is gone may answer "nothing to read" for ever, so its node is looked after. */
const ALIVE_MS = 1_000;

function listen(port: SerialPort, path: string, wishes: SerialWishes, sink: DeviceSink, time: WireTime): OpenDevice {
  const reader = createLineReader(wishes.suffix, sink, time);
  let isClosed = false;
  let cancelAlive = (): void => undefined;
  const pump = async (): Promise<void> => {
    const buffer = Buffer.alloc(CHUNK);
    while (!isStopped()) {
      const { bytesRead } = await port.read(buffer, 0, CHUNK);
      if (!isStopped()) reader.bytes(buffer.subarray(0, bytesRead));
    }
  };
  // A function, because a flag that another one sets looks constant here.
  const isStopped = (): boolean => isClosed;
  const watch = (): void => {
    if (process.platform === 'win32' || isStopped()) return;
    cancelAlive = time.after(ALIVE_MS, () => {
      void access(path).then(watch, sink.gone);
    });
  };
  pump().catch(sink.gone);
  watch();
  return {
    close: async () => {
      isClosed = true;
      reader.stop();
      cancelAlive();
      await port.close().catch(() => undefined);
    },
  };
}
