import type Koffi from 'koffi';
import { WINDOWS_ERROR, type BlockingSpooler, type SpoolerJob, type SpoolerPrinter, type SpoolerResult } from './spooler-port.ts';

type KoffiLibrary = typeof Koffi;
type CType = ReturnType<KoffiLibrary['struct']>;
type Handle = object;

const ENUM_LOCAL_AND_CONNECTED = 0x2 | 0x4;
const ERROR_INSUFFICIENT_BUFFER = 122;
const JOB_CONTROL_DELETE = 5;
const JOBS_MAX = 255;
const TEXT = 'str16';

/** winspool.drv through koffi; only on Windows. https://learn.microsoft.com/windows/win32/printdocs/printing-and-print-spooler-functions */
export function openWinspool(koffi: KoffiLibrary): BlockingSpooler {
  const calls = declare(koffi);
  const withPrinter = <Value>(name: string, use: (handle: Handle) => SpoolerResult<Value>): SpoolerResult<Value> => {
    const out: [Handle | null] = [null];
    const [handle] = calls.open(name, out, null) === 0 ? [null] : out;
    if (handle === null) return calls.failed();
    try {
      return use(handle);
    } finally {
      calls.close(handle);
    }
  };
  return {
    printers: () => {
      const found = filled(calls, (buffer, needed, returned) =>
        calls.enumPrinters(ENUM_LOCAL_AND_CONNECTED, null, 2, buffer, buffer?.length ?? 0, needed, returned),
      );
      return found.ok ? { ok: true, value: calls.printersIn(found.value) } : found;
    },
    printer: (name) =>
      withPrinter(name, (handle) => {
        const found = filled(calls, (buffer, needed) => calls.getPrinter(handle, 2, buffer, buffer?.length ?? 0, needed));
        const [printer] = found.ok ? calls.printersIn({ ...found.value, count: 1 }) : [];
        return printer === undefined ? calls.failed() : { ok: true, value: printer };
      }),
    spool: (name, title, document) => withPrinter(name, (handle) => spool(calls, handle, title, document)),
    jobs: (name) =>
      withPrinter(name, (handle) => {
        const found = filled(calls, (buffer, needed, returned) =>
          calls.enumJobs(handle, 0, JOBS_MAX, 1, buffer, buffer?.length ?? 0, needed, returned),
        );
        return found.ok ? { ok: true, value: calls.jobsIn(found.value) } : found;
      }),
    cancel: (name, id) =>
      withPrinter(name, (handle) =>
        calls.setJob(handle, id, 0, null, JOB_CONTROL_DELETE) === 0 ? calls.failed() : { ok: true, value: null },
      ),
  };
}

/** A page is begun and ended too, because some port monitors hand nothing over without one. */
function spool(calls: Calls, handle: Handle, title: string, document: Uint8Array): SpoolerResult<number> {
  const id = calls.startDoc(handle, 1, { pDocName: title, pOutputFile: null, pDatatype: 'RAW' });
  if (id === 0) return calls.failed();
  const written: [number] = [0];
  const isWhole =
    calls.startPage(handle) !== 0 &&
    calls.write(handle, document, document.length, written) !== 0 &&
    written[0] === document.length &&
    calls.endPage(handle) !== 0;
  if (isWhole && calls.endDoc(handle) !== 0) return { ok: true, value: id };
  calls.abort(handle);
  calls.setJob(handle, id, 0, null, JOB_CONTROL_DELETE);
  // A queue that prints while it spools may have let a part of it out.
  return { ok: false, error: WINDOWS_ERROR.unknownOutcome };
}

type Filled = { readonly buffer: Buffer; readonly count: number };

/** Asks twice, as winspool wants it: first how much room the answer needs, then for the answer. */
function filled(
  calls: Calls,
  ask: (buffer: Buffer | null, needed: [number], returned: [number]) => number,
): SpoolerResult<Filled> {
  const needed: [number] = [0];
  const returned: [number] = [0];
  if (ask(null, needed, returned) !== 0) return { ok: true, value: { buffer: Buffer.alloc(0), count: 0 } };
  const failed = calls.failed();
  if (failed.error !== ERROR_INSUFFICIENT_BUFFER) return failed;
  const buffer = Buffer.alloc(needed[0]);
  return ask(buffer, needed, returned) === 0 ? calls.failed() : { ok: true, value: { buffer, count: returned[0] } };
}

/** A function of winspool; 0 says that it failed. */
type Call<Input extends readonly unknown[]> = (...input: Input) => number;

type Calls = ReturnType<typeof declare>;

function declare(koffi: KoffiLibrary) {
  const types = structs(koffi);
  const spooler = koffi.load('winspool.drv');
  const lastError = koffi.load('kernel32.dll').func('uint32 __stdcall GetLastError()') as () => number;
  const call = (signature: string): unknown => spooler.func(signature);
  return {
    failed: (): { readonly ok: false; readonly error: number } => ({ ok: false, error: lastError() }),
    open: call('int __stdcall OpenPrinterW(str16 name, _Out_ void **handle, void *defaults)') as Call<
      [string, [Handle | null], null]
    >,
    close: call('int __stdcall ClosePrinter(void *handle)') as Call<[Handle]>,
    startDoc: call('uint32 __stdcall StartDocPrinterW(void *handle, uint32 level, DOC_INFO_1W *info)') as Call<
      [Handle, number, object]
    >,
    startPage: call('int __stdcall StartPagePrinter(void *handle)') as Call<[Handle]>,
    write: call('int __stdcall WritePrinter(void *handle, const void *bytes, uint32 length, _Out_ uint32 *written)') as Call<
      [Handle, Uint8Array, number, [number]]
    >,
    endPage: call('int __stdcall EndPagePrinter(void *handle)') as Call<[Handle]>,
    endDoc: call('int __stdcall EndDocPrinter(void *handle)') as Call<[Handle]>,
    abort: call('int __stdcall AbortPrinter(void *handle)') as Call<[Handle]>,
    getPrinter: call(
      'int __stdcall GetPrinterW(void *handle, uint32 level, void *buffer, uint32 size, _Out_ uint32 *needed)',
    ) as Call<[Handle, number, Buffer | null, number, [number]]>,
    enumPrinters: call(
      'int __stdcall EnumPrintersW(uint32 flags, void *name, uint32 level, void *buffer, uint32 size, _Out_ uint32 *needed, _Out_ uint32 *returned)',
    ) as Call<[number, null, number, Buffer | null, number, [number], [number]]>,
    enumJobs: call(
      'int __stdcall EnumJobsW(void *handle, uint32 first, uint32 count, uint32 level, void *buffer, uint32 size, _Out_ uint32 *needed, _Out_ uint32 *returned)',
    ) as Call<[Handle, number, number, number, Buffer | null, number, [number], [number]]>,
    setJob: call('int __stdcall SetJobW(void *handle, uint32 id, uint32 level, void *job, uint32 command)') as Call<
      [Handle, number, number, null, number]
    >,
    printersIn: (found: Filled) => list(koffi, types.printer, found).map(printerOf),
    jobsIn: (found: Filled) => list(koffi, types.job, found).map(jobOf),
  };
}

function structs(koffi: KoffiLibrary) {
  koffi.struct('DOC_INFO_1W', { pDocName: TEXT, pOutputFile: TEXT, pDatatype: TEXT });
  const texts = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, TEXT]));
  const numbers = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'uint32']));
  return {
    printer: koffi.struct('PRINTER_INFO_2W', {
      ...texts(['server', 'name', 'share', 'port', 'driver', 'comment', 'location']),
      devMode: 'void *',
      ...texts(['separator', 'processor', 'datatype', 'parameters']),
      security: 'void *',
      ...numbers(['attributes', 'priority', 'defaultPriority', 'startTime', 'untilTime', 'status', 'jobs', 'pagesAMinute']),
    }),
    job: koffi.struct('JOB_INFO_1W', {
      id: 'uint32',
      ...texts(['printer', 'machine', 'user', 'title', 'datatype', 'statusText']),
      ...numbers(['status', 'priority', 'position', 'pages', 'printed']),
      submitted: koffi.array('uint16', 8),
    }),
  };
}

type Row = Readonly<Record<string, unknown>>;

const list = (koffi: KoffiLibrary, type: CType, { buffer, count }: Filled): readonly Row[] =>
  Array.from({ length: count }, (_, index) => koffi.decode(buffer, index * koffi.sizeof(type), type) as Row);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const printerOf = (row: Row): SpoolerPrinter => ({
  name: textOf(row['name']),
  port: textOf(row['port']),
  driver: textOf(row['driver']),
  status: numberOf(row['status']),
  attributes: numberOf(row['attributes']),
});

const jobOf = (row: Row): SpoolerJob => ({
  id: numberOf(row['id']),
  title: textOf(row['title']),
  status: numberOf(row['status']),
});
