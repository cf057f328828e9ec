import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WireRead } from '../../core/scan/hid-pos.ts';
import type { ScannerWire, WireEvents, WireState, WireTime } from '../../main/scanner/wires/port.ts';

/** A scanner under test: what a hand does to it, and the wire that Paydesk opens on it. */
export type WireBench = {
  readonly open: (events: WireEvents) => ScannerWire;
  /** Plugs it in, or out; resolves when the system knows. */
  readonly plug: () => Promise<void>;
  readonly unplug: () => Promise<void>;
  readonly scan: (code: string) => Promise<void>;
  /** Sends the beginning of a code and nothing more. */
  readonly breakOff: (code: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Real time, for wires whose other end is real. */
export const realTime: WireTime = {
  nowMs: () => performance.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

const CODE = '281010897274821897274821';
const SECOND = '281010897274821897274822';
const LONG = 'hQVDUFYwMWETTwegAAAAVRABUAtQUk9EVUNUIE5BTUVhE08HoAAAAFUQAlALUFJPRFVDVCBOQU1F/0123456789+abc==';

/** What every wire to a scanner promises, the fake one and the system's own. */
export function scannerWireConformance(name: string, make: () => Promise<WireBench>): void {
  describe(`${name} is a scanner's wire`, () => {
    let bench: WireBench;
    let wire: ScannerWire;
    let reads: WireRead[];
    let states: WireState[];
    beforeEach(async () => {
      bench = await make();
      [reads, states] = [[], []];
    });
    afterEach(async () => {
      await wire.close();
      await bench.close();
    });
    const open = (): void => {
      wire = bench.open({ onRead: (read) => reads.push(read), onState: (state) => states.push(state) });
    };
    const reached = async (kind: WireState['kind']): Promise<void> => {
      await expect.poll(() => states.at(-1)?.kind, { timeout: 8_000, interval: 5 }).toBe(kind);
    };
    const codes = (): readonly string[] => reads.map((read) => (read.kind === 'code' ? read.text : read.reason));
    const arrived = async (...texts: readonly string[]): Promise<void> => {
      await expect.poll(codes, { timeout: 4_000, interval: 5 }).toEqual(texts);
    };

    it('a scanner that is there is opened, and each scan arrives whole and in order', async () => {
      await bench.plug();
      open();
      await reached('open');
      await bench.scan(CODE);
      await bench.scan(SECOND);
      await arrived(CODE, SECOND);
    });

    it('a code longer than one report or packet arrives whole', async () => {
      await bench.plug();
      open();
      await reached('open');
      await bench.scan(LONG.repeat(3));
      await arrived(LONG.repeat(3));
    });

    it('a scanner that is plugged in later is found by itself', async () => {
      open();
      await expect.poll(() => states.at(-1)?.kind).toMatch(/searching|refused/);
      await bench.plug();
      await reached('open');
      await bench.scan(CODE);
      await arrived(CODE);
    });

    it('a scanner pulled out in the middle of a code gives no code, and works again when it is back', async () => {
      await bench.plug();
      open();
      await reached('open');
      await bench.breakOff(LONG);
      await bench.unplug();
      await expect.poll(() => states.at(-1)?.kind, { timeout: 8_000 }).toMatch(/searching|refused/);
      await bench.plug();
      await reached('open');
      await bench.scan(CODE);
      await expect.poll(() => codes().includes(CODE), { timeout: 4_000 }).toBe(true);
      expect(reads.filter(({ kind }) => kind === 'code')).toEqual([expect.objectContaining({ text: CODE })]);
    });

    it('after closing nothing is told any more, and closing twice is allowed', async () => {
      await bench.plug();
      open();
      await reached('open');
      await wire.close();
      const told = states.length;
      await bench.scan(CODE);
      await bench.unplug();
      await wire.close();
      expect([reads, states.length]).toEqual([[], told]);
    });
  });
}
