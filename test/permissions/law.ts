import type { Role } from '../../core/people/roles.ts';
import type { Done, PlayedCounter, Proven } from './counter.ts';
import type { Wished } from './deeds.ts';
import { worker } from './people.ts';

/** What each role may do alone, written down a second time so that a slip in the product's table is seen. */
const ALONE: Readonly<Record<Role, string>> = {
  cashier: 'charge look reprint cancel-open give-back-within shift-open shift-close totals test-printer',
  supervisor:
    'charge look reprint cancel-open give-back-within shift-open shift-close totals test-printer approve shift-take-over totals-when-blind renew-cashier disputes customs',
  owner:
    'charge look reprint cancel-open give-back-within shift-open shift-close totals test-printer approve shift-take-over totals-when-blind renew-cashier disputes give-back-beyond people settings registration customs books',
};

/** Every act of a sequence that the law does not allow, in words; none of them is the promise. */
export function violationsOf({ done, proven, rules, staff }: PlayedCounter, wishes: readonly Wished[]): readonly string[] {
  const spent = new Set<Proven>();
  const answered = new Set<Wished>();
  const broken: string[] = [];
  for (const act of done) {
    const why = judge(act, { proven, wishes, spent, answered, approvalMs: rules.approvalMs });
    if (why !== null) broken.push(`${act.act} ${act.paymentRequestId ?? ''} ${String(act.amountMinor)}: ${why}`);
  }
  return [...broken, ...strangersIn({ proven, staff }), ...risen({ proven, staff })];
}

type Seen = Pick<PlayedCounter, 'proven' | 'staff'>;

function strangersIn({ proven, staff }: Seen): readonly string[] {
  const current = staff.person();
  if (staff.isLocked() || current === null) return [];
  const hasProved = proven.some(({ personId, how }) => personId === current.personId && how !== 'phone');
  return hasProved ? [] : [`${current.personId} is signed in without ever having proved it`];
}

/** Roles change only where an owner was there. */
function risen({ proven, staff }: Seen): readonly string[] {
  const wasOwnerThere = proven.some((proof) => worker(proof.personId).role === 'owner' && proof.how !== 'phone');
  if (wasOwnerThere) return [];
  return staff
    .roster()
    .filter(({ personId, role }) => role !== worker(personId).role)
    .map(({ personId, role }) => `${personId} became ${role} and no owner was there`);
}

type Court = {
  readonly proven: readonly Proven[];
  readonly wishes: readonly Wished[];
  readonly spent: Set<Proven>;
  readonly answered: Set<Wished>;
  readonly approvalMs: number;
};

function judge(act: Done, court: Court): string | null {
  if (act.by.kind !== 'cashier' || act.by.personId === undefined) return 'nobody did it';
  const requester = worker(act.by.personId);
  const asked = askedFor(act, requester.personId, court);
  if (act.kind !== null && asked === null) return 'nobody asked for exactly this, or it was done twice';
  if (asked !== null) court.answered.add(asked);
  if (act.approver === null) {
    if (act.isLocked) return 'done behind a lock';
    return ALONE[roleNow(requester.personId, act)].split(' ').includes(act.act) ? null : `${requester.role} did it alone`;
  }
  return judgeApproval(act, asked, court);
}

/** Somebody whom an owner made an owner meanwhile may do what owners do; the roster's own changes are judged apart. */
const roleNow = (personId: string, act: Done): Role =>
  act.by.kind === 'cashier' && act.by.name === 'me' ? 'owner' : worker(personId).role;

/** The wish that this act carries out: same person, payment, kind and amount, and not carried out before. */
const askedFor = (act: Done, requesterId: string, { wishes, answered }: Court): Wished | null =>
  wishes.find(
    (wish) =>
      !answered.has(wish) &&
      wish.requesterId === requesterId &&
      wish.paymentRequestId === act.paymentRequestId &&
      wish.amountMinor === act.amountMinor &&
      wish.kind === act.kind,
  ) ?? null;

function judgeApproval(act: Done, asked: Wished | null, { proven, spent, approvalMs, wishes, answered }: Court): string | null {
  const { approver } = act;
  if (approver?.personId === undefined || asked === null) return 'an approval of nothing';
  if (act.by.kind === 'cashier' && approver.personId === act.by.personId) return 'approved by whoever asked';
  const isApprover = approver.name === 'me' || worker(approver.personId).role !== 'cashier';
  if (!isApprover) return 'approved by a cashier';
  const since = wishes.filter((wish) => !answered.has(wish) || wish === asked).filter((wish) => sameWish(wish, asked));
  const earliest = Math.max(...since.map(({ atMs }) => atMs).filter((atMs) => atMs <= act.atMs));
  if (act.atMs - earliest > approvalMs) return 'approved too late';
  const proof = proven.find(
    (other) =>
      !spent.has(other) &&
      other.personId === approver.personId &&
      other.how === approver.how &&
      other.atMs >= asked.atMs &&
      other.challenge === (approver.challenge ?? null),
  );
  if (proof === undefined) return 'no secret was handed in for this approval, or it was used before';
  spent.add(proof);
  return null;
}

const sameWish = (a: Wished, b: Wished): boolean =>
  a.paymentRequestId === b.paymentRequestId &&
  a.amountMinor === b.amountMinor &&
  a.kind === b.kind &&
  a.requesterId === b.requesterId;
