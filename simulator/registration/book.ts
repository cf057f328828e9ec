import { bareAnswer, type WireBody } from '../gateway/answers.ts';
import { createReader } from '../gateway/message-reader.ts';
import { resultOf, type ResultCode } from '../gateway/results.ts';
import type { GatewaySettings } from '../gateway/settings.ts';
import { WALLETS } from '../gateway/wallets.ts';
import { readRegistration, type RegistrationMessage } from './message.ts';

/** A request that was taken. */
export type RegistrationRow = RegistrationMessage & { readonly takenAtMs: number };

/** What one wallet says of a request at a moment. */
export type WalletWord = {
  readonly pspName: string;
  readonly status: 'PENDING' | 'APPROVED' | 'REJECTED';
  readonly reason: string | null;
};

/** The wallets' registrations. */
export type RegistrationBook = {
  readonly rows: () => readonly RegistrationRow[];
  readonly take: (body: object, nowMs: number) => WireBody;
  readonly tell: (body: object, nowMs: number) => WireBody;
  /** What the wallets say of this request now. */
  readonly words: (row: RegistrationRow, nowMs: number) => readonly WalletWord[];
  /** When the next wallet decides on anything, epoch ms; null when all have. */
  readonly nextMs: (nowMs: number) => number | null;
};

/**
 * Last four digits of a registration number that choose a story. They are this simulator's, not Alipay+'s.
 * - 9001: ALIPAY_CN rejects · 9002: every wallet rejects · 9003: the first two answers are UNKNOWN_EXCEPTION
 * - 9004: always PROCESS_FAIL · 9005: no wallet ever decides
 */
const magicOf = ({ registrationNo }: RegistrationMessage): string => registrationNo.slice(-4);

/** An empty book; `settings` is asked at every step. */
export function createRegistrationBook(settings: () => GatewaySettings): RegistrationBook {
  const rows: RegistrationRow[] = [];
  const refusals = new Map<string, number>();
  const words: RegistrationBook['words'] = (row, nowMs) => wordsOf(row, settings(), nowMs);
  return {
    rows: () => rows,
    words,
    nextMs: (nowMs) => {
      const due = rows.filter((row) => magicOf(row) !== '9005').flatMap((row) => decisionTimes(row, settings()));
      const next = Math.min(...due.filter((atMs) => atMs > nowMs));
      return Number.isFinite(next) ? next : null;
    },
    take: (body, nowMs) => {
      const message = readRegistration(body);
      if ('fault' in message) return bareAnswer('PARAM_ILLEGAL', message.fault);
      const known = rows.find(({ registrationRequestId }) => registrationRequestId === message.registrationRequestId);
      if (known !== undefined)
        return known.fingerprint === message.fingerprint ? taken(known) : bareAnswer('REPEAT_REQ_INCONSISTENT');
      const code = refusalOf(message, { rows, refusals, settings: settings(), nowMs });
      if (code !== null) return code;
      rows.push({ ...message, takenAtMs: nowMs });
      return taken(message);
    },
    tell: (body, nowMs) => statusOf(body, rows, settings(), nowMs),
  };
}

const taken = ({ passThroughInfo }: RegistrationMessage): WireBody => ({
  ...bareAnswer('SUCCESS'),
  ...(passThroughInfo === null ? {} : { passThroughInfo }),
});

type Ground = {
  readonly rows: readonly RegistrationRow[];
  readonly refusals: Map<string, number>;
  readonly settings: GatewaySettings;
  readonly nowMs: number;
};

const UNKNOWN_TIMES = 2;

/** The code of an update that comes too soon is unknown; PROCESS_FAIL is assumed. */
function refusalOf(message: RegistrationMessage, { rows, refusals, settings, nowMs }: Ground): WireBody | null {
  const magic = magicOf(message);
  if (magic === '9004') return bareAnswer('PROCESS_FAIL');
  if (magic === '9003') {
    const count = (refusals.get(message.registrationRequestId) ?? 0) + 1;
    refusals.set(message.registrationRequestId, count);
    if (count <= UNKNOWN_TIMES) return bareAnswer('UNKNOWN_EXCEPTION');
  }
  const before = rows.findLast((row) => isSamePlace(row, message));
  const isTooSoon = before !== undefined && nowMs - before.takenAtMs < settings.registrationGapMs;
  return isTooSoon && !isProcessed(before, settings, nowMs)
    ? bareAnswer('PROCESS_FAIL', 'The registration was updated less than 30 minutes ago.')
    : null;
}

const isSamePlace = (
  a: Pick<RegistrationMessage, 'referenceMerchantId' | 'referenceStoreId'>,
  b: Pick<RegistrationMessage, 'referenceMerchantId' | 'referenceStoreId'>,
): boolean => a.referenceMerchantId === b.referenceMerchantId && a.referenceStoreId === b.referenceStoreId;

/** One wallet after another, the last one when the whole time is over. */
const decisionTimes = ({ takenAtMs }: RegistrationRow, { registrationDecideMs }: GatewaySettings): readonly number[] =>
  WALLETS.map((_, at) => takenAtMs + Math.round((registrationDecideMs * (at + 1)) / WALLETS.length));

/** AlipayCN first, because it is the one that in-store shops wait for. */
const DECIDING = [...WALLETS].reverse();

function wordsOf(row: RegistrationRow, settings: GatewaySettings, nowMs: number): readonly WalletWord[] {
  const magic = magicOf(row);
  const times = decisionTimes(row, settings);
  return DECIDING.map(({ brand }, at): WalletWord => {
    if (magic === '9005' || nowMs < (times[at] ?? 0)) return { pspName: brand, status: 'PENDING', reason: null };
    const isRejected =
      magic === '9002' || (magic === '9001' && brand === 'ALIPAY_CN') || settings.registrationRejects.includes(brand);
    return isRejected
      ? { pspName: brand, status: 'REJECTED', reason: REASON }
      : { pspName: brand, status: 'APPROVED', reason: null };
  });
}

const REASON = 'The registration number could not be found in the public register.';

const isProcessed = (row: RegistrationRow, settings: GatewaySettings, nowMs: number): boolean =>
  wordsOf(row, settings, nowMs).every(({ status }) => status !== 'PENDING');

function statusOf(body: object, rows: readonly RegistrationRow[], settings: GatewaySettings, nowMs: number): WireBody {
  const read = createReader(body);
  const id = read.text('registrationRequestId', { max: 64, required: false });
  const merchant = read.text('referenceMerchantId', { max: 64, required: id === null });
  const store = read.text('referenceStoreId', { max: 32, required: false });
  const fault = read.fault();
  if (fault !== null) return bareAnswer('PARAM_ILLEGAL', fault);
  const row = rows.findLast((one) =>
    id === null
      ? isSamePlace(one, { referenceMerchantId: merchant ?? '', referenceStoreId: store })
      : one.registrationRequestId === id,
  );
  if (row !== undefined) return { result: resultOf('SUCCESS'), ...standing(row, wordsOf(row, settings, nowMs)) };
  // Where everybody may charge, the shop counts as registered elsewhere, for example in Partner Workspace.
  const isOpen = settings.approved === null && id === null;
  return isOpen
    ? { result: resultOf('SUCCESS'), registrationResult: { registrationStatus: 'COMPLETED' } }
    : bareAnswer(NOT_FOUND);
}

const NOT_FOUND: ResultCode = 'RECORD_NOT_FOUND';

/** The roll-up and the wallets, as inquiry and notification carry them; `told` may be a part of the wallets. */
export const standing = (row: RegistrationRow, words: readonly WalletWord[], told: readonly WalletWord[] = words): WireBody => ({
  registrationResult: { registrationStatus: words.some(({ status }) => status === 'PENDING') ? 'PENDING' : 'COMPLETED' },
  pspRegistrationResultList: told.map(({ pspName, status, reason }) => ({
    pspName,
    productCodes: row.products,
    registrationResult: { registrationStatus: status, ...(reason === null ? {} : { rejectReasons: [reason] }) },
  })),
});
