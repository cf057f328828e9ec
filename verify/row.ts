import { createHash } from 'node:crypto';

/** One row exactly as it is kept: texts are not parsed, hashes are lowercase hexadecimal. */
export type Row = {
  readonly sequence: number;
  readonly wallMs: number;
  readonly monotonicMs: number;
  readonly type: string;
  readonly paymentRequestId: string | null;
  readonly actor: string;
  readonly approver: string;
  readonly cause: string;
  readonly body: string;
  readonly previousHash: string;
  readonly hash: string;
  /** The key of typed words; undefined where the source holds no keys, null where there is none. */
  readonly key: Uint8Array | null | undefined;
};

/** A parsed body; nothing about it is certain but that it is an object. */
export type Body = Readonly<Record<string, unknown>>;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What the first row names as the hash before it. */
export const firstLink = (ledgerId: string): string => sha256(`paydesk-ledger-1\n${ledgerId}`);

/** The hash that a row ought to have behind `previousHash`: docs/ledger.md, "The chain". */
export function hashOf(previousHash: string, row: Row): string {
  const lines = ['paydesk-row-1', previousHash, String(row.sequence), String(row.wallMs), String(row.monotonicMs), row.type];
  lines.push(row.paymentRequestId ?? '', row.actor, row.approver, row.cause, row.body);
  return sha256(lines.join('\n'));
}

/** The body as an object, or null. */
export function parseObject(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null;
  } catch {
    return null;
  }
}

/** A text field of a body; empty where there is none. */
export const textIn = (body: Body, field: string): string => (typeof body[field] === 'string' ? body[field] : '');

/** A number field of a body; NaN where there is none, which equals nothing. */
export const numberIn = (body: Body, field: string): number => (typeof body[field] === 'number' ? body[field] : NaN);

/** An object field of a body; empty where there is none. */
export function objectIn(body: Body, field: string): Body {
  const value = body[field];
  return typeof value === 'object' && value !== null ? (value as Body) : {};
}
