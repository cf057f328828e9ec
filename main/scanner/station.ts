import type { ScannerSetup, ScannerView } from '../../core/contract/scanner.ts';
import type { ScanConfig } from '../../core/scan/config.ts';
import { scanConfigOf, unframed } from '../../core/scan/framing.ts';
import type { WireRead } from '../../core/scan/hid-pos.ts';
import type { GarbledReason } from '../../core/scan/judge.ts';
import { FIRST_LESSON, learn, type Lesson, type RunKey } from '../../core/scan/learner.ts';
import { EMPTY_METER, maskScan, measured, msPerKeyOf, type Meter, type ScanReading } from '../../core/scan/meter.ts';
import type { ScannerWire, WireDevice, WireEvents, WireState, WireTime } from './wires/port.ts';

/** What the keyboard tells the station of. */
export type KeyboardEar = {
  /** A whole code, in clear: a credential, for memory only. */
  readonly scan: (text: string, msPerKey: number | null, takenBack: number) => void;
  readonly garbled: (reason: GarbledReason, takenBack: number) => void;
  /** Characters of the last scan were taken back out of a page's field. */
  readonly erased: (count: number) => void;
};

/** Why a set-up was not kept; the words stand in renderer/words. */
type SetupFault = 'settings-unwritable' | 'settings-invalid' | 'settings-locked';

/** What the station is given. */
export type StationParts = {
  readonly setup: () => ScannerSetup;
  /** Keeps another set-up; the fault when it could not be written. */
  readonly keep: (next: ScannerSetup) => SetupFault | null;
  readonly keyboard: {
    readonly configure: (config: ScanConfig) => void;
    /** Hands every run of keys to `onRun` and none to any page, until it is called with null. */
    readonly record: (onRun: ((run: readonly RunKey[]) => void) | null) => void;
  };
  readonly openWire: (setup: ScannerSetup, events: WireEvents) => ScannerWire | null;
  readonly listPorts: () => Promise<readonly WireDevice[]>;
  /** Where codes go; and scans that were refused whole. */
  readonly deliver: (text: string) => void;
  readonly refused: (reason: GarbledReason) => void;
  readonly wallMs: () => number;
  readonly time: WireTime;
  readonly platform: ScannerView['platform'];
  readonly health: (state: WireState | null) => void;
  readonly changed: () => void;
};

/** The counter's scanner, whatever wire it is on. */
export type Station = {
  readonly ear: KeyboardEar;
  readonly start: () => void;
  readonly view: () => Promise<ScannerView>;
  /** Takes effect at once; the fault when it could not be kept, and then nothing has changed. */
  readonly save: (next: ScannerSetup) => SetupFault | null;
  readonly learn: (isOn: boolean) => void;
  /** Keeps what was learnt; `not-now` while nothing is. */
  readonly keepLearnt: () => 'not-now' | SetupFault | null;
  readonly close: () => Promise<void>;
};

/** A set-up that was walked away from gives the keyboard back. */
const LEARN_MAX_MS = 90_000;

type Self = {
  readonly parts: StationParts;
  meter: Meter;
  state: WireState | null;
  wire: ScannerWire | null;
  /** Wires are closed before the next one is opened, in order. */
  turning: Promise<void>;
  lesson: Lesson | null;
  stopWaiting: () => void;
};

/** Makes the station; `start` opens the wire that the settings name. The keyboard is always heard, so a refused wire stops nothing. */
export function createStation(parts: StationParts): Station {
  const self: Self = {
    parts,
    meter: EMPTY_METER,
    state: null,
    wire: null,
    turning: Promise.resolve(),
    lesson: null,
    stopWaiting: () => undefined,
  };
  return {
    ear: createEar(self),
    start: () => {
      turnTo(self, parts.setup());
    },
    view: () => view(self),
    save: (next) => save(self, next),
    learn: (isOn) => {
      if (isOn) beginLesson(self);
      else endLesson(self);
    },
    keepLearnt: () => {
      const framing = self.lesson?.learnt?.framing;
      if (framing === undefined) return 'not-now';
      const fault = save(self, { ...parts.setup(), ...framing });
      if (fault === null) endLesson(self);
      return fault;
    },
    close: async () => {
      endLesson(self);
      turnTo(self, null);
      await self.turning;
    },
  };
}

function createEar(self: Self): KeyboardEar {
  const { parts } = self;
  return {
    scan: (text, msPerKey, takenBack) => {
      parts.deliver(text);
      note(self, { wire: 'wedge', refused: null, mask: maskScan(text), length: text.length, msPerKey, takenBack });
    },
    garbled: (reason, takenBack) => {
      parts.refused(reason);
      note(self, { wire: 'wedge', refused: reason, mask: maskScan(''), length: 0, msPerKey: null, takenBack });
    },
    erased: (count) => {
      const [last, ...rest] = self.meter.last;
      if (last === undefined || last.takenBack > 0) return;
      self.meter = { ...self.meter, corrected: self.meter.corrected + 1, last: [{ ...last, takenBack: count }, ...rest] };
      parts.changed();
    },
  };
}

function note(self: Self, reading: Omit<ScanReading, 'atMs'>): void {
  self.meter = measured(self.meter, { ...reading, atMs: self.parts.wallMs() });
  self.parts.changed();
}

function onRead(self: Self, setup: ScannerSetup, read: WireRead): void {
  const { parts } = self;
  if (read.kind === 'garbled') {
    parts.refused(read.reason);
    note(self, { wire: setup.wire, refused: read.reason, mask: maskScan(''), length: 0, msPerKey: null, takenBack: 0 });
    return;
  }
  const text = unframed(read.text, setup);
  if (text === '') return;
  parts.deliver(text);
  note(self, { wire: setup.wire, refused: null, mask: maskScan(text), length: text.length, msPerKey: null, takenBack: 0 });
}

function save(self: Self, next: ScannerSetup): ReturnType<Station['save']> {
  const fault = self.parts.keep(next);
  if (fault !== null) return fault;
  self.parts.keyboard.configure(scanConfigOf(next));
  turnTo(self, next);
  self.parts.changed();
  return null;
}

function turnTo(self: Self, setup: ScannerSetup | null): void {
  self.turning = self.turning.then(async () => {
    await self.wire?.close();
    self.wire = null;
    tellState(self, null);
    if (setup === null) return;
    self.wire = self.parts.openWire(setup, {
      onRead: (read) => {
        onRead(self, setup, read);
      },
      onState: (state) => {
        tellState(self, state);
      },
    });
  });
}

function tellState(self: Self, state: WireState | null): void {
  self.state = state;
  self.parts.health(state);
  self.parts.changed();
}

function beginLesson(self: Self): void {
  const { parts } = self;
  self.lesson = FIRST_LESSON;
  waitForScan(self);
  parts.keyboard.record((run) => {
    if (self.lesson === null) return;
    waitForScan(self);
    self.lesson = learn(self.lesson, run);
    // The keyboard is given back as soon as nothing more is to be scanned; what was learnt stays until it is kept or left.
    if (self.lesson.learnt !== null) stopListening(self);
    parts.changed();
  });
  parts.changed();
}

function waitForScan(self: Self): void {
  self.stopWaiting();
  self.stopWaiting = self.parts.time.after(LEARN_MAX_MS, () => {
    endLesson(self);
  });
}

function stopListening(self: Self): void {
  self.stopWaiting();
  self.parts.keyboard.record(null);
}

function endLesson(self: Self): void {
  if (self.lesson === null) return;
  stopListening(self);
  self.lesson = null;
  self.parts.changed();
}

async function view(self: Self): Promise<ScannerView> {
  const { parts, state, lesson, meter } = self;
  const setup = parts.setup();
  const ports = setup.wire === 'serial' ? await parts.listPorts() : [];
  return {
    setup: { ...setup },
    state: state?.kind ?? 'keyboard',
    fault: state?.kind === 'refused' ? state.fault : null,
    device: deviceView(state),
    ports: ports.flatMap(({ path, name }) => (path === null ? [] : [{ path, name }])),
    platform: parts.platform,
    meter: { ...meter, last: [...meter.last], msPerKey: msPerKeyOf(meter) },
    learning: lesson === null ? null : lessonView(lesson),
  };
}

function lessonView({ readings, problem, learnt }: Lesson): NonNullable<ScannerView['learning']> {
  return { scans: readings.length, problem, learnt: learnt === null ? null : { ...learnt.framing, msPerKey: learnt.msPerKey } };
}

function deviceView(state: WireState | null): ScannerView['device'] {
  const device = state === null || state.kind === 'searching' ? null : state.device;
  if (device === null) return null;
  return { name: device.name, vendorId: hex(device.vendorId), productId: hex(device.productId) };
}

const hex = (id: number | null): string | null => (id === null ? null : id.toString(16).padStart(4, '0'));
