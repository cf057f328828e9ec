import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { hasPractised } from '../../../core/opening/tasks.ts';
import { PRACTICE_SETTINGS, practiceSettings } from '../../../main/settings/practice.ts';
import type { Settings } from '../../../main/settings/schema.ts';
import { createOpening } from '../../../main/worlds/opening.ts';
import type { Round } from '../../../main/worlds/round.ts';
import { aPayment, aSnapshot } from '../../builders/snapshot.ts';
import { openBench } from './opening-bench.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function opening(mode: Settings['mode'] | null, round: Round = { world: 'own', isAgain: false }) {
  const { file, folder } = await openBench();
  folders.push(folder);
  if (mode !== null) await file.change((now) => ({ ...now, isApplied: true }));
  const changes: string[] = [];
  const desk = createOpening({
    file,
    store: { read: () => (mode === null ? null : { ...PRACTICE_SETTINGS, mode }) },
    round,
    changed: () => changes.push('changed'),
  });
  return { desk, file, changes };
}

const staff = { isSetUp: true, person: null, isLocked: false, asking: null };

describe('what is left of the set-up', () => {
  it('is nothing before there are settings: the page opens by itself instead', async () => {
    const { desk } = await opening(null);
    expect(desk.note()).toEqual({ isFirst: true, isSetUp: false, left: [], isPractising: false, hasPractised: false });
    expect(desk.saw(aSnapshot({ lastFive: [aPayment()] }))).toBe(false);
  });

  it('shrinks by doing: an owner with a PIN, a practice payment with its slip', async () => {
    const { desk, file } = await opening('live');
    expect(desk.note().left).toEqual(['pin', 'scanner', 'printer', 'customer', 'practice']);
    expect(desk.saw(aSnapshot({ mode: 'live', staff }))).toBe(true);
    expect(desk.saw(aSnapshot({ mode: 'live', staff }))).toBe(false);
    expect(desk.saw(aSnapshot({ lastFive: [aPayment()] }))).toBe(true);
    await desk.mark('scanner', 'later');
    expect(desk.note().left).toEqual(['printer', 'customer']);
    await file.settled();
    expect(file.read().tasks).toEqual({ pin: 'done', scanner: 'later', printer: 'open', customer: 'open', practice: 'done' });
  });

  it('holds no PIN at a counter that only practises, because practice forgets people', async () => {
    const { desk } = await opening('practice');
    expect(desk.note().left).toEqual(['scanner', 'printer', 'customer', 'practice']);
  });

  it('never counts a real payment as practice', async () => {
    const { desk } = await opening('live');
    expect(desk.saw(aSnapshot({ mode: 'live', lastFive: [aPayment()] }))).toBe(false);
  });

  it('shows the page again behind a start of its own, and not in the practice round', async () => {
    const again = await opening('live', { world: 'own', isAgain: true });
    const practice = await opening('live', { world: 'practice', isAgain: true });
    expect([again.desk.note().isFirst, practice.desk.note()]).toMatchObject([true, { isFirst: false, isPractising: true }]);
  });
});

describe('a practice payment', () => {
  it.each([
    ['paid', 'printed', true],
    ['paid', 'sent', true],
    ['paid', 'waiting', false],
    ['paid', 'in-doubt', false],
    ['not-paid', 'printed', false],
  ] as const)('that is %s with a slip %s is one: %s', (face, outcome, is) => {
    expect(
      hasPractised([
        { face, slip: { outcome } },
        { face: 'paid', slip: null },
      ]),
    ).toBe(is);
  });

  it('in the shop’s own name prints that no money was moved, above and below', () => {
    const own: Settings = {
      ...PRACTICE_SETTINGS,
      shop: { ...PRACTICE_SETTINGS.shop, name: 'Harbour Tea', headerLines: Array.from({ length: 10 }, String), footerLines: [] },
      printer: { kind: 'none' },
    };
    const { shop, printer, counter, gateway } = practiceSettings(own);
    expect(shop.headerLines).toHaveLength(10);
    expect([shop.headerLines[0], shop.footerLines.at(-1)]).toEqual(Array(2).fill('Practice receipt - no money was moved'));
    expect([printer.kind, counter.counterId, gateway]).toEqual(['practice', 'PRACTICE1', null]);
  });
});
