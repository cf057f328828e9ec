import type { Req, Res } from '../../../core/contract/channels.ts';
import type { OpeningTask } from '../../../core/opening/tasks.ts';
import { REFUSAL_CODES, type RefusalCode } from '../../../core/contract/refusals.ts';
import { RefusedError, type Handlers } from '../answer.ts';
import type { KeyOutcome } from './setup-handlers.ts';

/** The guided set-up as the page may use it. */
export type OpeningPort = {
  readonly view: () => Promise<Res<'opening.view'>>;
  readonly save: (filled: Req<'opening.save'>) => Promise<KeyOutcome>;
  readonly makeKey: () => Promise<KeyOutcome>;
  /** Asks where the public key goes; false when nobody chose a place. */
  readonly saveKey: () => Promise<boolean>;
  /** The codes of what is wrong; none when the counter starts anew with its settings. */
  readonly apply: () => Promise<readonly { readonly path: string; readonly code: string }[] | 'not-now'>;
  readonly later: (task: OpeningTask, isLater: boolean) => Promise<void>;
  readonly done: (task: OpeningTask) => Promise<void>;
  /** Goes to practice or back; `not-now` while a payment is open. */
  readonly go: (to: Req<'opening.go'>['to']) => { readonly isStartedAnew: boolean } | 'not-now';
};

/** The calls of the guided set-up. */
export type OpeningHandlers = Pick<Handlers, Extract<keyof Handlers, `opening.${string}`>>;

/** One function a call; null where nobody is to be set up. */
export function openingHandlers(port: OpeningPort | null): OpeningHandlers {
  const open = (): OpeningPort => {
    if (port === null) throw new RefusedError('not-now');
    return port;
  };
  return {
    'opening.view': () => open().view(),
    'opening.save': async (filled) => {
      done(await open().save(filled));
      return open().view();
    },
    'opening.make-key': async () => {
      done(await open().makeKey());
      return open().view();
    },
    'opening.save-key': async () => ({ isSaved: await open().saveKey() }),
    'opening.apply': async () => {
      const faults = await open().apply();
      if (faults === 'not-now') throw new RefusedError('not-now');
      // What no field can mend is told like every refusal; the rest stands at its fields.
      const whole = faults.find(({ path }) => path === '$');
      if (whole !== undefined) throw new RefusedError(refusalFor(whole.code));
      return open().view();
    },
    'opening.task': async ({ task, state }) => {
      await open().later(task, state === 'later');
      return open().view();
    },
    'opening.go': ({ to }) => {
      const gone = open().go(to);
      if (gone === 'not-now') throw new RefusedError('not-now');
      return gone;
    },
  };
}

/** The calls by which tasks of the set-up are done. */
type Noticed = Pick<Handlers, 'scanner.keep-learnt' | 'printer.test' | 'customer.view'>;

/** The same handlers, which also notice what was done: a scanner was learnt, a test page came out, the customer's display is shown. */
export function noticingTasks<H extends Noticed>(handlers: H, port: Pick<OpeningPort, 'done'> | null): H {
  if (port === null) return handlers;
  return {
    ...handlers,
    'scanner.keep-learnt': async (request) => {
      const answer = await handlers['scanner.keep-learnt'](request);
      await port.done('scanner');
      return answer;
    },
    'printer.test': async (request) => {
      const test = await handlers['printer.test'](request);
      if (test.outcome === 'printed' || test.outcome === 'sent') await port.done('printer');
      return test;
    },
    'customer.view': async (request) => {
      const view = await handlers['customer.view'](request);
      if (view.place === 'shown') await port.done('customer');
      return view;
    },
  };
}

function done(outcome: KeyOutcome): void {
  if (!outcome.ok) throw new RefusedError(outcome.code);
}

const refusalFor = (code: string): RefusalCode => REFUSAL_CODES.find((known) => known === code) ?? 'settings-unwritable';
