import type { PrinterTransport } from './port.ts';
import { epsonTalk } from './talk-epson.ts';
import { STAR_TALK } from './talk-star.ts';
import type { Talk } from './talk.ts';
import type { Answers } from './two-way.ts';

/** How a printer is talked to, whatever the wire. */
export type TalkChoice = {
  readonly dialect: 'epson' | 'star';
  readonly answers: Answers;
  /** True where a test page has shown that the printer names the job that it has finished. */
  readonly hasTickets: boolean;
};

/** Builds a transport with the talk of that family; a function, because each family has answers of its own type. */
export const talkOf = (
  { dialect, hasTickets }: TalkChoice,
  build: <Reply>(talk: Talk<Reply>) => PrinterTransport,
): PrinterTransport => (dialect === 'star' ? build(STAR_TALK) : build(epsonTalk(hasTickets)));
