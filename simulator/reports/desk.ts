import { isRecord } from '../web/exchange.ts';
import type { Runtime } from '../gateway/runtime.ts';
import { dayAt, rowsOfDay, unpaidOfDay } from './books.ts';
import { compactDay, PLAIN_LAYOUT, type FileLayout, type ReportParty } from './cycle.ts';
import { DEFECT_NAMES, plant, type BentCycle, type DefectOrder, type Planted } from './defects.ts';
import { bentReports, bentSettlement, publish } from './publish.ts';
import { feesFor, PRACTICE_FEES } from './row.ts';

/** What is ordered: the reports of one day, with defects and in another look. */
export type ReportOrder = { readonly day: number; readonly defects: DefectOrder; readonly layout: FileLayout };

/** What was written for one day; `planted` names every defect with the id by which it can be found. */
export type MadeReports = { readonly day: string; readonly files: readonly string[]; readonly planted: readonly Planted[] };

/** Makes reports from the gateway's own books, below a folder, as Alipay+ would at 08:00 UTC+8 of the next day. */
export type ReportMaker = { readonly make: (order: ReportOrder) => MadeReports };

/** The practice acquirer's agreement; the participant is the acquirer of the gateway's settings. */
const AGREEMENT = 'PRACTICEAGREEMENT';

/** Reports are made once for each settlement currency of the day; a day without any has empty files in the contract's one. */
export function createReportMaker(runtime: Runtime, root: string, clearing = '/v1'): ReportMaker {
  return {
    make: ({ day, defects, layout }) => {
      const { settings } = runtime.state();
      const rows = rowsOfDay(runtime.state(), day);
      const currencies = [...new Set(rows.map(({ settlementCurrency }) => settlementCurrency))];
      const made = (currencies.length === 0 ? [settings.settlementCurrency ?? 'USD'] : currencies).map(
        (settlementCurrency, at) => {
          const party: ReportParty = { participantId: settings.acquirerId, agreementId: AGREEMENT, settlementCurrency };
          const mine = rows.filter((row) => row.settlementCurrency === settlementCurrency);
          const bent = bend(runtime, day, mine, at === 0 ? defects : {});
          const reports = [
            ...bentReports(party, bent, layout),
            bentSettlement(party, day + 1, `${compactDay(day)}900`, [bent], layout),
          ];
          return { files: publish(`${root}${clearing}`, reports).map(({ path }) => path), planted: bent.planted };
        },
      );
      return { day: compactDay(day), files: made.flatMap(({ files }) => files), planted: made.flatMap(({ planted }) => planted) };
    },
  };
}

function bend(runtime: Runtime, day: number, rows: ReturnType<typeof rowsOfDay>, defects: DefectOrder): BentCycle {
  const own = (rows[0]?.requestId ?? 'T1-P-').split('-')[0] ?? 'T1';
  const cycle = { day, batchId: `${compactDay(day)}001`, rows, fees: feesFor(rows, PRACTICE_FEES) };
  return plant(cycle, defects, {
    unpaid: unpaidOfDay(runtime.state(), day),
    strangeId: (owner, number) => `${owner === 'own' ? own : 'ELSEWHERE'}-P-${number.toString(16).padStart(32, '0')}`,
    feesFor: (each) => feesFor(each, PRACTICE_FEES),
  });
}

/** Reads `{day?, defects?, layout?}`; `day` is `20250301` and today by the gateway's clock when left out. Null for anything else. */
export function readReportOrder(value: Readonly<Record<string, unknown>>, nowMs: number): ReportOrder | null {
  const { day = compactDay(dayAt(nowMs)), defects = {}, layout = {} } = value;
  const match = typeof day === 'string' ? /^(\d{4})(\d{2})(\d{2})$/.exec(day) : null;
  if (match === null || !isRecord(defects) || !isRecord(layout) || !areDefects(defects)) return null;
  const days = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000;
  return { day: days, defects, layout: { ...PLAIN_LAYOUT, ...pickLayout(layout) } };
}

const areDefects = (value: Readonly<Record<string, unknown>>): value is DefectOrder =>
  Object.entries(value).every(
    ([name, count]) => DEFECT_NAMES.some((each) => each === name) && Number.isSafeInteger(count) && Number(count) >= 0,
  );

function pickLayout(value: Readonly<Record<string, unknown>>): Partial<FileLayout> {
  const { byteOrderMark, quoted, endMark, crLf, rowsPerFile } = value;
  return {
    ...(typeof byteOrderMark === 'boolean' ? { byteOrderMark } : {}),
    ...(typeof quoted === 'boolean' ? { quoted } : {}),
    ...(typeof endMark === 'boolean' ? { endMark } : {}),
    ...(crLf === true ? { lineEnd: '\r\n' as const } : {}),
    ...(typeof rowsPerFile === 'number' && rowsPerFile >= 1 ? { rowsPerFile: Math.floor(rowsPerFile) } : {}),
  };
}
