import type { PolicyView } from '../ipc/handlers/setup-handlers.ts';
import { judgePolicy, type Policy } from '../settings/policy/policy.ts';
import type { PolicyFound } from '../settings/policy/port.ts';
import type { SettingsStore } from '../settings/store-port.ts';

/** What the settings page is told of the administrator's policy: what is locked, and whether something is wrong with it. */
export function policyView(store: Pick<SettingsStore, 'policy'>): PolicyView {
  const { held, findings } = store.policy();
  return { locked: [...held], isFaulty: findings.length > 0 };
}

/** Opens the settings under the administrator's policy: whatever stands in them, nobody sees it before the policy is known. */
export const settingsUnder = async (
  policy: Promise<PolicyFound>,
  open: (policy: Policy) => SettingsStore,
): Promise<SettingsStore> => open(judgedPolicy(await policy));

/** Judges what was read, and says each mistake on standard error, which the log keeps. */
export function judgedPolicy(found: PolicyFound): Policy {
  const policy = judgePolicy(found);
  for (const { path, message } of policy.findings)
    process.stderr.write(`paydesk: policy ${policy.source ?? ''}: ${path} ${message}\n`);
  return policy;
}
