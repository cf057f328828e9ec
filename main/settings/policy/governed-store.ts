import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../fault.ts';
import { readSettings } from '../migrate.ts';
import type { Settings } from '../schema.ts';
import type { PlainSettingsStore, SettingsStore } from '../store-port.ts';
import { at, overlay, withValues, type Overlaid } from './overlay.ts';
import type { Policy } from './policy.ts';

/**
 * Settings under an administrator's policy: read with the policy over them, and refused with `settings-locked` when a write would
 * change what it holds. The file keeps the shop's own values, so that they are back when the policy is lifted.
 */
export function governed(store: PlainSettingsStore, policy: Policy): SettingsStore {
  const laid = remembering((settings: Settings) => overlay(settings, policy));
  const read = (): Settings | null => {
    const settings = store.read();
    return settings === null ? null : laid(settings).settings;
  };
  const locked = (next: Settings): readonly string[] => changedPaths(policy, read(), next);
  return {
    read,
    problem: store.problem,
    locked,
    policy: () => {
      const settings = store.read();
      return { ...policy, findings: [...policy.findings, ...(settings === null ? [] : laid(settings).conflicts)] };
    },
    write: (next) => {
      const faults = locked(next).map(lockedFault);
      return faults.length > 0
        ? { ok: false, code: 'settings-locked', faults }
        : store.write(forFile(store.read(), next, policy));
    },
  };
}

/** What is said about a setting that only the administrator may change. */
export const lockedFault = (path: string): Fault => ({
  path: `$.${path}`,
  code: 'settings-locked',
  message: 'is set by the administrator of this PC; leave it out or give the same value',
});

/** Before there are settings, only what the policy says is held. */
function changedPaths({ values, held }: Policy, before: Settings | null, next: Settings): readonly string[] {
  const isSame = (path: string): boolean =>
    before === null ? !values.has(path) || at(next, path) === undefined : isDeepStrictEqual(at(next, path), at(before, path));
  return held.filter((path) => !isSame(path) && !isDeepStrictEqual(at(next, path), values.get(path)));
}

/** With the shop's own values where the policy has its own; as they are when only the policy makes them valid. */
function forFile(own: Settings | null, next: Settings, { values }: Policy): Settings {
  if (own === null) return next;
  const kept = withValues(
    next,
    [...values.keys()].map((path) => [path, at(own, path)] as const),
  );
  return readSettings(kept).ok ? kept : next;
}

/** Settings change rarely and are read all the time. */
function remembering(lay: (settings: Settings) => Overlaid): (settings: Settings) => Overlaid {
  let last: readonly [Settings, Overlaid] | null = null;
  return (settings) => {
    if (last?.[0] !== settings) last = [settings, lay(settings)];
    return last[1];
  };
}
