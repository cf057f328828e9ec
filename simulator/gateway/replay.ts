import type { Money } from '../../core/money/money.ts';
import { isRecord } from '../web/exchange.ts';
import { isFailCode, isResultCode, type ResultCode } from './results.ts';
import type { PayPlan, RecordedAnswer, Scenario } from './scenario.ts';

/** One payment as another gateway once took it: what it was about, and how that gateway answered. */
export type Journey = {
  /** Null fits whatever payment comes next. */
  readonly amount: (Omit<Money, 'currency'> & { readonly currency: string }) | null;
  readonly part: Partial<Scenario>;
};

/** The payments of an incident file, or what is wrong with it in plain words. */
export type ReadReplay =
  { readonly ok: true; readonly journeys: readonly Journey[] } | { readonly ok: false; readonly fault: string };

/** What Paydesk writes at the top of an incident file. */
const SCHEMA = 'paydesk.incident.v1';

type Row = { readonly atMs: number; readonly type: string; readonly event: Readonly<Record<string, unknown>> };
type Answer = RecordedAnswer | 'silence' | 'bad-signature';
/** An answer of the recorded gateway: when it came, to what, and what the counter made of it. */
type Told = {
  readonly atMs: number;
  readonly api: string;
  readonly kind: string;
  readonly code: ResultCode | null;
  readonly answer: Answer;
};

/** Reads an incident file of Paydesk; payments whose beginning is not in it are left out. */
export function readReplay(text: string): ReadReplay {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'is not JSON' };
  }
  if (!isRecord(file) || file['schema'] !== SCHEMA || !Array.isArray(file['rows']))
    return { ok: false, fault: `is no incident file of Paydesk (expected "schema": "${SCHEMA}" and "rows")` };
  const journeys = journeysIn(file['rows'].filter(isRow));
  return journeys.length === 0 ? { ok: false, fault: 'holds no payment that can be replayed' } : { ok: true, journeys };
}

const isRow = (row: unknown): row is Row =>
  isRecord(row) && typeof row['atMs'] === 'number' && typeof row['type'] === 'string' && isRecord(row['event']);

function journeysIn(rows: readonly Row[]): readonly Journey[] {
  const byPayment = new Map<unknown, Row[]>();
  for (const row of rows) {
    const id = row.event['paymentRequestId'];
    byPayment.set(id, [...(byPayment.get(id) ?? []), row]);
  }
  return [...byPayment.values()].flatMap((own) => {
    const submitted = own.find(({ type }) => type === 'payment-submitted');
    const amount = submitted?.event['amount'];
    if (submitted === undefined || !isMoney(amount)) return [];
    return [
      {
        amount,
        part: partOf(
          submitted.atMs,
          own.map(toldBy).filter((told) => told !== null),
        ),
      },
    ];
  });
}

const isMoney = (value: unknown): value is NonNullable<Journey['amount']> =>
  isRecord(value) && typeof value['currency'] === 'string' && Number.isSafeInteger(value['amountMinor']);

const APIS: ReadonlyMap<string, string> = new Map([
  ['cancel-answered', 'cancel'],
  ['refund-answered', 'refund'],
]);

function toldBy({ atMs, type, event }: Row): Told | null {
  const verdict = event['verdict'];
  const api = type === 'payment-answered' ? event['api'] : APIS.get(type);
  if (typeof api !== 'string' || !isRecord(verdict) || typeof verdict['kind'] !== 'string') return null;
  const named = verdict['resultCode'];
  const code = typeof named === 'string' && isResultCode(named) ? named : null;
  return { atMs, api, kind: verdict['kind'], code, answer: answerOf(verdict['kind'], verdict['cause'], code) };
}

/** Causes of a doubt that came with a believable answer; with any other nothing believable arrived. */
const ANSWERED: ReadonlySet<unknown> = new Set(['gateway-busy', 'call-refused', 'inconsistent', 'unknown-status']);

function answerOf(kind: string, cause: unknown, code: ResultCode | null): Answer {
  switch (kind) {
    case 'doubt':
      if (ANSWERED.has(cause)) return code ?? 'UNKNOWN_EXCEPTION';
      return cause === 'bad-signature' ? cause : 'silence';
    case 'window-exceeded':
      return 'CANCEL_WINDOW_EXCEED';
    case 'not-found':
      return 'ORDER_NOT_EXIST';
    case 'refused':
      return code ?? 'PROCESS_FAIL';
    default:
      return 'truth';
  }
}

/** `beganMs` is when the payment was sent; what was final about it, and when, decides how the wallet goes this time. */
function partOf(beganMs: number, told: readonly Told[]): Partial<Scenario> {
  const of = (api: string): readonly Told[] => told.filter((each) => each.api === api);
  const pay = planOf(beganMs, told);
  const answers = (api: string) => of(api).map(({ answer }) => (answer === 'bad-signature' ? 'silence' : answer));
  // A payment that never arrived is unknown to the gateway without anybody's help.
  const inquiries = answers('inquiryPayment').map((answer) =>
    answer === 'ORDER_NOT_EXIST' && pay.kind === 'lost' ? 'truth' : answer,
  );
  return {
    pay,
    payAnswer: { kind: 'recorded', answers: of('pay').map(({ answer }) => answer) },
    inquiry: { kind: 'recorded', answers: inquiries },
    cancel: { kind: 'recorded', answers: answers('cancel') },
    refund: { kind: 'recorded', answers: answers('refund') },
    notify: of('notifyPayment').length > 0 ? 'once' : 'never',
  };
}

function planOf(beganMs: number, told: readonly Told[]): PayPlan {
  const end = told.find(({ kind }) => kind === 'paid' || kind === 'not-paid');
  const pending = told.filter(({ kind, atMs }) => kind === 'pending' && atMs <= (end?.atMs ?? Number.MAX_SAFE_INTEGER)).at(-1);
  if (end === undefined)
    return pending === undefined && told.some(({ kind }) => kind === 'not-found') ? { kind: 'lost' } : { kind: 'ask' };
  const failCode = end.kind === 'paid' ? null : end.code !== null && isFailCode(end.code) ? end.code : 'PROCESS_FAIL';
  if (pending === undefined) return failCode === null ? { kind: 'approve' } : { kind: 'fail', code: failCode };
  // Decided behind the last "in process", so that the next question hears of it; a notification goes out by itself.
  const decidedMs = end.api === 'notifyPayment' ? end.atMs : pending.atMs + 1;
  return { kind: 'later', afterMs: Math.max(1, decidedMs - beganMs), failCode };
}
