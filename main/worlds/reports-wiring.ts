import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { InquiredView, TakenView } from '../../core/contract/reports.ts';
import type { Clock } from '../../core/payment/clock.ts';
import type { GatewayPort } from '../../core/payment/gateway-port.ts';
import type { ReportsPort } from '../ipc/handlers/report-handlers.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { builtFile } from './built-file.ts';
import { beginMornings, createMorning, type MorningNotice } from './report-mornings.ts';
import { lazyReportDesk } from './reports-thread.ts';
import type { SystemWindows } from '../window/system-windows.ts';
import type { World } from './world.ts';

/** What the reports stand on. */
export type ReportsParts = {
  readonly world: World;
  readonly scope: Scope;
  readonly clock: Clock;
  readonly windows: SystemWindows;
  readonly gateway: GatewayPort;
  readonly notice: MorningNotice;
};

/** The reports, and the beginning of their mornings. */
export type WiredReports = { readonly port: ReportsPort; readonly beginMornings: () => void };

/** Joins the report desk with the system around it. Its thread starts with the first call and ends with the scope. */
export function wireReports({ world, scope, clock, windows, gateway, notice }: ReportsParts): WiredReports {
  const { reports, settings, ledgerFile } = world;
  const { storeFile, folder, firstSetup } = reports;
  const { counterId } = settings().counter;
  const { desk, close } = lazyReportDesk(builtFile('./reports-worker.js'), {
    storeFile,
    folder,
    counterId,
    ledgerFile,
    firstSetup,
  });
  let isClosed = false;
  scope.own('reports', () => {
    isClosed = true;
    return close();
  });
  const fetchAll = async (): Promise<TakenView | null> => {
    if ((await desk.setup()).access === null) return null;
    const fetched = await reports.withSecret((secret) => desk.fetch(secret));
    return fetched === null
      ? null
      : { ...fetched, taken: [...fetched.taken], known: [...fetched.known], refused: [...fetched.refused] };
  };
  const port: ReportsPort = {
    desk,
    counterId,
    person: () => settings().counter.name,
    nowMs: clock.wallMs,
    isPractice: world.mode === 'practice',
    fetch: fetchAll,
    secret: reports.secret,
    keepSecret: reports.keepSecret,
    ...systemActs(windows, folder),
    inquire: (id) => inquireOnce(gateway, id),
    makePractice: reports.make,
  };
  // A morning that the end of the day cuts off says nothing about reports.
  const morning = createMorning(port, clock, (code) => {
    if (!isClosed) notice(code);
  });
  return {
    port,
    beginMornings: () => {
      scope.own('report-mornings', beginMornings(morning));
    },
  };
}

/** What needs the system around the desk: its windows for files, and a place for dropped ones. */
const systemActs = (windows: SystemWindows, folder: string): Pick<ReportsPort, 'choose' | 'drop' | 'save' | 'print'> => ({
  print: windows.print,
  choose: async (what) => {
    const properties = what === 'folder' ? (['openDirectory'] as const) : (['openFile', 'multiSelections'] as const);
    const chosen = await windows.open({ properties: [...properties] });
    return chosen.length === 0 ? null : chosen;
  },
  drop: (name, bytes) => {
    const inbox = path.join(folder, 'dropped');
    mkdirSync(inbox, { recursive: true });
    const file = path.join(inbox, path.basename(name));
    writeFileSync(file, bytes);
    return file;
  },
  save: async (name, text) => {
    const filePath = await windows.save(name);
    if (filePath === null) return false;
    writeFileSync(filePath, text, 'utf8');
    return true;
  },
});

/** One question and what it says; nothing is written, because only the counter's own questions settle a payment. */
async function inquireOnce(gateway: GatewayPort, paymentRequestId: string): Promise<InquiredView> {
  const reply = await gateway.inquire(paymentRequestId);
  if (reply.kind === 'lost') return { state: 'no-answer', resultCode: reply.hint ?? null, amount: null };
  const { result, paymentResult, facts } = reply.message;
  const said = paymentResult ?? result;
  if (said.resultCode === 'ORDER_NOT_EXIST') return { state: 'not-found', resultCode: said.resultCode, amount: null };
  const amount = facts.amount === null ? null : { currency: facts.amount.currency, amountMinor: facts.amount.amountMinor };
  const states = { S: 'paid', F: 'not-paid' } as const;
  const state =
    paymentResult === null
      ? 'no-answer'
      : said.resultStatus === 'S' || said.resultStatus === 'F'
        ? states[said.resultStatus]
        : 'pending';
  return { state, resultCode: said.resultCode, amount };
}
