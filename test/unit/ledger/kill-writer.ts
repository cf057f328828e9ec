/** Appends payments for ever and tells its parent about each one only after the ledger has acknowledged it; it waits to be killed. */
import { writeSync } from 'node:fs';
import type { PaymentSubmitted } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import { openLedger } from '../../../main/ledger/ledger.ts';

const [path = '', run = ''] = process.argv.slice(2);
const ledger = openLedger(path, { wallMs: () => Date.now(), monotonicMs: () => performance.now() });

for (let at = 1; ; at += 1) {
  const id = `${run}-${String(at)}`;
  const event: PaymentSubmitted = {
    type: 'payment-submitted',
    paymentRequestId: id,
    saleId: id,
    saleVersion: 1,
    orderNumber: id,
    receiptNumber: ledger.nextReceiptNumber(),
    amount: money('SGD', at),
    note: 'x'.repeat(400),
    codeFamily: 'cgcp',
    codeMask: '28••••0000',
    codeHash: id,
    expiresAtMs: 0,
    clockSkewMs: 0,
    actor: { kind: 'paydesk' },
  };
  const appended = await ledger.append(event);
  // Synchronously, so that the parent cannot know of a row later than the kernel does.
  if (appended.ok) writeSync(1, `${id}\n`);
}
