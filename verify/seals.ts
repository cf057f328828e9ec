import { createDecipheriv } from 'node:crypto';
import type { Findings } from './finding.ts';
import { numberIn, objectIn, textIn, type Body, type Row } from './row.ts';

/** Checks that typed words fit their keys, and that a key that is gone was erased by the owner. */
export type SealCheck = { readonly row: (row: Row, body: Body) => void; readonly finish: () => void };

const SEALED_IN: Readonly<Record<string, string>> = {
  'payment-submitted': 'note',
  'refund-requested': 'reason',
  'shift-taken-over': 'reason',
};
const TAG_BYTES = 16;

type Missing = { readonly row: Row; readonly begunMs: number };

/** Rows whose source holds no keys, such as an export, are left out. */
export function checkSeals(begunMsOf: (paymentRequestId: string) => number, findings: Findings): SealCheck {
  const missing: Missing[] = [];
  const erasures: { readonly sequence: number; readonly scope: Body }[] = [];
  return {
    row: (row, body) => {
      if (row.type === 'notes-erased') erasures.push({ sequence: row.sequence, scope: objectIn(body, 'scope') });
      const sealed = sealedIn(row.type, body);
      if (row.key === undefined) return;
      if (sealed === null) {
        if (row.key !== null) findings.add('seal-broken', row.sequence, 'it has a key and no sealed words');
        return;
      }
      if (row.key === null) missing.push({ row, begunMs: begunMsIn(row, begunMsOf) });
      else if (!fits(sealed, row.key)) findings.add('seal-broken', row.sequence, 'its words do not fit their key');
    },
    finish: () => {
      for (const { row, begunMs } of missing) {
        const isErased = erasures.some(({ sequence, scope }) => sequence > row.sequence && covers(scope, row, begunMs));
        if (!isErased)
          findings.add('key-missing', row.sequence, 'the key of its words is gone, and no row says that the owner erased it');
      }
    },
  };
}

/** Words that belong to no payment are as old as their row. */
const begunMsIn = ({ paymentRequestId, wallMs }: Row, begunMsOf: (paymentRequestId: string) => number): number =>
  paymentRequestId === null ? wallMs : begunMsOf(paymentRequestId);

function sealedIn(type: string, body: Body): string | null {
  const field = SEALED_IN[type];
  const sealed = field === undefined ? '' : textIn(objectIn(body, field), 'sealed');
  return sealed === '' ? null : sealed;
}

const covers = (scope: Body, row: Row, begunMs: number): boolean =>
  textIn(scope, 'of') === row.paymentRequestId || begunMs < numberIn(scope, 'beforeMs');

/** AES-256-GCM under a key that seals nothing else, with a nonce of zeros; the tag is the last 16 bytes. */
function fits(sealed: string, key: Uint8Array): boolean {
  try {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    decipher.update(bytes.subarray(0, -TAG_BYTES));
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
