import { afterEach, describe, expect, it } from 'vitest';
import type { PrinterTransport, PrintOutcome, WaitReason } from '../../main/printer/transports/port.ts';

/** What the printer at the other end does. `breaks-*` happen in the middle of a job, the others before it. */
export type PrinterScene =
  | 'ready'
  | 'ready-paper-low'
  | 'one-way'
  | 'slow'
  | 'refused'
  | 'offline'
  | 'cover-open'
  | 'paper-out'
  | 'printer-error'
  | 'breaks-paper-out'
  | 'breaks-gone'
  | 'breaks-silent'
  | 'breaks-stall';

/** A transport with a printer behind it. `paper` is every byte of jobs that the printer took, status questions left out. */
export type PrinterBench = {
  readonly transport: PrinterTransport;
  /** Changes the scene for the jobs that follow. */
  readonly become: (scene: PrinterScene) => Promise<void>;
  /** Resolves once the printer has begun a job under `slow`, which it then never answers. */
  readonly begun: () => Promise<void>;
  readonly paper: () => Uint8Array;
  readonly close: () => Promise<void>;
};

const LARGE = Uint8Array.from({ length: 300_000 }, (_, index) => 0x20 + (index % 90));
const waits = (reason: WaitReason, sent: 'no' | 'maybe'): PrintOutcome => ({ kind: 'waiting', reason, sent });
const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);
const never = (): AbortSignal => new AbortController().signal;

/** What a kind of wire can tell: a queue never says printed, and not every trouble reaches it. */
export type WireTraits = {
  readonly good: 'printed' | 'sent';
  readonly troubles: readonly (PrinterScene & WaitReason)[];
  readonly breaks: readonly (readonly [scene: PrinterScene, reason: WaitReason])[];
};

/** A wire on which the printer answers. */
export const TWO_WAY: WireTraits = {
  good: 'printed',
  troubles: ['refused', 'offline', 'cover-open', 'paper-out', 'printer-error'],
  breaks: [
    ['breaks-paper-out', 'paper-out'],
    ['breaks-gone', 'no-answer'],
    ['breaks-silent', 'no-answer'],
    ['breaks-stall', 'timeout'],
  ],
};

/** What every wire to a printer must keep to, the one in memory included. */
export function printerConformance(
  name: string,
  open: (scene: PrinterScene) => Promise<PrinterBench>,
  { good, troubles, breaks }: WireTraits = TWO_WAY,
): void {
  const done: PrintOutcome = good === 'printed' ? { kind: 'printed', isPaperLow: false } : { kind: 'sent' };
  describe(`${name} honours PrinterTransport`, () => {
    const benches: PrinterBench[] = [];
    const start = async (scene: PrinterScene): Promise<PrinterBench> => {
      const bench = await open(scene);
      benches.push(bench);
      return bench;
    };
    afterEach(async () => {
      for (const bench of benches.splice(0)) await bench.close();
    });

    it(`says ${good} and nothing better, and delivers the bytes unchanged`, async () => {
      const bench = await start('ready');
      expect(await bench.transport.print(text('one'), never())).toEqual(done);
      expect(bench.paper()).toEqual(text('one'));
    });

    it('asks once, when the printer is ready, whether it may begin, and sends not one byte against a no', async () => {
      const bench = await start('ready');
      const asked: number[] = [];
      const begin = (answer: boolean) => () => {
        asked.push(bench.paper().length);
        return Promise.resolve(answer);
      };
      expect(await bench.transport.print(text('no'), never(), begin(false))).toEqual(waits('journal-failed', 'no'));
      expect((await bench.transport.print(text('yes'), never(), begin(true))).kind).toBe(good);
      expect([asked, bench.paper()]).toEqual([[0, 0], text('yes')]);
    });

    it.runIf(troubles.length > 0)('does not ask to begin while the printer is not ready', async () => {
      const bench = await start('paper-out');
      const begin = () => Promise.reject(new Error('asked'));
      expect(await bench.transport.print(text('x'), never(), begin)).toEqual(waits('paper-out', 'no'));
    });

    it('delivers a job that is larger than any buffer, whole', async () => {
      const bench = await start('ready');
      expect((await bench.transport.print(LARGE, never())).kind).toBe(good);
      expect(Buffer.compare(bench.paper(), LARGE)).toBe(0);
    });

    it('prints jobs one at a time in the order of the calls', async () => {
      const bench = await start('ready');
      const outcomes = await Promise.all(['a', 'b', 'c'].map((letter) => bench.transport.print(text(letter), never())));
      expect(outcomes.map((outcome) => outcome.kind)).toEqual([good, good, good]);
      expect(bench.paper()).toEqual(text('abc'));
    });

    it.runIf(good === 'printed')('warns when the roll is nearly at its end', async () => {
      const bench = await start('ready-paper-low');
      expect(await bench.transport.print(text('x'), never())).toEqual({ kind: 'printed', isPaperLow: true });
    });

    it.runIf(good === 'printed')('says only sent on a wire that cannot answer', async () => {
      const bench = await start('one-way');
      expect(await bench.transport.print(LARGE, never())).toEqual({ kind: 'sent' });
      await expect.poll(() => Buffer.compare(bench.paper(), LARGE), { timeout: 10_000 }).toBe(0);
    });

    it.each(troubles)('sends not one byte while it is %s, and prints afterwards', async (reason) => {
      const bench = await start(reason);
      expect(await bench.transport.print(text('x'), never())).toEqual(waits(reason, 'no'));
      expect(bench.paper()).toHaveLength(0);
      await bench.become('ready');
      expect((await bench.transport.print(text('x'), never())).kind).toBe(good);
      expect(bench.paper()).toEqual(text('x'));
    });

    it.each(breaks)('%s in the middle of a job is a doubt, never printed and never sent twice', async (scene, reason) => {
      const bench = await start(scene);
      const job = scene === 'breaks-stall' ? Buffer.concat(Array.from({ length: 60 }, () => LARGE)) : text('0123456789');
      expect(await bench.transport.print(job, never())).toEqual(waits(reason, 'maybe'));
      const paper = bench.paper();
      expect(paper.length).toBeGreaterThan(0);
      expect(paper.length).toBeLessThanOrEqual(job.length);
      expect(Buffer.compare(paper, job.subarray(0, paper.length))).toBe(0);
    });

    it.runIf(good === 'printed')(
      'says without printing whether it is ready, low on paper, in trouble, or cannot tell',
      async () => {
        const bench = await start('ready');
        const checked = async (scene: PrinterScene) => {
          await bench.become(scene);
          return bench.transport.check(never());
        };
        expect(await (await start('one-way')).transport.check(never())).toEqual({ kind: 'unknown' });
        expect(await checked('ready')).toEqual({ kind: 'ready', isPaperLow: false });
        expect(await checked('ready-paper-low')).toEqual({ kind: 'ready', isPaperLow: true });
        expect(await checked('cover-open')).toEqual({ kind: 'trouble', reason: 'cover-open' });
        expect(await checked('paper-out')).toEqual({ kind: 'trouble', reason: 'paper-out' });
        expect(bench.paper()).toHaveLength(0);
      },
    );

    it('never guesses about a job of an earlier run', async () => {
      const bench = await start('ready');
      expect(await bench.transport.recall('a-job-of-before', never())).toBe('unknown');
      expect(bench.paper()).toHaveLength(0);
    });

    it('is ready for the next job after one that broke', async () => {
      const bench = await start('breaks-gone');
      await bench.transport.print(text('torn'), never());
      const torn = bench.paper().length;
      await bench.become('ready');
      expect((await bench.transport.print(text('whole'), never())).kind).toBe(good);
      const after = bench.paper().slice(torn);
      // What ends a torn command goes before it and prints nothing.
      expect(after.slice(after.findLastIndex((byte) => byte === 0) + 1)).toEqual(text('whole'));
    });

    it('aborted before it began sends nothing', async () => {
      const bench = await start('ready');
      expect(await bench.transport.print(text('x'), AbortSignal.abort())).toEqual(waits('aborted', 'no'));
      expect(bench.paper()).toHaveLength(0);
    });

    it('aborted in the middle ends at once as a doubt', async () => {
      const bench = await start('slow');
      const stop = new AbortController();
      const outcome = bench.transport.print(LARGE, stop.signal);
      await bench.begun();
      stop.abort();
      expect(await outcome).toEqual(waits('aborted', 'maybe'));
    });
  });
}
