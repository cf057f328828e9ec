import type { PaperRow, PaperSpan } from '../devices/paper.ts';
import type { PracticePrinter } from '../devices/printer.ts';
import { findPayment } from '../gateway/books.ts';
import { RESULTS, type ResultCode } from '../gateway/results.ts';
import type { Runtime } from '../gateway/runtime.ts';
import type { Payment } from '../gateway/state.ts';
import { rowsOf } from '../gateway/table.ts';
import { maskCode, WALLETS } from '../gateway/wallets.ts';
import { formatMinor, money } from '../../core/money/money.ts';
import { paperSymbolSvg } from './symbols.ts';

/** A payment as the phone shows it; its payment code is masked. */
export type PhonePayment = {
  readonly paymentRequestId: string;
  readonly status: Payment['status'];
  readonly reason: string | null;
  readonly merchant: string;
  readonly description: string;
  readonly amount: string;
  readonly currency: string;
  readonly refunded: string | null;
  readonly brand: string;
  readonly wallet: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly ignored: boolean;
  /** For the page to notice that the code it shows was used. */
  readonly maskedCode: string;
};

/** A row of paper for the page: symbols as SVG, images as base64 bits. */
export type PageRow =
  | { readonly kind: 'line'; readonly align: string; readonly spans: readonly PaperSpan[] }
  | { readonly kind: 'symbol'; readonly align: string; readonly svg: string | null; readonly text: string }
  | {
      readonly kind: 'image';
      readonly align: string;
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: string;
    }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' };

/** Reasons a person can choose on the page. */
const REASONS: readonly ResultCode[] = [
  'USER_BALANCE_NOT_ENOUGH',
  'USER_PAYMENT_VERIFICATION_FAILED',
  'RISK_REJECT',
  'PAYMENT_AMOUNT_EXCEED_LIMIT',
  'USER_AMOUNT_EXCEED_LIMIT',
  'PAYMENT_COUNT_EXCEED_LIMIT',
  'UNAVAILABLE_PAYMENT_METHOD',
  'USER_STATUS_ABNORMAL',
  'USER_KYC_NOT_QUALIFIED',
  'USER_NOT_EXIST',
  'REGULATION_RESTRICTION',
  'BUSINESS_NOT_SUPPORT',
  'CURRENCY_NOT_SUPPORT',
  'MERCHANT_NOT_REGISTERED',
  'MERCHANT_KYB_NOT_QUALIFIED',
  'INVALID_CODE',
  'EXPIRED_CODE',
  'INVALID_TOKEN',
  'ORDER_IS_CLOSED',
  'PROCESS_FAIL',
];

const RECENT_MAX = 12;
const PAPER_MAX = 240;
const drawn = new WeakMap<PaperRow, PageRow>();

/** The state of phone and paper as plain data. */
export function buildView(runtime: Runtime, printer: PracticePrinter | null) {
  const state = runtime.state();
  const waiting = state.waiting.map((id) => findPayment(state, id)).filter((row) => row !== undefined);
  const recent = [...rowsOf(state.payments)].sort((a, b) => b.sequence - a.sequence).slice(0, RECENT_MAX);
  return {
    nowMs: runtime.now(),
    wallets: WALLETS.map(({ brand, name, region }) => ({ brand, name, region })),
    reasons: REASONS.map((code) => ({ code, message: RESULTS[code].message })),
    waiting: waiting.map(phonePayment),
    recent: recent.map(phonePayment),
    printer: printer === null ? null : { switches: printer.switches(), rows: printer.paper().slice(-PAPER_MAX).map(pageRow) },
  };
}

function phonePayment(row: Payment): PhonePayment {
  return {
    paymentRequestId: row.paymentRequestId,
    status: row.status,
    reason: row.status === 'paid' || row.status === 'waiting' ? null : row.failCode,
    merchant: row.merchantName,
    description: row.orderDescription,
    amount: formatMinor(row.amount, ','),
    currency: row.amount.currency,
    refunded: row.refundedMinor === 0 ? null : formatMinor(money(row.amount.currency, row.refundedMinor), ','),
    brand: row.wallet.brand,
    wallet: row.wallet.name,
    createdAtMs: row.createdAtMs,
    expiresAtMs: row.expiresAtMs,
    ignored: row.ignored,
    maskedCode: maskCode(row.code),
  };
}

/** Drawing a symbol takes milliseconds, so each row is drawn once. */
function pageRow(row: PaperRow): PageRow {
  const known = drawn.get(row);
  if (known !== undefined) return known;
  const made = draw(row);
  drawn.set(row, made);
  return made;
}

function draw(row: PaperRow): PageRow {
  switch (row.kind) {
    case 'barcode':
      return { kind: 'symbol', align: row.align, svg: paperSymbolSvg(row.system, row.text), text: row.text };
    case 'qr':
      return { kind: 'symbol', align: row.align, svg: paperSymbolSvg('qrcode', row.text), text: row.text };
    case 'image':
      return { ...row, bits: Buffer.from(row.bits).toString('base64') };
    case 'line':
    case 'cut':
    case 'drawer':
      return row;
  }
}
