import { closedReports } from '../../main/worlds/world-reports.ts';
import type { Server } from 'node:http';
import { NO_CREDENTIALS } from '../builders/credentials.ts';
import type { JournalEvent } from '../../core/journal/events.ts';
import { practicePeople } from '../../main/worlds/people-world.ts';
import { newPaymentRequestId } from '../../core/payment/ids.ts';
import { toText } from '../../core/receipt/to-text.ts';
import { createAlipayPlusClient } from '../../main/alipayplus/client.ts';
import type { ExchangeRecord } from '../../main/alipayplus/options.ts';
import { keySigner } from '../../main/alipayplus/sign.ts';
import { createCounter, type Counter } from '../../main/counter/counter.ts';
import { createGatewayHolder } from '../../main/counter/gateway-holder.ts';
import { counterHandlers, type CounterHandlers } from '../../main/ipc/handlers/counter-handlers.ts';
import { DEFAULT_DISPLAY } from '../../core/contract/display.ts';
import { createOutbox, type Outbox } from '../../main/printer/outbox.ts';
import { createConnection } from '../../main/worlds/connection.ts';
import { modelLedger, type ModelLedger } from '../builders/model-ledger.ts';
import type { Disk } from './disk.ts';
import { NOTICE_URL, openDoorbell } from './doorbell.ts';
import type { Host, Run } from './host.ts';
import { WORLD_KEYS } from './keys.ts';
import type { Network } from './network.ts';
import type { Plan } from './plan.ts';
import type { Press } from './press.ts';
import type { Random } from './random.ts';
import { CLIENT_ID, COUNTER_ID, counterSettings, settingsFile, SHOP, timingOf } from './shop.ts';

/** One run of the shipped counter on the world's PC, disk, wire and printer. */
export type Till = {
  readonly run: Run;
  readonly counter: Counter;
  readonly handlers: CounterHandlers;
  readonly ledger: ModelLedger;
  readonly outbox: Outbox | null;
  /** The listener for notifications; null where the shop has none. */
  readonly doorbell: Server | null;
  /** True once what an earlier run left open is being looked after. */
  readonly isResumed: () => boolean;
  readonly stop: () => Promise<void>;
};

/** What a till stands on. */
export type TillParts = {
  readonly plan: Plan;
  readonly host: Host;
  readonly run: Run;
  readonly disk: Disk;
  readonly network: Network;
  readonly press: Press;
  readonly random: Random;
  readonly changed: () => void;
  /** A row was asked for, and is durable or was refused. */
  readonly appended: (event: JournalEvent, isDurable: boolean) => void;
  readonly mark: (name: string) => void;
  readonly onExchange: (record: ExchangeRecord) => void;
  readonly struck: (name: string) => void;
};

/** Starts the program as `main/worlds` wires it, with the world's effects in the place of the machine's. */
export function startTill(parts: TillParts): Till {
  const { plan, host, run, disk, press, random } = parts;
  const { clock, after } = run;
  const model = modelLedger(disk.file, clock, disk.syncFor(run), disk.readFor(run));
  const ledger: ModelLedger = {
    ...model,
    append: async (event) => {
      const told = await model.append(event);
      parts.appended(event, told.ok);
      return told;
    },
  };
  const gateway = createGatewayHolder();
  const randomBytes = (count: number): Uint8Array => random.bytes(count);
  const changed = (): void => {
    if (run.isAlive()) parts.changed();
  };
  const mark = (name: string): void => {
    if (run.isAlive()) parts.mark(name);
  };
  const connection = createConnection({
    world: {
      mode: 'live',
      ledgerFile: '',
      walletUrl: null,
      hasKeys: false,
      people: practicePeople(),
      settings: () => settingsFile(plan.shop),
      printer: () => null,
      notify: null,
      reports: closedReports(''),
      connect: (told) =>
        Promise.resolve({ ok: true, keychain: 'memory', client: clientFor(parts, told.newestResponseTimeMs(), told) }),
      stop: () => undefined,
    },
    holder: gateway,
    clock,
    health: () => counter.health,
    marks: { mark, at: () => undefined },
    strangeId: () => newPaymentRequestId(COUNTER_ID, randomBytes),
    clockFound: () => {
      if (run.isAlive()) counter.resolver.nudgeAll();
    },
    newestResponseTimeMs: ledger.newestResponseTimeMs,
    notifyUrl: () => (plan.shop.hasListener ? NOTICE_URL : null),
  });
  const outbox =
    plan.shop.printer === 'none'
      ? null
      : createOutbox({
          transport: press.transportFor(run),
          clock: { nowMs: clock.wallMs, after },
          begin: (jobId) => counter.receipts.begin(jobId),
          onChange: (jobs) => {
            counter.health.printer(jobs);
            counter.receipts.jobsChanged(jobs);
          },
        });
  const counter: Counter = createCounter({
    mode: 'live',
    display: () => DEFAULT_DISPLAY,
    measured: () => ({ pc: { isOnline: null, diskFreeMb: null }, slow: null }),
    opening: () => null,
    lesson: () => null,
    version: '0.0.0',
    walletUrl: null,
    clock,
    random: randomBytes,
    newUuid: () => Buffer.from(randomBytes(16)).toString('hex'),
    ledger,
    gateway,
    skewMs: connection.skewMs,
    timing: timingOf(plan.shop),
    settings: () => counterSettings(plan.shop, host.zone),
    changed,
    mark,
    house: { rows: [], credentials: NO_CREDENTIALS },
    printing: { queue: () => outbox, encode: (layout) => Promise.resolve(Buffer.from(toText(layout))) },
  });
  const doorbell = plan.shop.hasListener
    ? openDoorbell({
        run,
        struck: parts.struck,
        trust: connection.inbound,
        notified: async (notice) => {
          const noticed = await counter.resolver.notified(notice);
          return noticed === 'unknown-payment' && ledger.trouble() !== null ? 'not-durable' : noticed;
        },
      })
    : null;
  let isResumed = false;
  void connection
    .renew()
    .then(() => counter.resume())
    .then(() => {
      isResumed = true;
    });
  return {
    run,
    counter,
    handlers: counterHandlers(counter),
    ledger,
    outbox,
    doorbell,
    isResumed: () => isResumed,
    stop: async () => {
      await counter.stop();
      connection.close();
      await outbox?.close();
      await ledger.close();
    },
  };
}

type Told = {
  readonly onExchange: (record: ExchangeRecord) => void;
  readonly onStep: (step: string) => void;
  readonly onSigned: () => void;
  readonly notifyUrl: () => string | null;
};

function clientFor({ network, run, host, onExchange }: TillParts, newestResponseTimeMs: number | null, told: Told) {
  const sign = keySigner(WORLD_KEYS.counter);
  return createAlipayPlusClient({
    baseUrl: 'http://127.0.0.1:9000',
    clientId: CLIENT_ID,
    keyVersion: 1,
    signer: (content) => {
      const signature = sign(content);
      told.onSigned();
      return signature;
    },
    gatewayPublicKey: WORLD_KEYS.gatewayPublic,
    shop: SHOP,
    clock: { nowMs: run.clock.wallMs, monotonicMs: run.clock.monotonicMs },
    utcOffsetMinutes: host.zone,
    notifyUrl: told.notifyUrl,
    onStep: told.onStep,
    onExchange: (record) => {
      told.onExchange(record);
      onExchange(record);
    },
    ...(newestResponseTimeMs === null ? {} : { newestResponseTimeMs }),
    connect: network.openerFor(run),
    timers: { after: run.after },
  });
}
