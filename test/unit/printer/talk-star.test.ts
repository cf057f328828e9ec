import { describe, expect, it } from 'vitest';
import { STAR_TALK } from '../../../main/printer/transports/talk-star.ts';
import type { Told } from '../../../main/printer/transports/talk.ts';
import { openWire, type Wire, type WireEvents } from '../../../main/printer/transports/wire.ts';
import type { StarStatus } from '../../../main/printer/star-status.ts';
import { ALL_WELL, starBlock, type PrinterSwitches } from '../../../simulator/devices/printer-status.ts';
import { virtualClock, type VirtualClock } from '../../builders/virtual-clock.ts';

/** A Star printer that answers each question with its state; `counter` is its count of turns. */
type Star = { switches: PrinterSwitches; counter: number; isSilent: boolean };

function wireTo(star: Star): { readonly wire: Wire<StarStatus>; readonly clock: VirtualClock } {
  const clock = virtualClock();
  const connect = (events: WireEvents) => ({
    send: (_bytes: Uint8Array, taken: () => void) => {
      taken();
      if (!star.isSilent) events.onBytes(starBlock(star.switches, star.counter));
    },
    end: () => undefined,
    destroy: () => undefined,
    linger: () => undefined,
  });
  return { clock, wire: openWire(connect, STAR_TALK.createReader(), clock, new AbortController().signal) };
}

const before = (counter: number): Told => ({ trouble: null, isPaperLow: false, counter });
const star = (change: Partial<Star> = {}): Star => ({ switches: ALL_WELL, counter: 0, isSilent: false, ...change });

describe('what a Star printer says of itself', () => {
  it.each([
    [{}, null],
    [{ coverOpen: true }, 'cover-open'],
    [{ paperOut: true }, 'paper-out'],
    [{ cutterJam: true }, 'printer-error'],
  ] as const)('%j is told as %s', async (change, trouble) => {
    const { wire } = wireTo(star({ switches: { ...ALL_WELL, ...change } }));
    expect(await STAR_TALK.ask(wire, 1_000)).toMatchObject({ trouble });
  });

  it('is silent when nothing comes', async () => {
    const { wire, clock } = wireTo(star({ isSilent: true }));
    const told = STAR_TALK.ask(wire, 1_000);
    await clock.advance(1_000);
    expect(await told).toBe('silent');
  });
});

describe('a Star printer is done', () => {
  const doneWith = async (printer: Star, from: number, pending: number): Promise<string> => {
    const { wire, clock } = wireTo(printer);
    const done = STAR_TALK.done(wire, { jobId: 'job', before: before(from), pending }, 5_000);
    await clock.advance(5_000);
    return done;
  };

  it('when its counter has turned, also from 31 to 0', async () => {
    expect(await doneWith(star({ counter: 8 }), 7, 0)).toBe('done');
    expect(await doneWith(star({ counter: 0 }), 31, 0)).toBe('done');
  });

  it('not before it has turned', async () => {
    expect(await doneWith(star({ counter: 7 }), 7, 0)).toBe('late');
  });

  it('not by an answer that is older than the job, with the counter of back then', async () => {
    expect(await doneWith(star({ counter: 6 }), 7, 0)).toBe('late');
    expect(await doneWith(star({ counter: 31 }), 1, 3)).toBe('late');
  });

  it('with three turns of doubtful jobs to come only when it has turned four times', async () => {
    expect(STAR_TALK.tail('job', 3)).toHaveLength(4);
    expect(await doneWith(star({ counter: 3 }), 0, 3)).toBe('late');
    expect(await doneWith(star({ counter: 4 }), 0, 3)).toBe('done');
    expect(await doneWith(star({ counter: 2 }), 30, 3)).toBe('done');
  });

  it('never, where more turns may come than its counter can tell apart', async () => {
    const { wire } = wireTo(star());
    expect([await STAR_TALK.settle(wire, 14, 1_000), await STAR_TALK.settle(wire, 15, 1_000)]).toEqual([true, false]);
  });

  it('and turns that were seen are no longer to come', () => {
    expect(STAR_TALK.stillPending(3, before(30), before(0))).toBe(1);
    expect(STAR_TALK.stillPending(1, before(3), before(9))).toBe(0);
    expect(STAR_TALK.stillPending(7, null, before(9))).toBe(7);
  });
});
