import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../main/ledger/port.ts';
import { openLedgerHere } from '../builders/ledger-line.ts';
import { emptyModelFile, modelLedger, type ModelFile } from '../builders/model-ledger.ts';
import { submitted } from '../builders/payments.ts';
import { virtualClock } from '../builders/virtual-clock.ts';
import { journalConformance } from './journal-port.ts';
import { ledgerConformance } from './journal-port-ledger.ts';

journalConformance('the model ledger', () => {
  const clock = virtualClock();
  const file = emptyModelFile();
  return Promise.resolve({
    journal: modelLedger(file, clock),
    reopened: () => Promise.resolve(modelLedger(file, clock)),
    close: () => undefined,
  });
});

ledgerConformance('the model ledger', () => {
  const clock = virtualClock();
  const file = emptyModelFile();
  return Promise.resolve({
    clock,
    ledger: modelLedger(file, clock),
    told: () => Promise.resolve(),
    reopened: () => Promise.resolve(modelLedger(file, clock)),
    close: () => Promise.resolve(),
  });
});

ledgerConformance('the SQLite ledger behind its line', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-ledger-port-'));
  const clock = virtualClock();
  const opened: Ledger[] = [];
  let tell = (): void => undefined;
  const open = async (): Promise<Ledger> => {
    const ledger = await openLedgerHere(clock)(path.join(folder, 'ledger.sqlite'), () => {
      tell();
    });
    opened.push(ledger);
    return ledger;
  };
  return {
    clock,
    ledger: await open(),
    told: () =>
      Promise.race([
        new Promise<void>((resolve) => {
          tell = resolve;
        }),
        // Nothing is told where nothing changes; an answer would have come by then.
        Promise.all(opened.map((ledger) => ledger.unsettled())).then(
          () => undefined,
          () => undefined,
        ),
      ]),
    reopened: async () => {
      await opened.pop()?.close();
      return open();
    },
    close: async () => {
      for (const ledger of opened) await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('the model ledger loses what a power cut loses', () => {
  const file = (): ModelFile => emptyModelFile();

  it('a row whose sync never ended was never acknowledged and is not there', async () => {
    const kept = file();
    const cut = modelLedger(kept, virtualClock(), () => new Promise(() => {}));
    const first = submitted();
    const answer = await Promise.race([
      cut.append(first),
      virtualClock()
        .settle()
        .then(() => 'no answer'),
    ]);
    expect(answer).toBe('no answer');
    expect(await modelLedger(kept, virtualClock()).entriesOf(first.paymentRequestId)).toEqual([]);
  });

  it('a row that was synced and never acknowledged is found by the next run', async () => {
    const kept = file();
    const first = submitted();
    void modelLedger(kept, virtualClock(), (_entry, keep) => {
      keep();
      return new Promise(() => {});
    }).append(first);
    await virtualClock().settle();
    expect(await modelLedger(kept, virtualClock()).entriesOf(first.paymentRequestId)).toHaveLength(1);
  });

  it('a refused row leaves no trace, is told as trouble, and the next one is written', async () => {
    const kept = file();
    let fault: 'storage-full' | null = 'storage-full';
    const ledger = modelLedger(kept, virtualClock(), (_entry, keep) => {
      if (fault === null) keep();
      return Promise.resolve(fault);
    });
    expect(await ledger.append(submitted())).toEqual({ ok: false, fault: 'storage-full' });
    expect([ledger.trouble(), kept.rows.length]).toEqual(['storage-full', 0]);
    fault = null;
    expect(await ledger.append(submitted())).toMatchObject({ ok: true, entry: { sequence: 1 } });
    expect(ledger.trouble()).toBeNull();
  });
});
