import { createHash } from 'node:crypto';
import { genesisHash, rowHash } from '../../core/journal/chain.ts';
import { envelopeOf } from '../../core/journal/envelope.ts';
import { paymentIdOf, type ChainedEntry, type ChainHead, type JournalEntry } from '../../core/journal/events.ts';

/** SHA-256 as the chain wants it. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Where the chain of a model begins. */
export const MODEL_GENESIS: ChainHead = { sequence: 0, hash: genesisHash(sha256, 'model') };

/** The entry as the next link behind `head`; its number comes from there. */
export function linked(head: ChainHead, { wallMs, monotonicMs, event }: Omit<JournalEntry, 'sequence'>): ChainedEntry {
  const sequence = head.sequence + 1;
  const envelope = envelopeOf(event);
  const hash = rowHash(sha256, head.hash, {
    sequence,
    wallMs,
    monotonicMs,
    type: event.type,
    paymentRequestId: paymentIdOf(event),
    actor: JSON.stringify(envelope.actor),
    approver: JSON.stringify(envelope.approver),
    cause: envelope.cause,
    body: JSON.stringify(event),
  });
  return { sequence, wallMs, monotonicMs, event, ...envelope, previousHash: head.hash, hash };
}

/** Entries as the rows of a new model ledger. */
export function chainOf(entries: readonly Omit<JournalEntry, 'sequence'>[]): readonly ChainedEntry[] {
  const rows: ChainedEntry[] = [];
  for (const entry of entries) rows.push(linked(rows.at(-1) ?? MODEL_GENESIS, entry));
  return rows;
}

/** The head of a model's rows. */
export const headOf = (rows: readonly ChainedEntry[]): ChainHead => {
  const { sequence, hash } = rows.at(-1) ?? MODEL_GENESIS;
  return { sequence, hash };
};
