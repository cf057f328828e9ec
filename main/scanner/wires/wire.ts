import {
  WireError,
  type DeviceSource,
  type FoundDevice,
  type OpenDevice,
  type ScannerWire,
  type WireEvents,
  type WireFault,
  type WireState,
  type WireTime,
} from './port.ts';

/** How often a scanner that is not there is looked for; a listing takes a few milliseconds. */
const LOOK_MS = 1_000;
/** How often a scanner that was refused is tried again: somebody may be changing its rights. */
const RETRY_MS = 3_000;

type Self = {
  readonly source: DeviceSource;
  readonly events: WireEvents;
  readonly time: WireTime;
  open: OpenDevice | null;
  told: string;
  cancel: () => void;
  closing: Promise<void> | null;
  looking: Promise<void> | null;
};

/** Keeps a scanner open on one source: looks for it, opens it, says where it stands, and looks again when it is gone. */
export function createWire(source: DeviceSource, events: WireEvents, time: WireTime): ScannerWire {
  const self: Self = { source, events, time, open: null, told: '', cancel: () => undefined, closing: null, looking: null };
  const unwatch = source.watch?.(() => {
    if (self.open === null && self.looking === null) lookIn(self, 0);
  });
  tell(self, { kind: 'searching' });
  lookIn(self, 0);
  return {
    close: () =>
      (self.closing ??= (async () => {
        self.cancel();
        unwatch?.();
        await self.looking;
        await self.open?.close();
        self.open = null;
      })()),
  };
}

const isClosing = ({ closing }: Self): boolean => closing !== null;

function lookIn(self: Self, delayMs: number): void {
  if (self.closing !== null) return;
  self.cancel();
  self.cancel = self.time.after(delayMs, () => {
    self.looking = look(self).finally(() => {
      self.looking = null;
    });
  });
}

async function look(self: Self): Promise<void> {
  let found: FoundDevice | null = null;
  try {
    found = await self.source.find();
    if (isClosing(self)) return;
    if (found === null) tell(self, { kind: 'searching' });
    else await open(self, found);
    if (self.open === null) lookIn(self, LOOK_MS);
  } catch (cause) {
    const fault: WireFault = cause instanceof WireError ? cause.fault : 'failed';
    tell(self, { kind: 'refused', fault, device: (cause instanceof WireError ? cause.device : null) ?? found?.device ?? null });
    lookIn(self, RETRY_MS);
  }
}

async function open(self: Self, found: FoundDevice): Promise<void> {
  const device: { state: 'opening' | 'open' | 'gone'; opened: OpenDevice | null } = { state: 'opening', opened: null };
  const opened = await found.open({
    read: (read) => {
      if (device.state !== 'gone' && self.closing === null) self.events.onRead(read);
    },
    gone: () => {
      const { state } = device;
      device.state = 'gone';
      if (state === 'open' && device.opened !== null) lost(self, device.opened);
    },
  });
  if (isGone(device)) {
    await opened.close();
    return;
  }
  device.opened = opened;
  device.state = 'open';
  self.open = opened;
  tell(self, { kind: 'open', device: found.device });
}

/** A function, because the compiler does not know that the device tells things while it is being opened. */
const isGone = ({ state }: { readonly state: string }): boolean => state === 'gone';

function lost(self: Self, opened: OpenDevice): void {
  self.open = null;
  // Closed before it is looked for again: two handles on one device would share its reports.
  self.looking = opened.close().finally(() => {
    self.looking = null;
    tell(self, { kind: 'searching' });
    lookIn(self, 0);
  });
}

function tell(self: Self, state: WireState): void {
  const text = JSON.stringify(state);
  if (self.closing !== null || text === self.told) return;
  self.told = text;
  self.events.onState(state);
}
