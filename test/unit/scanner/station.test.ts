import { describe, expect, it } from 'vitest';
import { scannerViewSchema, type ScannerSetup } from '../../../core/contract/scanner.ts';
import type { ScanConfig } from '../../../core/scan/config.ts';
import type { RunKey } from '../../../core/scan/learner.ts';
import { SHEET } from '../../../core/scan/sheet.ts';
import { createStation, type Station } from '../../../main/scanner/station.ts';
import type { WireEvents } from '../../../main/scanner/wires/port.ts';
import { virtualClock, type VirtualClock } from '../../builders/virtual-clock.ts';
import { runOf } from '../scan/keys-of.ts';

const CODE = '281010897274821897274821';
const PLAIN: ScannerSetup = { prefix: '', suffix: 'enter', hasAim: false, wire: 'wedge', port: null, baudRate: 9_600 };

type Bench = {
  readonly station: Station;
  readonly clock: VirtualClock;
  readonly delivered: string[];
  readonly refused: string[];
  readonly configs: ScanConfig[];
  readonly wires: { readonly setup: ScannerSetup; readonly events: WireEvents; isClosed: boolean }[];
  readonly kept: () => ScannerSetup;
  readonly health: () => string | null;
  readonly isRecording: () => boolean;
  readonly type: (run: readonly RunKey[]) => void;
};

function bench(fault: 'settings-unwritable' | null = null): Bench {
  const clock = virtualClock();
  const [delivered, refused]: [string[], string[]] = [[], []];
  const configs: ScanConfig[] = [];
  const wires: Bench['wires'] = [];
  let setup = PLAIN;
  let health: string | null = null;
  let record: ((run: readonly RunKey[]) => void) | null = null;
  const station = createStation({
    setup: () => setup,
    keep: (next) => {
      if (fault === null) setup = next;
      return fault;
    },
    keyboard: {
      configure: (config) => {
        configs.push(config);
      },
      record: (onRun) => {
        record = onRun;
      },
    },
    openWire: (wanted, events) => {
      if (wanted.wire === 'wedge') return null;
      const wire = { setup: wanted, events, isClosed: false };
      wires.push(wire);
      return {
        close: () => {
          wire.isClosed = true;
          return Promise.resolve();
        },
      };
    },
    listPorts: () => Promise.resolve([{ name: 'Acme', vendorId: 1, productId: 2, path: '/dev/ttyACM0' }]),
    deliver: (text) => {
      delivered.push(text);
    },
    refused: (reason) => {
      refused.push(reason);
    },
    wallMs: clock.wallMs,
    time: {
      nowMs: clock.monotonicMs,
      after: (ms, act) => {
        const nap = clock.nap(ms);
        let isOff = false;
        void nap.done.then(() => {
          if (!isOff) act();
        });
        return () => {
          isOff = true;
        };
      },
    },
    platform: 'linux',
    health: (state) => {
      health = state === null ? null : state.kind === 'refused' ? state.fault : state.kind;
    },
    changed: () => undefined,
  });
  return {
    station,
    clock,
    delivered,
    refused,
    configs,
    wires,
    kept: () => setup,
    health: () => health,
    isRecording: () => record !== null,
    type: (run) => record?.(run),
  };
}

describe('the scanner station', () => {
  it('delivers what the keyboard reads and shows it masked, with its speed and what was taken back', async () => {
    const { station, delivered, refused } = bench();
    station.ear.scan(CODE, 4.2, 0);
    station.ear.garbled('missing-key', 2);
    station.ear.scan('4006381333931', 40, 0);
    station.ear.erased(3);
    const view = await station.view();
    expect([delivered, refused]).toEqual([[CODE, '4006381333931'], ['missing-key']]);
    expect(view.meter).toMatchObject({ read: 2, dropped: 1, corrected: 2 });
    expect(view.meter.last.map(({ mask, takenBack }) => [mask, takenBack])).toEqual([
      ['••••', 3],
      ['••••', 2],
      ['28••••4821', 0],
    ]);
    expect(JSON.stringify(view)).not.toContain(CODE.slice(2, 12));
    expect(scannerViewSchema.parse(view)).toEqual(view);
  });

  it('opens the wire that is chosen, closes the one before, and the keyboard is heard all the same', async () => {
    const { station, wires, clock, delivered, health } = bench();
    station.start();
    expect(station.save({ ...PLAIN, wire: 'hid', prefix: '~' })).toBeNull();
    await clock.settle();
    wires[0]?.events.onState({ kind: 'searching' });
    expect(health()).toBe('searching');
    wires[0]?.events.onState({ kind: 'open', device: { name: 'Acme', vendorId: 0xc2e, productId: 1, path: null } });
    wires[0]?.events.onRead({ kind: 'code', text: `]C1~${CODE}`, aim: ']C1' });
    station.ear.scan('5901234123457', 5, 0);
    expect(delivered).toEqual([CODE, '5901234123457']);
    expect(await station.view()).toMatchObject({ state: 'open', device: { name: 'Acme', vendorId: '0c2e', productId: '0001' } });
    station.save({ ...PLAIN, wire: 'serial' });
    await clock.settle();
    expect(wires.map(({ setup, isClosed }) => [setup.wire, isClosed])).toEqual([
      ['hid', true],
      ['serial', false],
    ]);
    expect((await station.view()).ports).toEqual([{ path: '/dev/ttyACM0', name: 'Acme' }]);
  });

  it('says why a wire is refused, and stays with the keyboard', async () => {
    const { station, wires, clock, delivered, health } = bench();
    station.save({ ...PLAIN, wire: 'usb' });
    await clock.settle();
    wires[0]?.events.onState({ kind: 'refused', fault: 'access-denied', device: null });
    station.ear.scan(CODE, 5, 0);
    expect([health(), delivered]).toEqual(['access-denied', [CODE]]);
    expect(await station.view()).toMatchObject({ state: 'refused', fault: 'access-denied', device: null });
  });

  it('refuses a broken code of a wire whole', async () => {
    const { station, wires, clock, refused } = bench();
    station.save({ ...PLAIN, wire: 'serial' });
    await clock.settle();
    wires[0]?.events.onRead({ kind: 'garbled', reason: 'unfinished' });
    expect([refused, (await station.view()).meter.dropped]).toEqual([['unfinished'], 1]);
  });

  it('changes nothing when the settings cannot be written', async () => {
    const { station, wires, configs, clock } = bench('settings-unwritable');
    expect(station.save({ ...PLAIN, wire: 'hid' })).toBe('settings-unwritable');
    await clock.settle();
    expect([wires, configs]).toEqual([[], []]);
  });
});

describe('the guided set-up', () => {
  const sheet = (suffix: string): readonly (readonly RunKey[])[] =>
    SHEET.map(({ digits }) => runOf(6, `]C1${digits}`, { code: suffix }));

  it('takes every key until three scans agree, gives the keyboard back, and keeps what it learnt when it is told to', async () => {
    const { station, type, isRecording, kept, configs, delivered } = bench();
    expect(station.keepLearnt()).toBe('not-now');
    station.learn(true);
    for (const run of sheet('Tab')) {
      expect(isRecording()).toBe(true);
      type(run);
    }
    expect(isRecording()).toBe(false);
    expect((await station.view()).learning).toMatchObject({ scans: 3, learnt: { prefix: '', suffix: 'tab', hasAim: true } });
    expect(kept()).toEqual(PLAIN);
    expect(station.keepLearnt()).toBeNull();
    expect([kept(), delivered]).toEqual([{ ...PLAIN, suffix: 'tab', hasAim: true }, []]);
    expect(configs.at(-1)?.prefixes).toContain(']C1');
    expect((await station.view()).learning).toBeNull();
  });

  it('that is left changes nothing and gives the keyboard back', async () => {
    const { station, type, isRecording, kept } = bench();
    station.learn(true);
    type(sheet('Tab')[0] ?? []);
    station.learn(false);
    expect([isRecording(), kept(), (await station.view()).learning]).toEqual([false, PLAIN, null]);
  });

  it('that is walked away from gives the keyboard back by itself', async () => {
    const { station, clock, isRecording, type } = bench();
    station.learn(true);
    await clock.advance(89_000);
    type(sheet('Enter')[0] ?? []);
    await clock.advance(89_000);
    expect(isRecording()).toBe(true);
    await clock.advance(1_000);
    expect([isRecording(), (await station.view()).learning]).toEqual([false, null]);
  });

  it('tells what was wrong with a scan', async () => {
    const { station, type } = bench();
    station.learn(true);
    type(runOf(6, '5901234123457', { code: 'Enter' }));
    expect((await station.view()).learning).toEqual({ scans: 0, problem: 'not-the-sheet', learnt: null });
  });
});
