import { describe, expect, it } from 'vitest';
import { toldRow } from '../../../core/incident/rows.ts';
import { money } from '../../../core/money/money.ts';
import { redactRow } from '../../../main/observability/redact.ts';
import { readReplay } from '../../../simulator/gateway/replay.ts';
import { readCommandLine } from '../../../simulator/options.ts';
import { failed, lostReply, verified } from '../../builders/fake-gateway.ts';
import { AMOUNT, MAYA } from '../../builders/payments.ts';
import { payMessage } from '../../builders/wire-client.ts';
import { bench, charged, freshCode, type Bench } from '../../integration/payment-bench.ts';
import { gatewayBench, type Answer, type GatewayBench } from './gateway-bench.ts';

/** The file that a counter would write of this world. */
const fileOf = ({ journal }: Bench): string =>
  JSON.stringify({ schema: 'paydesk.incident.v1', rows: journal.rows().map((row) => toldRow(row, redactRow)) });

function replaying(text: string): GatewayBench {
  const read = readReplay(text);
  if (!read.ok) throw new Error(read.fault);
  // The gateway that was recorded waited longer for its customer than this one does by itself.
  const gateway = gatewayBench({ paymentLifetimeMs: 90_000 });
  gateway.send({ type: 'replay', journeys: read.journeys });
  return gateway;
}

type Told = { readonly api: string; readonly atMs: number; readonly kind: string };

/** What the counter made of each answer, in their order, with the time since the payment began. */
function recorded({ journal }: Bench): readonly Told[] {
  const rows = journal.rows();
  const beganMs = rows[0]?.wallMs ?? 0;
  return rows.flatMap(({ wallMs, event }): readonly Told[] => {
    if (event.type === 'payment-answered') return [{ api: event.api, atMs: wallMs - beganMs, kind: event.verdict.kind }];
    if (event.type === 'cancel-answered') return [{ api: 'cancel', atMs: wallMs - beganMs, kind: event.verdict.kind }];
    if (event.type === 'refund-answered') return [{ api: 'refund', atMs: wallMs - beganMs, kind: event.verdict.kind }];
    return [];
  });
}

const KINDS: Readonly<Record<string, string>> = {
  'pay S': 'paid',
  'pay F': 'not-paid',
  'inquiryPayment S': 'paid',
  'inquiryPayment F': 'not-paid',
  'cancel S': 'cancelled',
  'refund S': 'refunded',
  'refund F': 'refused',
};

/** What a counter makes of an answer, as far as the journeys below need it; written apart from Paydesk's own judges. */
function kindOf(api: string, answer: Answer): string {
  if (answer.delivery !== 'plain') return 'doubt';
  if (answer.result === 'ORDER_NOT_EXIST/F') return 'not-found';
  if (answer.result.endsWith('/U') && !answer.result.startsWith('PAYMENT_IN')) return 'doubt';
  const said = api === 'inquiryPayment' ? answer.payment : answer.result;
  return said === 'PAYMENT_IN_PROCESS/U' ? 'pending' : (KINDS[`${api} ${said.at(-1) ?? ''}`] ?? said);
}

/** The same calls at the same times against the gateway that replays. */
function repeated(gateway: GatewayBench, calls: readonly { readonly api: string; readonly atMs: number }[]) {
  let passedMs = 0;
  return calls.map(({ api, atMs }) => {
    gateway.wait(atMs - passedMs);
    passedMs = atMs;
    const ask = (): Answer => {
      switch (api) {
        case 'pay':
          return gateway.ask('pay', payMessage('again', '281006020000000000120000', {}, '4250', 'SGD'));
        case 'cancel':
          return gateway.cancel('again');
        case 'refund':
          return gateway.refund('again', 'r1', '4250', 'SGD');
        default:
          return gateway.inquire('again');
      }
    };
    return { api, atMs, kind: kindOf(api, ask()) };
  });
}

const BUSY = { resultCode: 'UNKNOWN_EXCEPTION', resultStatus: 'U' };

const JOURNEYS: readonly (readonly [string, (world: Bench) => Promise<unknown>])[] = [
  ['paid at once', (world) => charged(world, 'paid')],
  [
    'waiting, then paid',
    async (world) => {
      const id = await charged(world, 'waiting');
      await world.clock.advance(6_000);
      world.fake.approve(id);
      await world.clock.advance(9_000);
    },
  ],
  [
    'waiting, then refused by the customer',
    async (world) => {
      const id = await charged(world, 'waiting');
      await world.clock.advance(6_000);
      world.fake.decline(id);
      await world.clock.advance(9_000);
    },
  ],
  [
    'paid, but the answer was lost',
    async (world) => {
      await charged(world, 'lost-after');
      await world.clock.advance(9_000);
    },
  ],
  [
    'never arrived',
    async (world) => {
      await charged(world, 'lost-before');
      await world.clock.advance(6_000);
    },
  ],
  [
    'refused',
    (world) => {
      const code = freshCode();
      world.fake.plan(code, { kind: 'refused', resultCode: 'RISK_REJECT' });
      return world.charge(code).then(() => world.clock.settle());
    },
  ],
  [
    'nobody answered the phone, and a cancel that the gateway was too busy for at first',
    async (world) => {
      world.fake.script.cancel.push(verified({ result: BUSY }), lostReply());
      await charged(world, 'waiting');
      await world.clock.advance(180_000);
    },
  ],
];

describe('an incident file of a counter', () => {
  it.each(JOURNEYS)('is answered by the practice gateway as it was: %s', async (_name, play) => {
    const world = bench();
    await play(world);
    const calls = recorded(world);
    expect(calls.length).toBeGreaterThan(0);
    expect(repeated(replaying(fileOf(world)), calls)).toEqual(calls);
  });

  it('a refund goes as it went: refused twice by a busy gateway, then made', async () => {
    const world = bench();
    const id = await charged(world, 'paid');
    const busy = { ...NOTHING_REFUNDED, result: BUSY };
    world.fake.script.refund.push(verified(busy), verified(busy));
    await world.resolver.refund(id, AMOUNT.amountMinor, 'cold soup', MAYA);
    await world.clock.advance(60_000);
    const calls = recorded(world);
    expect(calls.filter(({ api }) => api === 'refund').map(({ kind }) => kind)).toEqual(['doubt', 'doubt', 'refunded']);
    expect(repeated(replaying(fileOf(world)), calls)).toEqual(calls);
  });

  it('payments find their journey by amount, a repeat stays with its own, and behind the last one all is as usual', () => {
    const row = (id: string, amountMinor: number, verdict: object) => [
      { atMs: 0, type: 'payment-submitted', event: { paymentRequestId: id, amount: money('SGD', amountMinor) } },
      { atMs: 9, type: 'payment-answered', event: { paymentRequestId: id, api: 'pay', verdict } },
    ];
    const rows = [
      ...row('one', 100, { kind: 'not-paid', resultCode: 'RISK_REJECT' }),
      ...row('two', 200, { kind: 'doubt', cause: 'gateway-busy', resultCode: 'UNKNOWN_EXCEPTION' }),
    ];
    const gateway = replaying(JSON.stringify({ schema: 'paydesk.incident.v1', rows }));
    const pay = (id: string, value: string) =>
      gateway.ask('pay', payMessage(id, `2810060200000000001${value}33`, {}, value, 'SGD')).result;
    expect(pay('b', '200')).toBe('UNKNOWN_EXCEPTION/U');
    expect(pay('a', '100')).toBe('RISK_REJECT/F');
    expect(pay('a', '100')).toBe('RISK_REJECT/F');
    expect(pay('b', '200')).toBe('PAYMENT_IN_PROCESS/U');
    expect(pay('c', '300')).toBe('SUCCESS/S');
  });

  it.each([
    ['no such file', null, 'cannot be read'],
    ['no JSON', '{', 'is not JSON'],
    ['another file', '{"schema":"paydesk.health.v1"}', 'is no incident file of Paydesk'],
    ['no payments', '{"schema":"paydesk.incident.v1","rows":[]}', 'holds no payment that can be replayed'],
  ])('what cannot be replayed is said by name before anything starts: %s', (_name, text, fault) => {
    const line = readCommandLine(['--replay', 'f.json'], () => text);
    expect(line).toMatchObject({ kind: 'wrong', words: [expect.stringContaining(`--replay: f.json: ${fault}`)] });
  });
});

const NOTHING_REFUNDED = {
  result: failed('PROCESS_FAIL'),
  refundId: null,
  refundTime: null,
  refundAmount: null,
  settlementAmount: null,
  settlementQuote: null,
};
