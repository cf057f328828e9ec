import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../fault.ts';
import type { Settings } from '../schema.ts';
import { lockedFault } from './governed-store.ts';
import { at, overlay } from './overlay.ts';
import type { Policy } from './policy.ts';

/**
 * The settings of a provisioning file as the policy lets them be: what the file (`raw`) leaves out is the policy's, what it says and
 * the policy says otherwise is a fault. A policy with mistakes stops provisioning, which nobody is waiting for, and is told whole.
 */
export function underPolicy(
  settings: Settings,
  raw: Readonly<Record<string, unknown>>,
  policy: Policy,
): { readonly settings: Settings; readonly faults: readonly Fault[] } {
  const laid = overlay(settings, policy);
  const said = [...policy.values].filter(([path, value]) => isSaid(raw, path) && !isDeepStrictEqual(at(settings, path), value));
  const broken = [...policy.findings, ...laid.conflicts].map((each) => ({
    ...each,
    message: `the administrator's policy: ${each.path} ${each.message}`,
    path: '$',
  }));
  return { settings: laid.settings, faults: [...broken, ...said.map(([path]) => lockedFault(path))] };
}

function isSaid(raw: Readonly<Record<string, unknown>>, path: string): boolean {
  const [section = '', field] = path.split('.');
  if (!Object.hasOwn(raw, section)) return false;
  const part = raw[section];
  return field === undefined || (typeof part === 'object' && part !== null && Object.hasOwn(part, field));
}
