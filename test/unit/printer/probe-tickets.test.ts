import { describe, expect, it } from 'vitest';
import { hasTickets } from '../../../main/printer/probe-tickets.ts';
import type { ConnectMedium } from '../../../main/printer/transports/wire.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const TICKET = [0x37, 0x22, 0x50, 0x44, 0x53, 0x4b, 0x00];

/** A printer that answers status questions with `status`, and GS ( H with `ticket`; null is silence. */
async function probed(status: number | null, ticket: readonly number[] | null, opens = true) {
  const clock = virtualClock();
  const asked: number[] = [];
  const connect: ConnectMedium = (events) => {
    if (opens) queueMicrotask(events.onOpen);
    return {
      send: (bytes, taken) => {
        asked.push(bytes[0] ?? 0);
        taken();
        const answer = bytes[0] === 0x10 ? (status === null ? null : [status]) : ticket;
        if (answer !== null) events.onBytes(Uint8Array.from(answer));
      },
      end: events.onEnded,
      destroy: () => undefined,
      linger: () => undefined,
    };
  };
  const found = hasTickets(connect, clock);
  await clock.advance(10_000);
  return { found: await found, asked, pending: clock.pending() };
}

describe('whether a printer can name its jobs', () => {
  it('is true only where the very letters come back', async () => {
    expect((await probed(0x12, TICKET)).found).toBe(true);
    expect((await probed(0x12, TICKET.with(3, 0x45))).found).toBe(false);
    expect((await probed(0x12, null)).found).toBe(false);
  });

  it('is not asked of a printer that is silent or in trouble, because what it does not know it might print', async () => {
    expect(await probed(null, TICKET)).toMatchObject({ found: false, asked: [0x10] });
    expect(await probed(0x1a, TICKET)).toMatchObject({ found: false, asked: [0x10, 0x10, 0x10] });
  });

  it('ends by itself where nothing opens', async () => {
    expect(await probed(0x12, TICKET, false)).toEqual({ found: false, asked: [], pending: 0 });
  });
});
