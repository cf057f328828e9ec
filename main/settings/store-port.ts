import type { Fault } from './fault.ts';
import type { Policy } from './policy/policy.ts';
import type { Settings } from './schema.ts';

/**
 * Why the settings file could not be used. A copy of what could not be read is at `keptAside`, the file itself stays
 * where it is until somebody writes new settings, and so the problem is reported again at every start until then.
 * - `settings-corrupt`: not JSON, not UTF-8, too large, or with keys that are not allowed
 * - `settings-invalid`: JSON, but not settings; `faults` says where
 * - `settings-too-new`: written by a later Paydesk
 * - `settings-unreadable`: the operating system refused to read it
 */
export type SettingsProblem = {
  readonly code: 'settings-corrupt' | 'settings-invalid' | 'settings-too-new' | 'settings-unreadable';
  readonly path: string;
  readonly keptAside: string | null;
  readonly faults: readonly Fault[];
};

/** Why settings were not written; the ones before them are still in force. `settings-locked`: an administrator's policy holds them. */
export type WriteFault =
  'settings-invalid' | 'settings-disk-full' | 'settings-read-only' | 'settings-write-failed' | 'settings-locked';

/** Whether the settings are on disk. */
export type WriteResult =
  { readonly ok: true } | { readonly ok: false; readonly code: WriteFault; readonly faults: readonly Fault[] };

/** The settings of one counter in one file, with nothing over them. */
export type PlainSettingsStore = {
  /** The settings, or null before the first write and while there is a problem. */
  readonly read: () => Settings | null;
  /** Replaces all settings at once, or leaves them as they were. A written file ends the problem. */
  readonly write: (next: Settings) => WriteResult;
  readonly problem: () => SettingsProblem | null;
};

/** The settings of one counter as they are in force: those of its file, and the administrator's policy over them. */
export type SettingsStore = PlainSettingsStore & {
  /** The paths that the policy holds and `next` would change; a write of it is refused. */
  readonly locked: (next: Settings) => readonly string[];
  /** The policy, and in its findings also what does not go together with these settings. */
  readonly policy: () => Policy;
};
