import { describe, expect, it } from 'vitest';
import { createReceiptScans, type ReceiptScanPorts } from '../../../core/checkout/receipt-scan.ts';

type Said = readonly [string, unknown];

function scans(find: ReceiptScanPorts['find']) {
  const said: Said[] = [];
  let changes = 0;
  const receipts = createReceiptScans({
    find,
    counterNumber: () => 3,
    say: (kind, { code }) => {
      said.push([kind, code]);
    },
    changed: () => {
      changes += 1;
    },
  });
  return { receipts, said, changes: () => changes };
}

describe('a scanned receipt', () => {
  it('opens its payment, and the same receipt opens it again', async () => {
    const { receipts, said, changes } = scans((sequence) => Promise.resolve(`pr-${String(sequence)}`));
    expect(receipts.opened()).toBeNull();
    await receipts.open({ counterNumber: 3, sequence: 7 });
    await receipts.open({ counterNumber: 3, sequence: 7 });
    expect([receipts.opened(), said, changes()]).toEqual([{ id: 2, paymentRequestId: 'pr-7' }, [], 2]);
  });

  it('of another counter is told with its number, and nothing is looked up', async () => {
    const { receipts, said } = scans(() => Promise.reject(new Error('looked up')));
    await receipts.open({ counterNumber: 4, sequence: 1044 });
    expect([receipts.opened(), said]).toEqual([null, [['receipt-elsewhere', '4-1044']]]);
  });

  it('that nobody knows is told, and one that cannot be looked up with the fault', async () => {
    const unknown = scans(() => Promise.resolve(null));
    await unknown.receipts.open({ counterNumber: 3, sequence: 9 });
    expect(unknown.said).toEqual([['receipt-unknown', '3-9']]);
    const broken = scans(() => Promise.reject(new Error('storage-corrupt')));
    await broken.receipts.open({ counterNumber: 3, sequence: 9 });
    expect(broken.said).toEqual([['receipt-unknown', 'storage-corrupt']]);
  });

  it('that was followed by another one while it was looked up opens nothing', async () => {
    const answers: ((id: string) => void)[] = [];
    const { receipts } = scans(
      () =>
        new Promise((resolve) => {
          answers.push(resolve);
        }),
    );
    const [first, second] = [receipts.open({ counterNumber: 3, sequence: 1 }), receipts.open({ counterNumber: 3, sequence: 2 })];
    answers[1]?.('pr-2');
    answers[0]?.('pr-1');
    await Promise.all([first, second]);
    expect(receipts.opened()).toEqual({ id: 2, paymentRequestId: 'pr-2' });
  });
});
