import { askTicket } from './status.ts';
import { epsonTalk } from './transports/talk-epson.ts';
import { openWire, type ConnectMedium, type WireClock } from './transports/wire.ts';

const CONNECT_MS = 3_000;
const ANSWER_MS = 1_000;
const LETTERS = 'PDSK';

/**
 * True when the printer names a job that it has finished (GS ( H). A printer that does not know the command may print a few letters,
 * so it is asked only before a test page, which a person looks at.
 */
export async function hasTickets(connect: ConnectMedium, clock: WireClock): Promise<boolean> {
  const talk = epsonTalk(true);
  const wire = openWire(connect, talk.createReader(), clock, new AbortController().signal);
  try {
    if ((await wire.opened(CONNECT_MS)) !== 'open') return false;
    const told = await talk.ask(wire, ANSWER_MS);
    if (typeof told === 'string' || told.trouble !== null) return false;
    if ((await wire.send(askTicket(LETTERS), ANSWER_MS)) !== 'taken') return false;
    const found = await wire.answer(
      (replies) => (replies.some((reply) => reply.kind === 'ticket' && reply.letters === LETTERS) ? 'yes' : null),
      ANSWER_MS,
    );
    if (found === 'yes') await wire.close(ANSWER_MS);
    return found === 'yes';
  } finally {
    wire.destroy();
  }
}
