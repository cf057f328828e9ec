import { describe, expect, it } from 'vitest';
import { epsonTalk } from '../../../main/printer/transports/talk-epson.ts';
import { createTwoWayPrinter, WIRE_LIMITS } from '../../../main/printer/transports/two-way.ts';
import type { ConnectMedium } from '../../../main/printer/transports/wire.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const READY = 0x12;
const NAME = Array.from('_TM-T88\0', (letter) => letter.charCodeAt(0));
const signal = new AbortController().signal;
const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);

/** An ESC/POS printer on USB: what it is asked at once it answers, what it is asked in its turn only while `works`. */
function usb() {
  const clock = virtualClock();
  const manners = { works: true };
  const received: string[] = [];
  const connect: ConnectMedium = (events) => {
    queueMicrotask(events.onOpen);
    return {
      send: (bytes, taken) => {
        received.push(Buffer.from(bytes).toString('latin1'));
        taken();
        if (bytes[0] === 0x10) events.onBytes(Uint8Array.of(READY));
        else if (manners.works && bytes.at(-2) === 0x72) events.onBytes(Uint8Array.of(0));
        else if (manners.works && bytes[1] === 0x49) events.onBytes(Uint8Array.from(NAME));
      },
      end: events.onEnded,
      destroy: () => undefined,
      linger: () => undefined,
    };
  };
  const printer = createTwoWayPrinter({
    connect,
    talk: epsonTalk(false),
    clock,
    answers: 'always',
    limits: WIRE_LIMITS,
    keepsAnswers: true,
  });
  const print = async (letters: string) => {
    const outcome = printer.print(text(letters), signal);
    await clock.advance(25_000);
    return outcome;
  };
  const hasReceived = (letters: string): boolean => received.some((bytes) => bytes.includes(letters));
  return { clock, manners, print, hasReceived };
}

describe('after a job in doubt', () => {
  it('nothing is given to a printer that still works on it, and the next job prints once it is done', async () => {
    const { manners, print, hasReceived } = usb();
    manners.works = false;
    expect(await print('first')).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'maybe' });
    expect(await print('second')).toEqual({ kind: 'waiting', reason: 'no-answer', sent: 'no' });
    expect(hasReceived('second')).toBe(false);
    manners.works = true;
    expect(await print('second')).toEqual({ kind: 'printed', isPaperLow: false });
  });

  it('a printer that never answers in its turn gets its jobs after a minute and a half, and they are only sent', async () => {
    const { clock, manners, print, hasReceived } = usb();
    manners.works = false;
    await print('first');
    await clock.advance(90_000);
    expect(await print('second')).toEqual({ kind: 'sent' });
    expect(hasReceived('second')).toBe(true);
  });
});
