import type { Asking, AskingFault, Purpose } from './asking.ts';
import type { Proof } from './events.ts';
import { PERMISSIONS } from './roles.ts';
import type { Person } from './roster.ts';
import { actorFor, clear, forgetRefusals, set, signIn, type Desk } from './desk.ts';

/** Why this person cannot be the second one; null where they can, and where nobody is needed to approve. */
export function judgeApprover(purpose: Purpose, person: Person): AskingFault | null {
  if (purpose.kind !== 'approve') return null;
  if (person.personId === purpose.requesterId) return 'own-wish';
  return PERMISSIONS.approve[person.role] === 'yes' ? null : 'may-not-approve';
}

/** Somebody proved who they are: they sign in, or they have approved exactly what was asked, and the question is gone with it. */
export async function letIn(desk: Desk, asking: Asking, person: Person, how: Proof): Promise<void> {
  const { purpose } = asking;
  if (purpose.kind === 'sign-in') return how === 'phone' ? undefined : signIn(desk, person, how);
  if (purpose.kind !== 'approve') return;
  const challenge = how === 'phone' ? asking.challenge : null;
  if (challenge !== null && !(await spent(desk, asking, person, challenge))) return;
  forgetRefusals(desk, person, how);
  const isTooLate = desk.ports.wallMs() >= purpose.expiresAtMs;
  clear(desk);
  purpose.settle(isTooLate ? { ok: false, fault: 'approval-expired' } : { ok: true, approver: person, how, challenge });
}

/** Durable before the approval counts; false when it could not be written, or the question was closed meanwhile. */
async function spent(desk: Desk, asking: Asking, { personId, name }: Person, challenge: string): Promise<boolean> {
  desk.usedChallenges.add(challenge);
  const actor = actorFor({ personId, name });
  const isWritten = await desk.ports.append({ type: 'challenge-spent', personId, challenge, actor });
  if (desk.asking !== asking) return false;
  if (!isWritten) set(desk, { ...asking, isChecking: false, fault: 'not-stored' });
  return isWritten;
}
