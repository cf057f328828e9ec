/** A printer as the Windows spooler describes it (PRINTER_INFO_2). `status` and `attributes` are its own bits. */
export type SpoolerPrinter = {
  readonly name: string;
  readonly port: string;
  readonly driver: string;
  readonly status: number;
  readonly attributes: number;
};

/** A job in a queue (JOB_INFO_1). */
export type SpoolerJob = { readonly id: number; readonly title: string; readonly status: number };

/** An answer, or Windows' error number. */
export type SpoolerResult<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: number };

/** What is needed of winspool. No call throws; each may take a while, so none runs on the thread that draws. */
export type Spooler = {
  readonly printers: () => Promise<SpoolerResult<readonly SpoolerPrinter[]>>;
  readonly printer: (name: string) => Promise<SpoolerResult<SpoolerPrinter>>;
  /** Spools one document with the data type RAW and answers its job's id; what could not be spooled whole is taken back. */
  readonly spool: (name: string, title: string, document: Uint8Array) => Promise<SpoolerResult<number>>;
  readonly jobs: (name: string) => Promise<SpoolerResult<readonly SpoolerJob[]>>;
  readonly cancel: (name: string, id: number) => Promise<SpoolerResult<null>>;
};

/** The same calls on the thread where they block. */
export type BlockingSpooler = {
  readonly [Call in keyof Spooler]: (...input: Parameters<Spooler[Call]>) => Awaited<ReturnType<Spooler[Call]>>;
};

/** Error numbers of Windows that say what to do (winerror.h). */
export const WINDOWS_ERROR = {
  accessDenied: 5,
  invalidName: 1801,
  invalidDatatype: 1804,
  serverUnavailable: 1722,
  /** The call ended without a word (ERROR_PROCESS_ABORTED), so nobody knows what it did. */
  unknownOutcome: 1067,
} as const;
