import { describe, expect, it } from 'vitest';
import { backupName, backupsToDrop } from '../../../core/journal/backup-rule.ts';

describe('the copies of the ledger', () => {
  it('keeps the last fourteen and the newest of each month, and touches nothing else', () => {
    const days = Array.from({ length: 60 }, (_, at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10));
    const names = [...days.map((day) => backupName('T1', day)), 'photo.jpg', backupName('T2', '2020-01-01')];
    const dropped = new Set(backupsToDrop(names, 'T1'));
    const kept = names.filter((name) => !dropped.has(name));
    expect(kept).toEqual([
      backupName('T1', '2026-01-31'),
      ...days.slice(-14).map((day) => backupName('T1', day)),
      'photo.jpg',
      backupName('T2', '2020-01-01'),
    ]);
  });

  it('of a month is the newest one, in whatever order the folder names them, for two years', () => {
    const months = Array.from({ length: 30 }, (_, at) => new Date(Date.UTC(2023, at, 1)).toISOString().slice(0, 7));
    const names = months.flatMap((month) => ['28', '03', '11'].map((day) => backupName('T1', `${month}-${day}`)));
    const kept = names.filter((name) => !backupsToDrop(names, 'T1').includes(name));
    const newest = names.toSorted().slice(-14);
    const monthly = months.slice(-24).map((month) => backupName('T1', `${month}-28`));
    expect(kept.toSorted()).toEqual([...new Set([...newest, ...monthly])].sort());
  });

  it.each([
    'paydesk-T1-2020-01-01.sqlite.part',
    'x-paydesk-T1-2020-01-01.sqlite',
    'paydesk-T1-2020-01-1.sqlite',
    'paydesk-T1-20-01-01.sqlite',
    'paydesk-T1-2020-1-01.sqlite',
    'paydesk-T10-2020-01-01.sqlite',
  ])('%s is none of them, and is left alone', (name) => {
    const own = Array.from({ length: 40 }, (_, at) => backupName('T1', `2026-01-${String(at + 10)}`));
    expect(backupsToDrop([name, ...own], 'T1')).not.toContain(name);
    expect(backupsToDrop([name, ...own], 'T1').length).toBeGreaterThan(0);
  });
});
