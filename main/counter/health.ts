import type { NotifyView } from '../../core/contract/notify.ts';
import type { Health } from '../../core/contract/views.ts';
import type { JobView } from '../printer/outbox-state.ts';
import type { PrinterCheck } from '../printer/transports/port.ts';
import type { WireState } from '../scanner/wires/port.ts';

/** One finished call to Alipay+, as far as health is concerned. */
export type ExchangeNews = {
  readonly durationMs: number;
  readonly outcome: 'verified' | 'lost';
  readonly cause: string | null;
  readonly hint: string | null;
};

/** Keeps the small health line; each source tells its own part. */
export type HealthBoard = {
  readonly view: () => Health;
  readonly gateway: (news: ExchangeNews) => void;
  readonly printer: (jobs: readonly JobView[]) => void;
  /** How the printer is while nothing is printed; null once another one was chosen. */
  readonly printerChecked: (check: PrinterCheck | null) => void;
  readonly keychain: (state: Health['keychain']) => void;
  readonly ledger: (fault: string | null) => void;
  /** Where the scanner's own wire stands; null while it is a keyboard. */
  readonly scanner: (state: WireState | null) => void;
  readonly reports: (reports: Health['reports']) => void;
  readonly registration: (warning: Health['registration']) => void;
  readonly disputes: (warning: Health['disputes']) => void;
  readonly updates: (news: Health['updates']) => void;
  readonly notify: (view: Pick<NotifyView, 'fault' | 'alarm'>) => void;
};

/** Starts with nothing known. `skewMs` and what was measured are read whenever the line is drawn. */
export function createHealthBoard(
  hasPrinter: () => boolean,
  skewMs: () => number | null,
  measured: () => Pick<Health, 'pc' | 'slow'>,
  changed: () => void,
): HealthBoard {
  let jobs: readonly JobView[] = [];
  let check: PrinterCheck | null = null;
  let health = UNKNOWN;
  const set = (change: Partial<typeof health>): void => {
    health = { ...health, ...change };
    changed();
  };
  const change =
    <Part extends 'keychain' | 'ledger' | 'reports' | 'registration' | 'disputes' | 'updates' | 'notify'>(part: Part) =>
    (value: Health[Part]): void => {
      if (value !== health[part]) set({ [part]: value });
    };
  return {
    view: () => ({
      ...health,
      ...measured(),
      printer: hasPrinter() ? printerHealth(jobs, check) : NO_PRINTER,
      clockSkewMs: skewMs(),
    }),
    gateway: ({ outcome, durationMs, cause, hint }) => {
      const isUp = outcome === 'verified';
      set({
        gateway: {
          state: isUp ? 'ok' : 'down',
          latencyMs: isUp ? Math.round(durationMs) : null,
          hint: isUp ? null : (hint ?? cause),
        },
      });
    },
    printer: (now) => {
      jobs = now;
      const last = now.at(-1)?.state;
      if (last?.kind === 'printed') check = { kind: 'ready', isPaperLow: last.isPaperLow };
      changed();
    },
    printerChecked: (found) => {
      check = found;
      changed();
    },
    keychain: change('keychain'),
    ledger: change('ledger'),
    scanner: (state) => {
      const scanner = state?.kind === 'refused' ? state.fault : state?.kind === 'searching' ? 'searching' : null;
      if (scanner !== health.scanner) set({ scanner });
    },
    reports: change('reports'),
    registration: change('registration'),
    disputes: change('disputes'),
    updates: change('updates'),
    notify: (view) => {
      change('notify')(notifyHealth(view));
    },
  };
}

/** What else may be wrong with a message is told where it belongs: the ledger's own line, and the settings page. */
const notifyHealth = ({ fault, alarm }: Pick<NotifyView, 'fault' | 'alarm'>): Health['notify'] =>
  fault ?? (alarm === 'unknown-payment' || alarm === 'foreign-payment' ? alarm : null);

const NO_PRINTER: Health['printer'] = { state: 'none', reason: null, isPaperLow: false };

const UNKNOWN: Omit<Health, 'pc' | 'slow'> = {
  gateway: { state: 'unknown', latencyMs: null, hint: null },
  printer: NO_PRINTER,
  keychain: 'starting',
  ledger: null,
  notify: null,
  scanner: null,
  reports: null,
  registration: null,
  disputes: null,
  updates: null,
  clockSkewMs: null,
};

/** A job's own trouble says more than the last question did. */
function printerHealth(jobs: readonly JobView[], check: PrinterCheck | null): Health['printer'] {
  const isPaperLow = check?.kind === 'ready' && check.isPaperLow;
  const stuck = jobs.find(({ state }) => state.kind === 'waiting');
  if (stuck?.state.kind === 'waiting') return { state: 'waiting', reason: stuck.state.reason, isPaperLow };
  const isBusy = jobs.some(({ state }) => state.kind === 'queued' || state.kind === 'printing');
  if (isBusy) return { state: 'busy', reason: null, isPaperLow };
  return check?.kind === 'trouble'
    ? { state: 'waiting', reason: check.reason, isPaperLow }
    : { state: 'ready', reason: null, isPaperLow };
}
