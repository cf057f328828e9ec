import { describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../main/printer/transports/port.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import type { Settings } from '../../../main/settings/schema.ts';
import type { SettingsStore } from '../../../main/settings/store-port.ts';
import { createPrinterDesk } from '../../../main/worlds/printer-desk.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const PLACE = { kind: 'device', path: '/nowhere' } as const;
const PRINTER = { ...PLACE, columns: 48, codePage: 'pc437', driver: 'star', answers: 'auto', hasTickets: false } as const;

function desk(outcome: PrintOutcome, answers: 'auto' | 'status-only' = 'auto') {
  let settings: Settings = { ...PRACTICE_SETTINGS, printer: { ...PRINTER, answers } };
  let opened = 0;
  const store: Pick<SettingsStore, 'write'> = {
    write: (next) => {
      settings = next;
      return { ok: true, value: next };
    },
  };
  const made = createPrinterDesk({
    settings: () => settings,
    store: store as SettingsStore,
    place: () => PLACE,
    effects: {
      clock: virtualClock(),
      loadUsb: () => Promise.reject(new Error('none')),
      spooler: null,
      env: {},
      user: 'cashier',
    },
    use: () => {
      opened += 1;
    },
    printTest: () => Promise.resolve(outcome),
    changed: () => undefined,
  });
  return { made, settings: () => settings, opened: () => opened };
}

describe('the choice of a printer on the settings page', () => {
  it('expects answers ever after of a printer that confirmed its test page', async () => {
    const { made, settings, opened } = desk({ kind: 'printed', isPaperLow: false });
    expect(await made.test()).toEqual({ outcome: 'printed', reason: null, isPaperLow: false });
    expect([settings().printer, opened()]).toEqual([{ ...PRINTER, answers: 'always' }, 2]);
  });

  it('learns nothing from a page that was only sent or still waits', async () => {
    const sent = desk({ kind: 'sent' });
    await sent.made.test();
    const waits = desk({ kind: 'waiting', reason: 'paper-out', sent: 'no' });
    expect(await waits.made.test()).toMatchObject({ outcome: 'waiting', reason: 'paper-out' });
    expect([sent.settings().printer, waits.settings().printer]).toEqual([PRINTER, PRINTER]);
  });

  it('leaves what a person has set', async () => {
    const { made, settings } = desk({ kind: 'printed', isPaperLow: false }, 'status-only');
    await made.test();
    expect(settings().printer).toMatchObject({ answers: 'status-only' });
  });

  it('keeps what was learnt for the same printer, and forgets it for another one', () => {
    const { made, settings } = desk({ kind: 'sent' });
    const choice = { driver: 'star', columns: 42, answers: 'always' } as const;
    expect(made.choose({ ...choice, place: PLACE })).toBeNull();
    expect(settings().printer).toEqual({ ...PRINTER, ...choice });
    expect(made.choose({ ...choice, place: { kind: 'tcp', host: '192.168.1.9', port: 9_100 } })).toBeNull();
    expect(settings().printer).toMatchObject({ kind: 'tcp', host: '192.168.1.9', hasTickets: false });
    expect(made.choose({ ...choice, place: { kind: 'none' } })).toBeNull();
    expect(settings().printer).toEqual({ kind: 'none' });
  });
});
