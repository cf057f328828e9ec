import type { InquiredView, SetupView, TakenView } from '../../../core/contract/reports.ts';
import type { Req, Res } from '../../../core/contract/channels.ts';
import type { ReportDesk, Taken } from '../../../core/reconcile/desk-port.ts';
import { differencesCsv, figuresCsv, supportText } from '../../../core/reconcile/export.ts';
import { parseDay, type Utc8Day } from '../../../core/reconcile/utc8.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The reports as the page may use them: a desk, and the acts that need the system around it. */
export type ReportsPort = {
  readonly desk: ReportDesk;
  readonly counterId: string;
  readonly person: () => string;
  readonly nowMs: () => number;
  readonly isPractice: boolean;
  /** Fetches with the secret of the keychain; null when no server or no secret is set up. */
  readonly fetch: () => Promise<TakenView | null>;
  readonly secret: () => Promise<'present' | 'absent' | 'unknown'>;
  /** Keeps the secret; false when the keychain did not take it. */
  readonly keepSecret: (secret: string) => Promise<boolean>;
  /** Asks the person for files or a folder; null when they close that window. */
  readonly choose: (what: 'files' | 'folder') => Promise<readonly string[] | null>;
  /** Writes a dropped file where the desk can take it; answers its path. */
  readonly drop: (name: string, bytes: Uint8Array) => string;
  /** Asks where to and writes; false when the person closes that window. */
  readonly save: (name: string, text: string) => Promise<boolean>;
  /** Has the system print the page as it is shown. */
  readonly print: () => Promise<void>;
  readonly inquire: (paymentRequestId: string) => Promise<InquiredView>;
  /** Practice mode: makes today's reports; false where there is no practice gateway. */
  readonly makePractice: (withFaults: boolean) => Promise<boolean>;
};

/** The calls of the reconcile screen. */
export type ReportHandlers = Pick<Handlers, Extract<keyof Handlers, `reports.${string}`>>;

const nothing = {} as const;
const SUPPORT_MAX_DAYS = 62;

/** One function a call. A file or a disk that fails is told as such, and nothing else is changed by it. */
export function reportHandlers(port: ReportsPort): ReportHandlers {
  const { desk } = port;
  const guarded = async <Value>(act: Promise<Value>): Promise<Value> =>
    act.catch((cause: unknown) => {
      process.stderr.write(`paydesk: reports: ${cause instanceof Error ? cause.message : String(cause)}\n`);
      throw new RefusedError('reports-broken');
    });
  const fetchNow = async (): Promise<TakenView> => {
    const fetched = await guarded(port.fetch());
    if (fetched === null) throw new RefusedError('reports-unset');
    return fetched;
  };
  return {
    'reports.view': async (request) => view(port, spanOf(request), guarded),
    'reports.run': async (request) => {
      const { from, until } = spanOf(request);
      await guarded(desk.run(from, until));
      return nothing;
    },
    'reports.fetch': fetchNow,
    'reports.import': async ({ what }) => {
      const paths = await port.choose(what);
      return paths === null ? null : takenView(await guarded(desk.take(paths)));
    },
    'reports.drop': async ({ name, base64 }) =>
      takenView(await guarded(desk.take([port.drop(name, Buffer.from(base64, 'base64'))]))),
    'reports.explain': async ({ key, reason, person }) => {
      await guarded(desk.explain(key, { reason, person, atMs: port.nowMs() }));
      return nothing;
    },
    'reports.pay': async ({ set, settlementBatchId, ...payout }) => {
      await guarded(desk.pay(set, settlementBatchId, { ...payout, atMs: port.nowMs() }));
      return nothing;
    },
    'reports.inquire': ({ paymentRequestId }) => port.inquire(paymentRequestId),
    'reports.save': async ({ span, what }) => ({ saved: await save(port, spanOf(span), what) }),
    'reports.print': async () => (await port.print(), nothing),
    'reports.setup': async () => ({
      setup: (await guarded(desk.setup())) as SetupView,
      secret: await port.secret(),
      isPractice: port.isPractice,
    }),
    'reports.save-setup': async ({ setup, secret }) => {
      if (secret !== null && !(await port.keepSecret(secret))) throw new RefusedError('keychain-denied');
      await guarded(desk.saveSetup(setup));
      return nothing;
    },
    'reports.preview': async ({ kind, map }) => guarded(previewOf(desk, kind, map)),
    'reports.practice': async ({ withFaults }) => {
      if (!(await guarded(port.makePractice(withFaults)))) throw new RefusedError('not-now');
      return fetchNow();
    },
  };
}

type Days = { readonly from: Utc8Day; readonly until: Utc8Day };

function spanOf({ from, until }: Req<'reports.view'>): Days {
  const [first, last] = [parseDay(from), parseDay(until)];
  if (first === null || last === null || last <= first) throw new RefusedError('bad-request');
  return { from: first, until: last };
}

const takenView = (taken: Taken): TakenView => ({
  taken: [...taken.taken],
  known: [...taken.known],
  refused: [...taken.refused],
  fault: null,
});

async function view(
  { desk, person, nowMs }: ReportsPort,
  { from, until }: Days,
  guarded: <Value>(act: Promise<Value>) => Promise<Value>,
): Promise<Res<'reports.view'>> {
  const seen = await guarded(desk.view(from, until));
  const mutable = structuredClone(seen) as unknown as Pick<Res<'reports.view'>, 'days' | 'settlements' | 'differences'>;
  return {
    today: utc8Today(nowMs()),
    person: person(),
    days: mutable.days,
    settlements: mutable.settlements,
    differences: mutable.differences,
    files: seen.files.map(({ label, name, cycleDay, receivedMs, bytes }) => ({
      label,
      kind: name.kind,
      day: cycleDay,
      receivedMs,
      bytes,
    })),
  };
}

const utc8Today = (nowMs: number): string => new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 10);

async function previewOf(
  desk: ReportDesk,
  kind: Req<'reports.preview'>['kind'],
  map: Req<'reports.preview'>['map'],
): Promise<Res<'reports.preview'>> {
  const preview = await desk.preview(kind, map);
  if (preview === null) return null;
  return {
    label: preview.label,
    lines: preview.lines.map(({ line, cells }) => ({ line, cells: [...cells] })),
    rows: [...preview.rows],
    read: preview.read,
    faults: preview.faults.map(({ line, code, field }) => ({ line, code, field })),
  };
}

async function save(port: ReportsPort, { from, until }: Days, what: Req<'reports.save'>['what']): Promise<boolean> {
  const name = (kind: string, ending: string): string => `paydesk-${kind}-${utc8Today(from * 86_400_000)}.${ending}`;
  if (what === 'figures') return port.save(name('figures', 'csv'), figuresCsv((await port.desk.view(from, until)).days));
  const days = Array.from({ length: Math.min(until - from, SUPPORT_MAX_DAYS) }, (_, at) => from + at);
  const differences = (await Promise.all(days.map((day) => port.desk.view(day, day + 1)))).flatMap((each) => each.differences);
  return what === 'support'
    ? port.save(name('support', 'txt'), supportText(port.counterId, differences))
    : port.save(name('differences', 'csv'), differencesCsv(differences));
}
