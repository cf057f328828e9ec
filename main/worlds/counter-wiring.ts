import { randomBytes, randomUUID } from 'node:crypto';
import { newPaymentRequestId } from '../../core/payment/ids.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Marks } from '../lifecycle/marks.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { createCounter, type Counter } from '../counter/counter.ts';
import { createGatewayHolder } from '../counter/gateway-holder.ts';
import { openLedger } from '../ledger/ledger.ts';
import { createOutbox, type Outbox } from '../printer/outbox.ts';
import { createTcpPrinter } from '../printer/transports/tcp.ts';
import { createConnection, type Connection } from './connection.ts';
import { counterSettings, paymentTiming, printerProfile } from './settings-map.ts';
import type { World } from './world.ts';

/** What the wiring is given beside its world. */
export type WiringParts = {
  readonly world: World;
  readonly version: string;
  readonly marks: Marks;
  readonly scope: Scope;
  readonly changed: () => void;
};

/** A counter on its ledger, printer and gateway. */
export type WiredCounter = { readonly counter: Counter; readonly connection: Connection };

/** The encoder's library is large and the first paper is always seconds away. */
const encoder = (): Promise<typeof import('../printer/encode.ts')> => import('../printer/encode.ts');

/** Builds one counter without any window. What it starts, the scope stops in reverse: loops first, the ledger last. */
export function wireCounter({ world, version, marks, scope, changed }: WiringParts): WiredCounter {
  const { settings } = world;
  scope.own('world', world.stop);
  const ledger = openLedger(world.ledgerFile, systemClock);
  scope.own('ledger', ledger.close);
  const gateway = createGatewayHolder();
  const connection: Connection = createConnection({
    world,
    holder: gateway,
    clock: systemClock,
    health: () => counter.health,
    marks,
    strangeId: () => newPaymentRequestId(settings().counter.counterId, randomBytes),
    newestResponseTimeMs: ledger.newestResponseTimeMs,
  });
  const outbox = wirePrinter(world, scope, () => counter);
  const counter: Counter = createCounter({
    mode: world.mode,
    version,
    walletUrl: world.walletUrl,
    clock: systemClock,
    random: randomBytes,
    newUuid: randomUUID,
    ledger,
    gateway,
    skewMs: connection.skewMs,
    timing: paymentTiming(settings()),
    settings: () => counterSettings(settings()),
    changed,
    mark: marks.mark,
    printing: { queue: outbox, encode: async (layout) => (await encoder()).encode(layout, printerProfile(settings())).bytes },
  });
  scope.own('connection', connection.close);
  scope.own('payments', counter.stop);
  return { counter, connection };
}

function wirePrinter(world: World, scope: Scope, counter: () => Counter): Outbox | null {
  if (world.printer === null) return null;
  const answers = printerProfile(world.settings()).dialect === 'star' ? 'never' : 'auto';
  const outbox = createOutbox({
    transport: createTcpPrinter({ ...world.printer, answers }),
    clock: {
      nowMs: systemClock.wallMs,
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs);
        return () => {
          clearTimeout(timer);
        };
      },
    },
    onChange: (jobs) => {
      counter().health.printer(jobs);
      counter().receipts.jobsChanged(jobs);
    },
  });
  scope.own('printer', outbox.close);
  return outbox;
}
