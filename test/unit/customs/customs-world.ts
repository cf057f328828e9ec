import type { Scheduler } from 'fast-check';
import { createCustomsDesk, type CustomsDesk, type CustomsPorts, type DeclareMessage } from '../../../core/customs/desk.ts';
import type { CustomsWord, Declaration } from '../../../core/customs/events.ts';
import { CUSTOMS_LIMITS } from '../../../core/customs/limits.ts';
import { money } from '../../../core/money/money.ts';
import type { Reply } from '../../../core/payment/gateway-port.ts';
import { modelJournal, type ModelJournal } from '../../builders/model-journal.ts';
import { entriesFor, PAID_FACTS, submitted } from '../../builders/payments.ts';

/** What happens to one request on the wire; `refused-again` refuses a repeat although the first one was taken. */
export const STORIES = ['fine', 'lost-before', 'lost-after', 'unsure', 'refused', 'refused-again', 'no-access'] as const;
type Story = (typeof STORIES)[number];

/** What may be declared of the one payment of this world. */
export const DECLARABLE = 100;

const first = submitted();

/** Its id. */
export const PAYMENT = first.paymentRequestId;

const facts = { ...PAID_FACTS, customsDeclarationAmount: money('CNY', DECLARABLE) };
const PAID_ROWS = entriesFor([
  first,
  { type: 'payment-answered', api: 'inquiryPayment', verdict: { kind: 'paid', facts }, paymentRequestId: PAYMENT },
]);

/** A declaration that customs has; one of a merchant called DOOMED is refused once customs decides. */
type Taken = {
  readonly body: string;
  readonly amountMinor: number;
  readonly isDoomed: boolean;
  status: 'waiting' | 'accepted' | 'failed';
};

/** Customs that believes everything and remembers what should never have been said. */
export type ModelCustoms = {
  readonly taken: Map<string, Taken>;
  readonly broken: string[];
  readonly receive: (body: string, story: Story) => Reply<DeclareMessage>;
  readonly answer: CustomsPorts['ask'];
  readonly decide: () => void;
};

/** A counter that can lose its power at any step, and its disk. */
export type CustomsTill = {
  readonly desk: () => CustomsDesk;
  /** The plug is pulled; what is durable is found again. */
  readonly crash: () => void;
  /** From now on everything goes well and at once. */
  readonly calmDown: () => void;
  /** How many requests still lie on the disk. */
  readonly bodies: () => number;
  /** Time goes by. */
  readonly wait: (ms: number) => void;
};

/** Nothing declared yet. */
export function modelCustoms(): ModelCustoms {
  const taken = new Map<string, Taken>();
  const broken: string[] = [];
  const take = (id: string, body: string, { amount, merchantCustomsCode }: Declaration): void => {
    taken.set(id, { body, amountMinor: amount.amountMinor, isDoomed: merchantCustomsCode === 'DOOMED', status: 'waiting' });
    const sum = [...taken.values()].reduce((all, row) => (row.status === 'failed' ? all : all + row.amountMinor), 0);
    if (sum > DECLARABLE) broken.push(`${String(sum)} declared of ${String(DECLARABLE)}`);
  };
  return {
    taken,
    broken,
    receive: (body, story) => {
      if (story === 'lost-before') return LOST;
      if (story === 'no-access') return said('ACCESS_DENIED', 'F');
      const [id, declaration] = JSON.parse(body) as [string, Declaration];
      const known = taken.get(id);
      if (known !== undefined && known.body !== body) broken.push(`${id} said two things`);
      if (known !== undefined) return story === 'refused-again' ? said('DUPLICATED_DECLARATIONS', 'F') : told(story);
      if (story === 'refused') return said('INVALID_CONTRACT', 'F');
      take(id, body, declaration);
      return told(story);
    },
    answer: (ids) => {
      if (ids.length > 10) broken.push(`${String(ids.length)} ids in one call`);
      const words = ids.flatMap((id) => {
        const row = taken.get(id);
        return row === undefined ? [] : [{ customsDeclarationRequestId: id, ...wordOf(row.status) }];
      });
      const notFound = ids.filter((id) => !taken.has(id));
      const result = { resultCode: 'SUCCESS', resultStatus: 'S' } as const;
      return Promise.resolve({ kind: 'verified', message: { result, notFound, words }, responseTimeMs: 0 });
    },
    decide: () => {
      for (const row of taken.values()) if (row.status === 'waiting') row.status = row.isDoomed ? 'failed' : 'accepted';
    },
  };
}

const STATUS = { waiting: 'IN_PROCESS', accepted: 'CUSTOMS_ACCEPT_SUCCESS', failed: 'FAILED' } as const;
const wordOf = (status: Taken['status']): CustomsWord => ({
  status: STATUS[status],
  resultCode: null,
  resultText: null,
  pspDeclarationRequestId: null,
});

const LOST = { kind: 'lost', cause: 'timeout', sent: 'maybe' } as const;

const NO_FACTS = {
  pspPaymentId: null,
  pspDeclarationRequestId: null,
  pspCustomsCode: null,
  clearingChannel: null,
  clearingTransactionId: null,
  identityCheck: null,
};

const said = (resultCode: string, resultStatus: 'S' | 'F' | 'U'): Reply<DeclareMessage> => ({
  kind: 'verified',
  message: { result: { resultCode, resultStatus }, facts: NO_FACTS },
  responseTimeMs: 0,
});

function told(story: Story): Reply<DeclareMessage> {
  if (story === 'lost-after') return LOST;
  return story === 'unsure' ? said('UNKNOWN_EXCEPTION', 'U') : said('SUCCESS', 'S');
}

/** Everything that a step waits for is released by the scheduler, so that steps meet in every order. */
export function customsTill(customs: ModelCustoms, scheduler: Pick<Scheduler, 'schedule'>, stories: Story[]): CustomsTill {
  const disk = new Map<string, string>();
  let serial = 0;
  let isCalm = false;
  let nowMs = 0;
  const clock = { wallMs: () => nowMs, monotonicMs: () => nowMs };
  let journal: ModelJournal = modelJournal(clock, PAID_ROWS);
  let power = { isOn: true };
  const story = (): Story => (isCalm ? 'fine' : (stories.shift() ?? 'fine'));
  const boot = (): CustomsDesk => {
    const [plug, book] = [power, journal];
    /** An effect happens only while there is power, and so does what comes of it. */
    const step = async <Value>(act: () => Value | Promise<Value>): Promise<Value> => {
      const isDead = (): boolean => !plug.isOn;
      if (!isCalm) await scheduler.schedule(Promise.resolve());
      if (isDead()) return new Promise<Value>(() => undefined);
      const value = await act();
      if (!isCalm) await scheduler.schedule(Promise.resolve());
      return isDead() ? new Promise<Value>(() => undefined) : value;
    };
    return createCustomsDesk({
      journal: {
        append: (event) => step(() => book.append(event)),
        entriesOf: (id) => step(() => book.entriesOf(id)),
        ofNoPayment: (wanted) => step(() => book.ofNoPayment(wanted)),
      },
      prepare: (id, declaration) =>
        step(() => {
          const bodySha256 = JSON.stringify([id, declaration]);
          disk.set(bodySha256, bodySha256);
          return { ok: true, bodySha256 };
        }),
      send: ({ bodySha256 }) =>
        step(() => {
          const body = disk.get(bodySha256);
          if (body === undefined) customs.broken.push('sent after its end');
          return body === undefined ? null : customs.receive(body, story());
        }),
      ask: (ids) => step(() => (story().startsWith('lost') ? LOST : customs.answer(ids))),
      inquire: () => Promise.resolve(LOST),
      forget: (sha256) => disk.delete(sha256),
      forgetOthers: (needed) =>
        step(() => {
          for (const sha256 of disk.keys()) if (!needed.has(sha256)) disk.delete(sha256);
        }),
      limits: () => CUSTOMS_LIMITS,
      newId: () => `D${String((serial += 1))}`,
      nowMs: () => nowMs,
    });
  };
  let desk = boot();
  return {
    desk: () => desk,
    crash: () => {
      power.isOn = false;
      power = { isOn: true };
      journal = modelJournal(clock, journal.rows());
      desk = boot();
    },
    calmDown: () => {
      isCalm = true;
    },
    bodies: () => disk.size,
    wait: (ms) => {
      nowMs += ms;
    },
  };
}
