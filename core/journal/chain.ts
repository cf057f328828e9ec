import type { ChainHead } from './events.ts';

/** SHA-256 of a text's UTF-8 bytes, as 64 lowercase hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** A row as its columns hold it: what is hashed is what is kept, byte for byte. */
export type RowText = {
  readonly sequence: number;
  readonly wallMs: number;
  readonly monotonicMs: number;
  readonly type: string;
  /** Null for a row that belongs to no payment. */
  readonly paymentRequestId: string | null;
  /** JSON. */
  readonly actor: string;
  /** JSON; `null` where nobody had to approve. */
  readonly approver: string;
  readonly cause: string;
  /** JSON of the event, with typed words sealed. */
  readonly body: string;
};

/** What the first row names as its previous hash; an id of its own keeps the rows of one ledger out of another. */
export const genesisHash = (sha256: Sha256, ledgerId: string): string => sha256(`paydesk-ledger-1\n${ledgerId}`);

/**
 * The text of which a row's hash is the SHA-256: eleven lines, joined by one line feed, none at the end. No value holds a line feed,
 * because JSON escapes it, so no other row has the same text. A number is written as ECMAScript writes it. docs/ledger.md
 */
export const canonicalText = (previousHash: string, row: RowText): string =>
  [
    'paydesk-row-1',
    previousHash,
    row.sequence,
    row.wallMs,
    row.monotonicMs,
    row.type,
    row.paymentRequestId ?? '',
    row.actor,
    row.approver,
    row.cause,
    row.body,
  ].join('\n');

/** The hash that the next row names. */
export const rowHash = (sha256: Sha256, previousHash: string, row: RowText): string => sha256(canonicalText(previousHash, row));

/** The head as it is printed and kept elsewhere: `PAYDESK1:1044:9F86...`, in the small alphabet of QR codes. */
export const anchorText = ({ sequence, hash }: ChainHead): string => `PAYDESK1:${String(sequence)}:${hash.toUpperCase()}`;
