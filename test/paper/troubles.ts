import type { Fault } from '../../simulator/devices/failing-faults.ts';

/** The end of a run of Paydesk: so long after the strike, and when the next run begins. */
export type Kill = { readonly afterMs: number; readonly restartMs: number };

/** One trouble: what the printer suffers, when it is mended and how, and whether Paydesk dies of it. */
export type Trouble = {
  readonly name: string;
  /** Null where only Paydesk dies. */
  readonly fault: Fault | null;
  readonly healMs: number;
  /** Somebody switches the printer off and on to mend it. */
  readonly isRestarted: boolean;
  readonly kill: Kill | null;
  /** Only a connection that nobody tells of its end can have this. */
  readonly onlyOn?: 'tcp';
};

const SOON = 4_000;
const LATE = 60_000;

type More = Partial<Pick<Trouble, 'isRestarted' | 'kill' | 'onlyOn'>>;
const one = (name: string, fault: Fault | null, healMs: number, more: More = {}): Trouble => ({
  name,
  fault,
  healMs,
  isRestarted: false,
  kill: null,
  ...more,
});

const NO_PAPER: Fault = { kind: 'paper-out' };
/** It holds everything and says that all is well: a slow one, too. */
const SLOW: Fault = { kind: 'lies', about: 'status' };

/** Every way in which a paper goes wrong here. */
export const TROUBLES: readonly Trouble[] = [
  one('paper out, soon more', NO_PAPER, SOON),
  one('paper out, more after a while', NO_PAPER, LATE),
  one('paper out, mended by switching it off and on', NO_PAPER, LATE, { isRestarted: true }),
  one('cover open for a moment', { kind: 'cover-open' }, SOON),
  one('cover open', { kind: 'cover-open' }, LATE),
  one('cutter jammed, mended by switching it off and on', { kind: 'cutter-jam' }, LATE, { isRestarted: true }),
  one('power lost for a moment', { kind: 'power-loss' }, SOON),
  one('power lost', { kind: 'power-loss' }, LATE),
  one('cable pulled for a moment', { kind: 'cable' }, SOON),
  one('cable pulled', { kind: 'cable' }, LATE),
  one('half-open connection', { kind: 'half-open' }, SOON, { onlyOn: 'tcp' }),
  one('connection reset', { kind: 'hang-up' }, SOON),
  one('hung for a moment', { kind: 'hung' }, SOON),
  one('hung', { kind: 'hung' }, LATE),
  one('hung, mended by switching it off and on', { kind: 'hung' }, LATE, { isRestarted: true }),
  one('says that all is well, prints after 4 s', SLOW, SOON),
  one('says that all is well, prints after 17 s', SLOW, 17_000),
  one('says that all is well, prints after a minute', SLOW, LATE),
  one('says that all is well, until it is switched off and on', SLOW, LATE, { isRestarted: true }),
  one('says too early that it is done', { kind: 'lies', about: 'done' }, LATE),
  one('says too early that it is done and that all is well', { kind: 'lies', about: 'both' }, LATE),
  one('says that it has no paper and has', { kind: 'lies', about: 'false-alarm' }, LATE),
  one('answers 0.7 s late', { kind: 'late', ms: 700, isDoneOnly: false }, LATE),
  one('answers 1.5 s late', { kind: 'late', ms: 1_500, isDoneOnly: false }, LATE),
  one('answers 30 s late', { kind: 'late', ms: 30_000, isDoneOnly: false }, LATE),
  one('says 16 s late that it is done', { kind: 'late', ms: 16_000, isDoneOnly: true }, 10_000),
  one('takes 7 bytes at a time', { kind: 'trickle', bytes: 7, everyMs: 20 }, LATE),
  one('takes 3 bytes at a time, for too long', { kind: 'trickle', bytes: 3, everyMs: 100 }, LATE),
  one('Paydesk dies', null, 0, { kill: { afterMs: 0, restartMs: 3_000 } }),
  one('Paydesk dies a moment later', null, 0, { kill: { afterMs: 1, restartMs: 3_000 } }),
  one('Paydesk dies without paper, and starts without', NO_PAPER, LATE, { kill: { afterMs: 0, restartMs: 3_000 } }),
  one('Paydesk dies without paper, and starts with', NO_PAPER, 10_000, { kill: { afterMs: 2_000, restartMs: 20_000 } }),
  one('Paydesk dies in front of a slow printer', SLOW, 10_000, { kill: { afterMs: 300, restartMs: 3_000 } }),
  one('Paydesk dies in front of a hung printer', { kind: 'hung' }, LATE, { kill: { afterMs: 300, restartMs: 3_000 } }),
  one('the power of the shop is lost', { kind: 'power-loss' }, 8_000, { kill: { afterMs: 0, restartMs: 20_000 } }),
  one('cable pulled, and Paydesk dies', { kind: 'cable' }, 8_000, { kill: { afterMs: 1_000, restartMs: 3_000 } }),
];
