/**
 * A till without windows, as a program of its own: the counter that compose() wires, with the real ledger on its thread and the real
 * client, told over standard input what its cashier does. It is bundled by faults-bundle.ts, driven by faults-till-process.ts, and
 * killed in the middle.
 */
import { practicePeople } from '../../main/worlds/people-world.ts';
import path from 'node:path';
import { closedReports } from '../../main/worlds/world-reports.ts';
import { createPrivateKey } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { PadKey } from '../../core/checkout/sale.ts';
import { isSettled, type PaymentRecord } from '../../core/payment/record.ts';
import { DEFAULT_TIMING } from '../../core/payment/timing.ts';
import type { Counter } from '../../main/counter/counter.ts';
import { startLedgerThread } from '../../main/ledger/thread.ts';
import { systemClock } from '../../main/lifecycle/clock.ts';
import { createMarks, haltForEver } from '../../main/lifecycle/marks.ts';
import { createScope } from '../../main/lifecycle/scope.ts';
import { PRACTICE_SETTINGS } from '../../main/settings/practice.ts';
import type { GatewaySettings, Settings } from '../../main/settings/schema.ts';
import { clientFor } from '../../main/worlds/client.ts';
import { wireCounter } from '../../main/worlds/counter-wiring.ts';
import type { World } from '../../main/worlds/world.ts';
import type { CashierRule, TillConfig, TillOrder, TillSaying } from './faults-till-protocol.ts';

const BY = { kind: 'cashier', name: 'Mei' } as const;
const RECENT_MAX = 20;

const openLedger = startLedgerThread(new URL('./ledger-worker.js', import.meta.url), systemClock);
const marks = { isPrinting: true, isLater: false, haltAt: null as string | null };
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Written at once and whole: what the parent has read was said before the plug was pulled. A pipe that is full is waited for. */
const say = (saying: TillSaying): void => {
  let left = Buffer.from(`${JSON.stringify(saying)}\n`);
  while (left.length > 0) left = left.subarray(writtenAtOnce(left));
};

function writtenAtOnce(bytes: Buffer): number {
  try {
    return writeSync(1, bytes);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return 0;
  }
}

/** `mark NAME MS`, and `halted NAME` where it has stopped for ever. */
const sayMark = (line: string): void => {
  const [kind = '', name = ''] = line.split(' ');
  say(kind === 'halted' ? { halted: name } : { mark: name });
};

void run();

async function run(): Promise<void> {
  const config = JSON.parse(String((await lines.next()).value)) as TillConfig;
  // The waits of a counter are minutes; a matrix of thousands of cases needs them in tenths of a second.
  Object.assign(DEFAULT_TIMING, config.timing);
  const scope = createScope(() => systemClock.nap(2_000).done.then(() => 'late' as const));
  const cashier = createCashier(config.rules, () => counter);
  const { counter, connection } = await wireCounter({
    world: worldOf(config),
    store: null,
    version: '0.0.0',
    marks: createMarks(marks, systemClock.monotonicMs, sayMark, haltForEver),
    scope,
    openLedger,
    changed: () => cashier.look(),
  });
  await connection.renew();
  await counter.resume();
  cashier.begin();
  say({ ready: Math.round(performance.now()) });
  for (;;) {
    const line = await lines.next();
    if (line.done === true) break;
    obey(counter, JSON.parse(line.value) as TillOrder);
  }
  await scope.close();
  process.exit(0);
}

function obey(counter: Counter, order: TillOrder): void {
  switch (order.do) {
    case 'halt-at':
      marks.haltAt = order.mark;
      return;
    case 'sale':
      sell(counter, order.amountMinor, order.code);
      return;
  }
}

function sell({ session }: Counter, amountMinor: number, code: string): void {
  if (!session.isIdle()) session.next();
  for (const digit of String(amountMinor)) session.key(digit as PadKey);
  session.key('enter');
  session.scan(code);
}

/** Acts as its rules say whenever something changed, and says what it saw. What was done stands in the ledger, so a restart repeats nothing. */
function createCashier(rules: readonly CashierRule[], counterOf: () => Counter) {
  const begun = new Set<CashierRule>();
  const done = new Set<CashierRule>();
  const told = new Map<string, string>();
  let isReady = false;
  const tell = (key: string, saying: TillSaying): void => {
    const text = JSON.stringify(saying);
    if (told.get(key) === text) return;
    told.set(key, text);
    say(saying);
  };
  const look = (): void => {
    if (!isReady) return;
    const counter = counterOf();
    const records = recordsOf(counter);
    for (const record of records) tell(record.paymentRequestId, { payment: viewOf(record) });
    const { notice } = counter.session.state();
    if (notice !== null) tell('notice', { notice: notice.kind });
    for (const rule of rules) {
      if (begun.has(rule) || !isDue(counter, rule, records)) continue;
      begun.add(rule);
      void act(counter, rule, records).finally(() => {
        done.add(rule);
        look();
      });
    }
    tell('idle', { idle: isIdle(rules, done, records) });
  };
  return {
    begin: () => {
      isReady = true;
      look();
    },
    look,
  };
}

/** Nothing is open, and every rule was done or waits for a payment that will never be paid. */
function isIdle(rules: readonly CashierRule[], done: ReadonlySet<CashierRule>, records: readonly PaymentRecord[]): boolean {
  const isOver = (rule: CashierRule): boolean => {
    const record = recordOf(rule, records);
    return done.has(rule) || (rule.when === 'paid' && record !== undefined && record.state !== 'paid');
  };
  return records.length > 0 && records.every(isSettled) && rules.every(isOver);
}

const recordOf = (rule: CashierRule, records: readonly PaymentRecord[]): PaymentRecord | undefined =>
  records.find(({ amount }) => amount.amountMinor === rule.ofAmountMinor);

function recordsOf(counter: Counter): readonly PaymentRecord[] {
  const open = counter.resolver.open().map(({ record }) => record);
  const ids = new Set(open.map(({ paymentRequestId }) => paymentRequestId));
  return [...open, ...counter.ledger.recent(RECENT_MAX).filter(({ paymentRequestId }) => !ids.has(paymentRequestId))];
}

const viewOf = (record: PaymentRecord) => ({
  id: record.paymentRequestId,
  amountMinor: record.amount.amountMinor,
  state: record.state,
  isSettled: isSettled(record),
});

function isDue(counter: Counter, rule: CashierRule, records: readonly PaymentRecord[]): boolean {
  const record = recordOf(rule, records);
  if (record === undefined || !isMoment(rule, record)) return false;
  // The session is busy with a sale until its payment is on the stage.
  return rule.act !== 'sell' || counter.session.shown() !== null || counter.session.isIdle();
}

function isMoment({ when }: CashierRule, record: PaymentRecord): boolean {
  switch (when) {
    case 'there':
      return true;
    case 'paid':
      return record.state === 'paid';
    case 'settled':
      return isSettled(record);
  }
}

/** Resolves when the act has had its effect, whichever. */
async function act(counter: Counter, rule: CashierRule, records: readonly PaymentRecord[]): Promise<void> {
  const record = recordOf(rule, records);
  if (record === undefined) return;
  const { paymentRequestId: id } = record;
  switch (rule.act) {
    case 'cancel':
      if (record.cancel === null) await counter.resolver.cancel(id, BY);
      return;
    case 'refund':
      if (record.refunds.length === 0) await counter.resolver.refund(id, rule.amountMinor, null, BY);
      return;
    case 'scan':
      counter.session.scan(rule.code);
      return;
    case 'sell':
      if (records.some(({ amount }) => amount.amountMinor === rule.amountMinor)) return;
      await nextTurn();
      sell(counter, rule.amountMinor, rule.code);
      await until(() => isSold(counter, rule));
  }
}

/** The sale has its payment, or was refused because its code was used. */
function isSold(counter: Counter, rule: Extract<CashierRule, { readonly act: 'sell' }>): boolean {
  if (rule.isUsed && counter.session.state().notice?.kind === 'code-already-sent') return true;
  return recordsOf(counter).some(({ amount }) => amount.amountMinor === rule.amountMinor);
}

/** After the change that was heard of, so that the cashier does not act in the middle of it. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await systemClock.nap(5).done;
}

function worldOf(config: TillConfig): World {
  const settings: Settings = {
    ...PRACTICE_SETTINGS,
    counter: { counterId: 'T7', name: 'Till 7', number: 7 },
    printer: { kind: 'none' },
    limits: config.limits,
  };
  const gateway: GatewaySettings = {
    baseUrl: config.gatewayUrl,
    pathPrefix: '/aps/api/v1',
    clientId: config.clientId,
    gatewayPublicKey: config.gatewayPublicKey,
    ca: null,
    settlementCurrency: null,
    requestTimeoutMs: config.requestTimeoutMs,
    connectTimeoutMs: config.connectTimeoutMs,
  };
  const privateKey = createPrivateKey({ key: Buffer.from(config.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return {
    mode: 'live',
    ledgerFile: config.ledgerFile,
    walletUrl: null,
    hasKeys: false,
    people: practicePeople(),
    settings: () => settings,
    printer: () => null,
    notify: null,
    reports: closedReports(path.dirname(config.ledgerFile)),
    connect: (parts) =>
      Promise.resolve({ ok: true, keychain: 'ok', client: clientFor(settings, gateway, { keyVersion: 1, privateKey }, parts) }),
    stop: () => undefined,
  };
}
