import type { WireRead } from '../../../core/scan/hid-pos.ts';

/**
 * Why a scanner that is there cannot be used directly. It goes on working as a keyboard, if it can be one.
 * - `access-denied`: the operating system does not let this user open it
 * - `no-driver`: Windows has no driver that lets a program talk to it
 * - `driver-owns-it`: the system's own driver has it: HID or serial is its way, not USB
 * - `busy`: another program has it
 * - `unreadable`: it says that it is a scanner, but not how its reports are made
 * - `no-such-port`: the serial port of the settings does not exist; `many-ports`: there are several, and none was chosen
 * - `library-missing`: the part of Paydesk that talks to such devices did not load
 * - `failed`: the system gave another reason
 */
export type WireFault =
  | 'access-denied'
  | 'no-driver'
  | 'driver-owns-it'
  | 'busy'
  | 'unreadable'
  | 'no-such-port'
  | 'many-ports'
  | 'library-missing'
  | 'failed';

/** A device as people know it; `path` is its node or port where it has one. */
export type WireDevice = {
  readonly name: string;
  readonly vendorId: number | null;
  readonly productId: number | null;
  readonly path: string | null;
};

/** Where a wire stands. It never gives up: a scanner that is plugged in, freed or allowed later is found by itself. */
export type WireState =
  | { readonly kind: 'searching' }
  | { readonly kind: 'open'; readonly device: WireDevice }
  | { readonly kind: 'refused'; readonly fault: WireFault; readonly device: WireDevice | null };

/** What a wire tells. `onRead` carries a code in clear: a credential, for memory only. */
export type WireEvents = { readonly onRead: (read: WireRead) => void; readonly onState: (state: WireState) => void };

/** A scanner on a wire of its own. After `close` has resolved nothing is told any more; closing twice is allowed. */
export type ScannerWire = { readonly close: () => Promise<void> };

/** Thrown by the adapters when the system says no. */
export class WireError extends Error {
  readonly fault: WireFault;
  readonly device: WireDevice | null;
  constructor(fault: WireFault, device: WireDevice | null = null) {
    super(fault);
    this.name = 'WireError';
    this.fault = fault;
    this.device = device;
  }
}

/** Monotonic milliseconds, and a timer that can be called off. */
export type WireTime = { readonly nowMs: () => number; readonly after: (delayMs: number, act: () => void) => () => void };

/** An open device. `close` never rejects. */
export type OpenDevice = { readonly close: () => Promise<void> };

/** What an open device tells: codes, and once that it is gone. */
export type DeviceSink = { readonly read: (read: WireRead) => void; readonly gone: () => void };

/** A device that may be the scanner. `open` rejects with a WireError. */
export type FoundDevice = { readonly device: WireDevice; readonly open: (sink: DeviceSink) => Promise<OpenDevice> };

/** One kind of wire of the operating system. */
export type DeviceSource = {
  /** The scanner, or null when none is plugged in; rejects with a WireError. */
  readonly find: () => Promise<FoundDevice | null>;
  /** Hot plug where the system tells it: `again` is called when looking is worth while. */
  readonly watch?: (again: () => void) => () => void;
};
