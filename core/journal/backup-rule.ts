/** Kept: each of the last days that have one, then the newest of each month. */
export const DAYS_KEPT = 14;
export const MONTHS_KEPT = 24;

/** `paydesk-T1-2026-03-02.sqlite`: the copy that was made on a day of the shop. */
export const backupName = (counterId: string, day: string): string => `paydesk-${counterId}-${day}.sqlite`;

/** The names among these that the rule no longer keeps. Files that are not this counter's copies are never named. */
export function backupsToDrop(names: readonly string[], counterId: string): readonly string[] {
  const own = new RegExp(`^paydesk-${counterId}-(\\d{4}-\\d{2})-\\d{2}\\.sqlite$`);
  const newestFirst = names
    .filter((name) => own.test(name))
    .sort()
    .reverse();
  const monthOf = (name: string): string => own.exec(name)?.[1] ?? '';
  const months = new Map<string, string>();
  for (const name of newestFirst) if (!months.has(monthOf(name))) months.set(monthOf(name), name);
  const kept = new Set([...newestFirst.slice(0, DAYS_KEPT), ...[...months.values()].slice(0, MONTHS_KEPT)]);
  return newestFirst.filter((name) => !kept.has(name));
}
