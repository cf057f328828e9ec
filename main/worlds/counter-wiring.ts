import { randomBytes, randomUUID } from 'node:crypto';
import type { Health, Snapshot } from '../../core/contract/views.ts';
import type { LessonNote } from '../../core/contract/lessons.ts';
import { DEFAULT_DISPLAY, type DisplayView } from '../../core/contract/display.ts';
import { newPaymentRequestId } from '../../core/payment/ids.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Marks } from '../lifecycle/marks.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { createCounter, type Counter, type CounterPorts } from '../counter/counter.ts';
import type { HousePorts } from '../counter/house.ts';
import { HOUSE_ROWS } from '../counter/house-rows.ts';
import { createGatewayHolder, type GatewayHolder } from '../counter/gateway-holder.ts';
import { closedLedger } from '../ledger/closed-ledger.ts';
import { LedgerOpenError, type OpenFault } from '../ledger/open-fault.ts';
import type { Ledger, OpenLedger } from '../ledger/port.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { withoutLedger } from './blocked-world.ts';
import type { CustomsDesk } from '../../core/customs/desk.ts';
import type { DisputeDesk } from '../../core/dispute/desk.ts';
import { toText } from '../../core/receipt/to-text.ts';
import { keepDeclaring, wireCustoms } from './customs-wiring.ts';
import { claimByNotice, keepSending, wireDisputes } from './dispute-wiring.ts';
import { keepAsking, wireRegistration, type WiredRegistration } from './registration-wiring.ts';
import { createConnection, type Connection } from './connection.ts';
import type { NotifyNews } from '../notify/news.ts';
import { createNotifyDesk, notifyLine, type NotifyDesk } from './notify-desk.ts';
import type { StartHands } from '../printer/raster/hands.ts';
import { createPaperWorks, type PaperWorks } from './paper-works.ts';
import { builtFile } from './built-file.ts';
import type { PrinterDesk } from './printer-desk.ts';
import { wirePrinter } from './printer-wiring.ts';
import { counterSettings, paymentTiming } from './settings-map.ts';
import type { World } from './world.ts';

/** What the wiring is given beside its world. */
export type WiringParts = {
  readonly world: World;
  /** Null where the settings cannot be changed. */
  readonly store: SettingsStore | null;
  readonly version: string;
  /** How this PC shows Paydesk; the default where there are no screens. */
  readonly display?: () => DisplayView;
  /** The owner's Alipay+ mark as PNG in base64; none where nobody looks. */
  readonly brandPng?: () => Promise<string | null>;
  /** What is measured of this PC; nothing where nobody looks. */
  readonly measured?: () => Pick<Health, 'pc' | 'slow'>;
  /** The lesson that is being done; none where nobody is taught. */
  readonly lesson?: () => LessonNote | null;
  /** The guided set-up; null where there is none. */
  readonly opening?: () => Snapshot['opening'];
  readonly marks: Marks;
  readonly scope: Scope;
  readonly openLedger: OpenLedger;
  readonly changed: () => void;
  /** The user of the operating system who asked on the command line for the owner's PIN to be forgotten; null when nobody did. */
  readonly resetOwner?: string | null;
  /** How the painter is started; in a thread where nothing is said. */
  readonly startHands?: StartHands;
};

/** A counter on its ledger, printer and gateway; `ledgerProblem` says why it has no ledger, and then it charges nothing. */
export type WiredCounter = {
  readonly counter: Counter;
  readonly connection: Connection;
  readonly notify: NotifyDesk;
  readonly disputes: DisputeDesk;
  readonly registration: WiredRegistration;
  readonly customs: CustomsDesk;
  readonly papers: PaperWorks;
  readonly printer: PrinterDesk;
  readonly ledgerProblem: OpenFault | null;
  /** Asks Alipay+ with whatever keys are in use at this moment. */
  readonly gateway: GatewayHolder;
};

/** Builds one counter without any window. What it starts, the scope stops in reverse: loops first, the ledger last. */
export async function wireCounter(parts: WiringParts): Promise<WiredCounter> {
  parts.scope.own('world', parts.world.stop);
  let tell = (): void => undefined;
  const opened = await open(parts, () => {
    tell();
  });
  parts.scope.own('ledger', opened.ledger.close);
  const rows = await houseRows(opened.ledger, parts.resetOwner ?? null);
  const wired = wire(parts, opened, rows);
  tell = wired.counter.ledgerChanged;
  wired.counter.ledgerChanged();
  parts.scope.own('disputes', keepSending(wired.disputes));
  parts.scope.own('registration', keepAsking(wired.registration.desk));
  parts.scope.own('customs', keepDeclaring(wired.customs));
  const { ledgerProblem } = opened;
  if (ledgerProblem !== null) wired.counter.session.say('not-set-up', { code: ledgerProblem });
  return { ...wired, ledgerProblem };
}

/** Who works here and which shifts there were; null where the ledger cannot say, and then nobody can sign in. */
async function houseRows(ledger: Ledger, resetOwner: string | null): Promise<HousePorts['rows']> {
  if (resetOwner !== null) {
    const reset = await ledger.append({ type: 'owner-reset', osUser: resetOwner, actor: { kind: 'paydesk' } });
    process.stderr.write(reset.ok ? 'paydesk: the owner sets a new PIN now\n' : `paydesk: nothing was reset: ${reset.fault}\n`);
  }
  return ledger.ofNoPayment(HOUSE_ROWS).catch(() => null);
}

const NOTHING_MEASURED: Pick<Health, 'pc' | 'slow'> = { pc: { isOnline: null, diskFreeMb: null }, slow: null };

type Shown = 'display' | 'measured' | 'opening' | 'lesson';

const whatIsShown = ({ display, measured, opening, lesson }: Pick<WiringParts, Shown>): Pick<CounterPorts, Shown> => ({
  display: display ?? (() => DEFAULT_DISPLAY),
  measured: measured ?? (() => NOTHING_MEASURED),
  opening: opening ?? (() => null),
  lesson: lesson ?? (() => null),
});

type Opened = { readonly world: World; readonly ledger: Ledger; readonly ledgerProblem: OpenFault | null };

/** A ledger that does not open is told to the cashier in words, and stops neither the window nor the history of settings. */
async function open({ world, openLedger }: WiringParts, changed: () => void): Promise<Opened> {
  try {
    return { world, ledger: await openLedger(world.ledgerFile, changed), ledgerProblem: null };
  } catch (cause) {
    if (!(cause instanceof LedgerOpenError)) throw cause;
    process.stderr.write(`paydesk: the ledger ${world.ledgerFile} did not open: ${cause.message}\n`);
    return { world: withoutLedger(world, cause.code), ledger: closedLedger(cause.code), ledgerProblem: cause.code };
  }
}

function wire(
  { store, version, marks, scope, changed, startHands, ...shown }: WiringParts,
  { world, ledger }: Opened,
  rows: HousePorts['rows'],
): Omit<WiredCounter, 'ledgerProblem'> {
  const { settings } = world;
  const gateway = createGatewayHolder();
  const connection: Connection = createConnection({
    world,
    holder: gateway,
    clock: systemClock,
    health: () => counter.health,
    marks,
    strangeId: () => newPaymentRequestId(settings().counter.counterId, randomBytes),
    clockFound: () => {
      counter.resolver.nudgeAll();
    },
    newestResponseTimeMs: ledger.newestResponseTimeMs,
    notifyUrl: () => notify.notifyUrl(),
  });
  const papers = papersOn({ scope, startHands, brandPng: shown.brandPng ?? NO_MARK }, settings);
  const paper = wirePrinter({ world, store, scope, marks, counter: () => counter });
  const counter: Counter = createCounter({
    mode: world.mode,
    ...whatIsShown(shown),
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
    house: { rows, credentials: world.people.credentials },
    printing: { queue: paper.queue, encode: papers.encode },
  });
  scope.own('connection', connection.close);
  scope.own('payments', counter.stop);
  const customs = customsOn(world, ledger, connection, gateway);
  const disputes = disputesOn(world, ledger, connection, counter);
  const registration = registrationOn(world, ledger, connection, () => ({ counter, notify }));
  const notify: NotifyDesk = createNotifyDesk({
    plan: world.notify,
    counterId: settings().counter.counterId,
    trust: connection.inbound,
    notified: noticedBy(counter, ledger),
    declarable: customs.amountTold,
    claim: claimByNotice(disputes, ledger),
    registered: registration.desk.notified,
    clock: systemClock,
    tell: tellNews,
    changed: counter.health.notify,
  });
  scope.own('notifications', notify.close);
  return { counter, connection, notify, disputes, registration, customs, papers, printer: paper.start(), gateway };
}

type PaperParts = {
  readonly scope: Scope;
  readonly startHands: StartHands | undefined;
  readonly brandPng: () => Promise<string | null>;
};

function papersOn({ scope, startHands, brandPng }: PaperParts, settings: World['settings']): PaperWorks {
  const papers = createPaperWorks(settings, brandPng, builtFile('./raster-worker.js'), startHands);
  scope.own('papers', papers.close);
  return papers;
}

const NO_MARK = (): Promise<null> => Promise.resolve(null);

/** A ledger in trouble cannot say that it does not know a payment, so that word is not taken from it. */
const noticedBy =
  ({ resolver }: Counter, ledger: Ledger): Counter['resolver']['notified'] =>
  async (notice) => {
    const noticed = await resolver.notified(notice);
    return noticed === 'unknown-payment' && ledger.trouble() !== null ? 'not-durable' : noticed;
  };

const disputesOn = (world: World, ledger: Ledger, connection: Connection, { receipts, health }: Counter): DisputeDesk =>
  wireDisputes({
    ledger,
    ledgerFile: world.ledgerFile,
    client: connection.client,
    nowMs: systemClock.wallMs,
    utcOffsetMinutes: () => -new Date(systemClock.wallMs()).getTimezoneOffset(),
    settings: world.settings,
    receiptText: (payment) => {
      const paper = receipts.paper(payment);
      return paper === null ? null : toText(paper.layout);
    },
    changed: health.disputes,
  });

const registrationOn = (
  { settings, ledgerFile }: World,
  ledger: Ledger,
  connection: Connection,
  later: () => Pick<WiredCounter, 'counter' | 'notify'>,
): WiredRegistration =>
  wireRegistration({
    ledger,
    ledgerFile,
    settings,
    client: connection.client,
    notifyUrl: () => later().notify.registrationUrl(),
    nowMs: systemClock.wallMs,
    changed: (warning) => {
      later().counter.health.registration(warning);
    },
  });

const customsOn = (
  { settings, ledgerFile }: World,
  ledger: Ledger,
  { client }: Connection,
  gateway: GatewayHolder,
): CustomsDesk => wireCustoms({ ledger, ledgerFile, settings, client, gateway, nowMs: systemClock.wallMs });

const tellNews = (news: NotifyNews): void => {
  process.stderr.write(`${notifyLine(news)}\n`);
};
