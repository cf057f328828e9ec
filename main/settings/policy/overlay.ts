import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../fault.ts';
import { readSettings } from '../migrate.ts';
import type { Settings } from '../schema.ts';
import { isWhole, SECTIONS, type LockableSection } from './lockable.ts';
import type { Policy } from './policy.ts';

/** Settings with the policy over them, and what of the policy does not go together with them. */
export type Overlaid = { readonly settings: Settings; readonly conflicts: readonly Fault[] };

/** Lays the policy over settings, section by section; a section that would make them invalid is left out and told. Pure. */
export function overlay(settings: Settings, policy: Policy): Overlaid {
  let now = settings;
  const conflicts: Fault[] = [];
  for (const section of SECTIONS) {
    const next = withValues(now, valuesIn(policy, section));
    if (next === now) continue;
    const checked = readSettings(next);
    if (checked.ok) now = checked.settings;
    else conflicts.push(conflict(section, checked.faults));
  }
  return { settings: now, conflicts };
}

/** The value at a path of the table; undefined where the settings have no such section. Pure. */
export function at(settings: Settings, path: string): unknown {
  const [section = '', field] = path.split('.');
  const part: unknown = Reflect.get(settings, section);
  if (field === undefined) return part;
  return typeof part === 'object' && part !== null ? (Reflect.get(part, field) as unknown) : undefined;
}

/** The settings with other values at some paths; the same object when nothing differs. Pure. */
export function withValues(settings: Settings, values: Iterable<readonly [path: string, value: unknown]>): Settings {
  let now = settings;
  for (const [path, value] of values) now = withValue(now, path, value);
  return now;
}

function withValue(settings: Settings, path: string, value: unknown): Settings {
  const [section = '', field] = path.split('.');
  if (isDeepStrictEqual(at(settings, path), value)) return settings;
  if (field === undefined) return { ...settings, [section]: value };
  const part: unknown = Reflect.get(settings, section);
  // A counter without a gateway, as in practice, has none to set anything of.
  return typeof part === 'object' && part !== null ? { ...settings, [section]: { ...part, [field]: value } } : settings;
}

const valuesIn = ({ values }: Policy, section: LockableSection) =>
  [...values].filter(([path]) => (isWhole(section) ? path === section : path.startsWith(`${section}.`)));

const conflict = (section: string, faults: readonly Fault[]): Fault => ({
  path: `$.${section}`,
  code: 'policy-conflict',
  message: `does not go together with the settings of this counter, so this section is not in force: ${faults
    .map(({ path, message }) => `${path} ${message}`)
    .join('; ')}`,
});
