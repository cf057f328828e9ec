import { add } from '../../core/money/money.ts';
import { bareAnswer, wireAmount, type WireBody } from '../gateway/answers.ts';
import { toUtc8 } from '../gateway/iso-time.ts';
import { createReader } from '../gateway/message-reader.ts';
import { resultOf } from '../gateway/results.ts';
import type { Payment } from '../gateway/state.ts';
import { readDeclare, type DeclareMessage } from './message.ts';

/** A declaration that was taken. */
export type DeclarationRow = DeclareMessage & {
  readonly takenAtMs: number;
  readonly pspPaymentId: string;
  readonly pspDeclarationRequestId: string;
};

/** How far customs is. */
export type DeclarationStatus = 'WAITING_FOR_PROCESSING' | 'IN_PROCESS' | 'CUSTOMS_ACCEPT_SUCCESS' | 'FAILED';

/** What the book looks up. */
export type CustomsGround = {
  readonly payment: (paymentRequestId: string) => Payment | undefined;
  readonly nowMs: () => number;
  /** How long customs takes. */
  readonly decideMs: () => number;
};

/** The declarations. */
export type CustomsBook = {
  readonly rows: () => readonly DeclarationRow[];
  readonly status: (row: DeclarationRow) => DeclarationStatus;
  readonly declare: (body: object) => WireBody;
  readonly tell: (body: object) => WireBody;
};

/**
 * Last four digits of a merchant's code that choose a story. They are this simulator's, not Alipay+'s.
 * - 9001: customs refuses · 9002: `declare` is INVALID_CONTRACT · 9003: taken, and the first two answers are UNKNOWN_EXCEPTION
 */
const magicOf = ({ merchantCustomsCode }: DeclareMessage): string => merchantCustomsCode.slice(-4);

const UNKNOWN_TIMES = 2;

/** An empty book. */
export function createCustomsBook(ground: CustomsGround): CustomsBook {
  const rows: DeclarationRow[] = [];
  const times = new Map<string, number>();
  const status = (row: DeclarationRow): DeclarationStatus => statusOf(row, ground);
  return {
    rows: () => rows,
    status,
    declare: (body) => {
      const message = readDeclare(body);
      if ('fault' in message) return bareAnswer('PARAM_ILLEGAL', message.fault);
      const { customsDeclarationRequestId: id } = message;
      const known = rows.find((row) => row.customsDeclarationRequestId === id);
      if (known !== undefined)
        return known.fingerprint === message.fingerprint ? answered(known, times) : bareAnswer('REPEAT_REQ_INCONSISTENT');
      const counted = rows.filter((row) => row.paymentRequestId === message.paymentRequestId && status(row) !== 'FAILED');
      const refused = refusalOf(message, ground.payment(message.paymentRequestId), counted);
      if (refused !== null) return refused;
      const row = open(message, ground, rows.length + 1);
      rows.push(row);
      return answered(row, times);
    },
    tell: (body) => told(body, rows, status, ground.nowMs()),
  };
}

function answered(row: DeclarationRow, times: Map<string, number>): WireBody {
  const count = (times.get(row.customsDeclarationRequestId) ?? 0) + 1;
  times.set(row.customsDeclarationRequestId, count);
  return magicOf(row) === '9003' && count <= UNKNOWN_TIMES ? bareAnswer('UNKNOWN_EXCEPTION') : taken(row);
}

const open = (message: DeclareMessage, { payment, nowMs }: CustomsGround, serial: number): DeclarationRow => ({
  ...message,
  takenAtMs: nowMs(),
  pspPaymentId: payment(message.paymentRequestId)?.mppPaymentId ?? '',
  pspDeclarationRequestId: `CN${String(nowMs())}${String(serial).padStart(4, '0')}`,
});

/** Codes are those of a sibling; the one for an amount above the declarable total is assumed. */
function refusalOf(message: DeclareMessage, payment: Payment | undefined, counted: readonly DeclarationRow[]): WireBody | null {
  if (magicOf(message) === '9002') return bareAnswer('INVALID_CONTRACT');
  if (payment === undefined) return bareAnswer('ORDER_NOT_EXIST');
  if (payment.status !== 'paid' || payment.customs === null) return bareAnswer('ORDER_STATUS_INVALID');
  if (counted.some((row) => isSameThere(row, message))) return bareAnswer('DUPLICATED_DECLARATIONS');
  const sum = counted.reduce((total, { amount }) => add(total, amount.amountMinor), message.amount.amountMinor);
  return sum > payment.customs.amountMinor
    ? bareAnswer('PARAM_ILLEGAL', 'Illegal parameter declarationAmount: above customsDeclarationAmount.')
    : null;
}

const isSameThere = (a: DeclareMessage, b: DeclareMessage): boolean =>
  a.customsCode.toUpperCase() === b.customsCode.toUpperCase() && a.referenceOrderId === b.referenceOrderId;

/** Certificates that end with 9001 belong to somebody else than the payer; the choice is this simulator's. */
const taken = (row: DeclarationRow): WireBody => ({
  result: resultOf('SUCCESS'),
  pspPaymentId: row.pspPaymentId,
  pspDeclarationRequestId: row.pspDeclarationRequestId,
  pspCustomsCode: '31222699S7',
  clearingChannel: 'NUCC',
  clearingTransactionId: `NU${row.pspDeclarationRequestId}`,
  pspOrderAmount: wireAmount(row.amount),
  ...(row.certificateNo === null
    ? {}
    : { identityCheckResult: row.certificateNo.endsWith('9001') ? 'CHECK_NOT_PASSED' : 'CHECK_PASSED' }),
});

function statusOf(row: DeclarationRow, { nowMs, decideMs }: CustomsGround): DeclarationStatus {
  const passed = nowMs() - row.takenAtMs;
  if (passed < decideMs() / 2) return 'WAITING_FOR_PROCESSING';
  if (passed < decideMs()) return 'IN_PROCESS';
  return magicOf(row) === '9001' ? 'FAILED' : 'CUSTOMS_ACCEPT_SUCCESS';
}

const ASKED_MAX = 10;

function told(body: object, rows: readonly DeclarationRow[], status: CustomsBook['status'], nowMs: number): WireBody {
  const read = createReader(body);
  const count = read.count('declarationRequestIds', ASKED_MAX);
  if (count === 0) read.refuse('declarationRequestIds', 'missing');
  const ids = Array.from({ length: count }, (_, at) =>
    read.text(`declarationRequestIds.${String(at)}`, { max: 64, required: true }),
  );
  const fault = read.fault();
  if (fault !== null) return bareAnswer('PARAM_ILLEGAL', fault);
  const found = rows.filter(({ customsDeclarationRequestId }) => ids.includes(customsDeclarationRequestId));
  const isFound = (id: string | null): boolean => found.some((row) => row.customsDeclarationRequestId === id);
  return {
    result: resultOf('SUCCESS'),
    declarationRequestsNotFound: ids.filter((id) => !isFound(id)),
    declarationRecords: found.map((row) => recordOf(row, status(row), nowMs)),
  };
}

const recordOf = (row: DeclarationRow, status: DeclarationStatus, nowMs: number): WireBody => ({
  customsDeclarationRequestId: row.customsDeclarationRequestId,
  pspDeclarationRequestId: row.pspDeclarationRequestId,
  pspPaymentId: row.pspPaymentId,
  customs: { customsCode: row.customsCode, region: 'CN' },
  merchantCustomsInfo: { merchantCustomsCode: row.merchantCustomsCode, merchantCustomsName: row.merchantCustomsName },
  declarationAmount: wireAmount(row.amount),
  isSplit: String(row.isSplit),
  ...(row.referenceOrderId === null ? {} : { referenceOrderId: row.referenceOrderId }),
  declarationRequestStatus: status,
  modifiedTime: toUtc8(nowMs),
  ...(status === 'WAITING_FOR_PROCESSING' || status === 'IN_PROCESS' ? {} : customsResult(status, nowMs)),
});

const customsResult = (status: DeclarationStatus, nowMs: number): WireBody => ({
  customsResultCode: status === 'FAILED' ? '-1' : '2',
  customsResultDescription: status === 'FAILED' ? 'The merchant is not registered at this customs.' : 'success',
  customsResultReturnedTime: toUtc8(nowMs),
});
