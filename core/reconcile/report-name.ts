import { compactDay, parseDay, type Utc8Day } from './utc8.ts';

/** The four reports; `transactions`, `summary` and `fees` clear a day, `settlement` says what is paid out. */
export const REPORT_KINDS = ['transactions', 'summary', 'fees', 'settlement'] as const;

/** One of the four. */
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The reports of one clearing cycle; a settlement stands over several cycles. */
export const CLEARING_KINDS = ['transactions', 'summary', 'fees'] as const satisfies readonly ReportKind[];

/** What the name of a report says. `sequence` counts the files over which one cycle is split. */
export type ReportName = {
  readonly kind: ReportKind;
  readonly participantId: string;
  readonly settlementCurrency: string;
  readonly batchId: string;
  readonly agreementId: string;
  readonly sequence: number;
};

/** https://docs.alipayplus.com/alipayplus/alipayplus/reconcile_acq/trans_detail, .../trans_summary, .../fee, .../settlement */
const PREFIX: Readonly<Record<ReportKind, string>> = {
  transactions: 'transactionItems',
  summary: 'summary',
  fees: 'feeItems',
  settlement: 'settlement',
};

/** No file system has longer names; a server may claim any. */
const LONGEST_NAME = 512;

const TAIL = /^(.+)_([A-Z]{3})_([^_]+)_([^_]+)_(\d{3})\.csv$/;

/** Reads a file name from its right end, because an id may contain `_`; null when it names no report. */
export function parseReportName(fileName: string): ReportName | null {
  const kind = REPORT_KINDS.find((each) => fileName.startsWith(`${PREFIX[each]}_`));
  if (kind === undefined || fileName.length > LONGEST_NAME) return null;
  const match = TAIL.exec(fileName.slice(PREFIX[kind].length + 1));
  if (match === null) return null;
  const [, participantId = '', settlementCurrency = '', batchId = '', agreementId = '', sequence = ''] = match;
  return { kind, participantId, settlementCurrency, batchId, agreementId, sequence: Number(sequence) };
}

/** Where a kind lies on the server, below the root (`/v1`, or `/sandbox`), for the day on which it was made. */
export const reportDirectory = (root: string, kind: ReportKind, participantId: string, generatedOn: Utc8Day): string =>
  `${root}/settlements/${kind === 'settlement' ? 'settlement' : 'clearing'}/${participantId}/${compactDay(generatedOn)}`;

/** The day in a path such as `.../clearing/1022.../20220319/name.csv`; null where no directory says one. */
export function generatedOn(path: string): Utc8Day | null {
  const parts = path.split(/[\\/]/).slice(0, -1);
  return parseDay(parts.at(-1) ?? '');
}

/** Reports of one agreement and currency belong together. */
export const setOf = ({ agreementId, settlementCurrency }: Pick<ReportName, 'agreementId' | 'settlementCurrency'>): string =>
  `${agreementId}/${settlementCurrency}`;
