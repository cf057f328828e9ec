import { describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../main/printer/transports/port.ts';
import { NO_POLICY } from '../../../main/settings/policy/policy.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import type { Settings } from '../../../main/settings/schema.ts';
import type { SettingsStore, WriteFault } from '../../../main/settings/store-port.ts';
import { createPrinterDesk, placeOf } from '../../../main/worlds/printer-desk.ts';
import { printerAdvice, printerReason } from '../../../renderer/words/en-printer.ts';
import { usbDevice, usbLibrary } from '../../builders/fake-usb.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const PLACE = { kind: 'device', path: '/nowhere' } as const;
const PRINTER = { ...PLACE, columns: 48, codePage: 'pc437', driver: 'star', answers: 'auto', hasTickets: false } as const;

/** `refuses`: what the settings file answers to a write; `isPractice`: a counter whose printer cannot be chosen. */
type Manners = { readonly answers?: 'auto' | 'status-only'; readonly refuses?: WriteFault; readonly isPractice?: boolean };

function desk(outcome: PrintOutcome | null, { answers = 'auto', refuses, isPractice = false }: Manners = {}) {
  let settings: Settings = { ...PRACTICE_SETTINGS, printer: { ...PRINTER, answers } };
  let opened = 0;
  let changes = 0;
  const store: SettingsStore = {
    read: () => settings,
    problem: () => null,
    locked: () => [],
    policy: () => NO_POLICY,
    write: (next) => {
      if (refuses !== undefined) return { ok: false, code: refuses, faults: [] };
      settings = next;
      return { ok: true };
    },
  };
  const made = createPrinterDesk({
    settings: () => settings,
    store: isPractice ? null : store,
    place: () => placeOf(settings.printer),
    effects: {
      clock: virtualClock(),
      loadUsb: () => Promise.resolve(usbLibrary([usbDevice({ isDriverActive: true })])),
      spooler: null,
      env: { CUPS_SERVER: '/nonexistent/cups.sock' },
      user: 'cashier',
    },
    use: () => {
      opened += 1;
    },
    printTest: () => Promise.resolve(outcome),
    changed: () => {
      changes += 1;
    },
  });
  return { made, settings: () => settings, opened: () => opened, changes: () => changes };
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

  it.each([
    [
      { kind: 'printed', isPaperLow: true },
      { outcome: 'printed', reason: null, isPaperLow: true },
    ],
    [{ kind: 'sent' }, { outcome: 'sent', reason: null, isPaperLow: false }],
    [
      { kind: 'waiting', reason: 'cover-open', sent: 'no' },
      { outcome: 'waiting', reason: 'cover-open', isPaperLow: false },
    ],
    [
      { kind: 'waiting', reason: 'paper-out', sent: 'maybe' },
      { outcome: 'in-doubt', reason: 'paper-out', isPaperLow: false },
    ],
    [null, null],
  ] as const)('tells a test that ended as %j as %j', async (outcome, told) => {
    expect(await desk(outcome).made.test()).toEqual(told);
  });

  it.each([
    'paper-out',
    'cover-open',
    'offline',
    'wrong-queue',
    'access-denied',
    'not-found',
    'busy',
    'driver-owned',
    'queue-paused',
    'no-spooler',
    'refused',
    'no-answer',
  ] as const)('names %s in words, and what to do about it', async (reason) => {
    const told = await desk({ kind: 'waiting', reason, sent: 'no' }).made.test();
    expect(told?.reason).toBe(reason);
    expect([printerReason[reason], printerAdvice[reason]]).toEqual([
      expect.stringMatching(/.{4}/),
      expect.stringMatching(/.{10}/),
    ]);
    expect(printerReason[reason]).not.toBe(reason);
  });

  it('lets the counter go on with the printer after each choice and each test', async () => {
    const { made, changes, opened } = desk({ kind: 'sent' });
    made.choose({ place: PLACE, driver: 'star', columns: 48, codePage: 'pc437', answers: 'auto' });
    await made.test();
    expect([changes(), opened()]).toEqual([3, 2]);
  });

  it.each([
    ['settings-invalid', 'settings-invalid'],
    ['settings-disk-full', 'settings-unwritable'],
    ['settings-read-only', 'settings-unwritable'],
    ['settings-write-failed', 'settings-unwritable'],
  ] as const)('stays as it was and says so where the file answers %s', (refuses, refused) => {
    const { made, settings, opened } = desk({ kind: 'sent' }, { refuses });
    expect(made.choose({ place: { kind: 'none' }, driver: 'epson', columns: 48, codePage: 'pc437', answers: 'auto' })).toBe(
      refused,
    );
    expect([settings().printer, opened()]).toEqual([PRINTER, 1]);
  });

  it('offers what was found with the reason why it cannot be used as it is', async () => {
    const found = await desk({ kind: 'sent' }).made.discover();
    expect(found.filter(({ place }) => place.kind === 'usb')).toMatchObject([{ name: 'EPSON TM-T20', trouble: 'driver-owned' }]);
  });

  it('cannot be made in practice, where nothing is looked for either', async () => {
    const { made } = desk({ kind: 'sent' }, { isPractice: true });
    expect([made.status(), await made.discover()]).toEqual([{ choice: null, letters: 'plain' }, []]);
    expect(made.choose({ place: { kind: 'none' }, driver: 'epson', columns: 48, codePage: 'pc437', answers: 'auto' })).toBe(
      'not-now',
    );
  });

  it('leaves what a person has set', async () => {
    const { made, settings } = desk({ kind: 'printed', isPaperLow: false }, { answers: 'status-only' });
    await made.test();
    expect(settings().printer).toMatchObject({ answers: 'status-only' });
  });

  it('keeps what was learnt for the same printer, and forgets it for another one', () => {
    const { made, settings } = desk({ kind: 'sent' });
    const choice = { driver: 'star', columns: 42, codePage: 'pc437', answers: 'always' } as const;
    expect(made.choose({ ...choice, place: PLACE })).toBeNull();
    expect(settings().printer).toEqual({ ...PRINTER, ...choice });
    expect(made.choose({ ...choice, place: { kind: 'tcp', host: '192.168.1.9', port: 9_100 } })).toBeNull();
    expect(settings().printer).toMatchObject({ kind: 'tcp', host: '192.168.1.9', hasTickets: false });
    expect(made.choose({ ...choice, place: { kind: 'none' } })).toBeNull();
    expect(settings().printer).toEqual({ kind: 'none' });
  });

  it("uses the printer's own letters only once a person has compared a test page that came out", async () => {
    const choice = { place: PLACE, driver: 'star', columns: 48, codePage: 'gb18030', answers: 'auto' } as const;
    const { made, settings } = desk({ kind: 'sent' });
    made.choose(choice);
    expect([made.compared(true), made.status().letters]).toEqual(['not-now', 'plain']);
    await made.test();
    expect([made.compared(true), made.status().letters]).toEqual([null, 'compared']);
    expect(settings().printer).toMatchObject({ codePage: 'gb18030', letters: 'code-page' });
    expect([made.compared(false), made.status().letters]).toEqual([null, 'plain']);
  });

  it('asks anew after another character set or width, and never after a page that did not come out', async () => {
    const choice = { place: PLACE, driver: 'star', columns: 48, codePage: 'gb18030', answers: 'auto' } as const;
    const { made } = desk({ kind: 'sent' });
    made.choose(choice);
    await made.test();
    made.compared(true);
    made.choose({ ...choice, answers: 'never' });
    expect(made.status().letters).toBe('compared');
    made.choose({ ...choice, codePage: 'big5' });
    expect([made.status().letters, made.compared(true)]).toEqual(['plain', 'not-now']);
    await made.test();
    made.compared(true);
    made.choose({ ...choice, codePage: 'big5', columns: 42 });
    expect([made.status().letters, made.compared(true)]).toEqual(['plain', 'not-now']);
    const waits = desk({ kind: 'waiting', reason: 'paper-out', sent: 'maybe' });
    await waits.made.test();
    expect(waits.made.compared(true)).toBe('not-now');
  });

  it('has nothing to compare on a printer without pictures', async () => {
    const { made } = desk({ kind: 'sent' });
    made.choose({ place: PLACE, driver: 'daruma', columns: 48, codePage: 'pc437', answers: 'auto' });
    await made.test();
    expect([made.status().letters, made.compared(true)]).toEqual(['none', 'not-now']);
  });
});
