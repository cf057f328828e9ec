import { expect, it } from 'vitest';
import { rulesSchema } from '../../../core/contract/people.ts';
import type { OwnerRules } from '../../../core/people/owner-rules.ts';
import { governed } from '../../../main/settings/policy/governed-store.ts';
import { judgePolicy, NO_POLICY } from '../../../main/settings/policy/policy.ts';
import { PRACTICE_SETTINGS } from '../../../main/settings/practice.ts';
import type { Settings } from '../../../main/settings/schema.ts';
import { people } from '../../../main/settings/sections.ts';
import type { WriteResult } from '../../../main/settings/store-port.ts';
import { createRulesDesk } from '../../../main/worlds/rules-desk.ts';
import { modelJournal } from '../../builders/model-journal.ts';
import { virtualClock } from '../../builders/virtual-clock.ts';

const OWNER = { kind: 'cashier', name: 'Ola', personId: 'ola' } as const;
const BEFORE: OwnerRules = PRACTICE_SETTINGS.people;
const AFTER: OwnerRules = { ...BEFORE, refundWithoutApprovalMinor: 2_000, refundsPerShift: 3 };

function bench(answer: WriteResult = { ok: true }, policy = NO_POLICY) {
  const journal = modelJournal(virtualClock());
  const rowsAtWrite: number[] = [];
  let settings: Settings = PRACTICE_SETTINGS;
  const plain = {
    read: () => settings,
    problem: () => null,
    write: (next: Settings) => {
      rowsAtWrite.push(journal.ofType('rules-changed').length);
      if (answer.ok) settings = next;
      return answer;
    },
  };
  const store = governed(plain, policy);
  return { journal, rowsAtWrite, settings: () => settings, desk: createRulesDesk(store, journal) };
}

it('new rules are a row of the ledger, with who and what they were, before they are in force', async () => {
  const { desk, journal, rowsAtWrite, settings } = bench();
  expect(await desk.save(AFTER, OWNER)).toBe('done');
  expect(journal.ofType('rules-changed')).toEqual([{ type: 'rules-changed', before: BEFORE, after: AFTER, actor: OWNER }]);
  expect([rowsAtWrite, settings().people]).toEqual([[1], AFTER]);
});

it('rules that stay as they are leave no row', async () => {
  const { desk, journal } = bench();
  expect([await desk.save({ ...BEFORE }, OWNER), journal.rows()]).toEqual(['done', []]);
});

it('a ledger that refuses the row keeps the rules as they were', async () => {
  const { desk, journal, settings } = bench();
  journal.fail('storage-full');
  expect([await desk.save(AFTER, OWNER), settings().people]).toEqual(['storage-failed', BEFORE]);
});

it('a settings file that cannot be written is told, and a second row takes the first one back', async () => {
  const { desk, journal, settings } = bench({ ok: false, code: 'settings-disk-full', faults: [] });
  expect([await desk.save(AFTER, OWNER), settings().people]).toEqual(['settings-unwritable', BEFORE]);
  expect(journal.ofType('rules-changed').at(-1)).toMatchObject({ before: AFTER, after: BEFORE });
});

it('where the settings cannot be changed nothing is written', async () => {
  const journal = modelJournal(virtualClock());
  const desk = createRulesDesk(null, journal);
  expect([desk.canChange, await desk.save(AFTER, OWNER), journal.rows()]).toEqual([false, 'not-now', []]);
});

it.each([
  ['refundWithoutApprovalMinor', -1],
  ['refundWithoutApprovalMinor', 1_000_000_000],
  ['refundWithHours', 1],
  ['refundWithinHours', 8_761],
  ['refundsPerShift', 1.5],
  ['approvalSeconds', 29],
  ['idleLockMinutes', 241],
  ['blindCount', 'yes'],
])('%s = %s is refused by the page’s wire and by the settings file alike', (rule, value) => {
  expect([rulesSchema.safeParse(AFTER).success, people.safeParse(AFTER).success]).toEqual([true, true]);
  const wrong = { ...AFTER, [rule]: value };
  expect([rulesSchema.safeParse(wrong).success, people.safeParse(wrong).success]).toEqual([false, false]);
});

it('a rule that the administrator of the PC holds is refused before any row is written, and the others may change', async () => {
  const policy = judgePolicy({ kind: 'document', source: 'x', document: { people: { refundsPerShift: 2 } } });
  const { desk, journal, rowsAtWrite } = bench({ ok: true }, policy);
  expect(desk.locked()).toEqual(['refundsPerShift']);
  expect([await desk.save(AFTER, OWNER), journal.rows(), rowsAtWrite]).toEqual(['settings-locked', [], []]);
  expect(await desk.save({ ...BEFORE, refundsPerShift: 2, refundWithinHours: 1 }, OWNER)).toBe('done');
});
