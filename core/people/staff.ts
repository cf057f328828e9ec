import type { BeyondReason } from '../refund/control.ts';
import { ask, type Approved, type Wish } from './asking.ts';
import { back, byPhone, pressed, scanned } from './conversation.ts';
import { actorOf, closeAsking, closeDoor, hasPeople, lock, may, open, rearm, type Desk } from './desk.ts';
import { addPerson, changePerson, dropCredential, phoneSet, removePerson, renew } from './manage.ts';
import { personHere } from './roster.ts';
import type { Staff, StaffPorts } from './staff-port.ts';

/** Starts locked where there are people, because nobody knows who stands there. */
export function createStaff(ports: StaffPorts): Staff {
  const desk: Desk = {
    ports,
    usedChallenges: new Set(ports.usedChallenges),
    roster: ports.roster ?? [],
    isUnknown: ports.roster === null,
    currentId: null,
    isLocked: false,
    asking: null,
    typed: '',
    first: '',
    cancelIdle: () => undefined,
    cancelExpiry: () => undefined,
  };
  if (hasPeople(desk)) closeDoor(desk);
  return {
    roster: () => desk.roster,
    hasPeople: () => hasPeople(desk),
    person: () => personHere(desk.roster, desk.currentId),
    isLocked: () => desk.isLocked,
    asking: () => desk.asking,
    typedLength: () => desk.typed.length,
    actor: () => actorOf(desk),
    may: (act) => may(desk, act),
    approve: (wish, reasons) => approve(desk, wish, reasons),
    key: (key) => {
      pressed(desk, key);
    },
    badge: (text) => scanned(desk, text),
    byPhone: () => {
      byPhone(desk);
    },
    back: () => {
      back(desk);
    },
    lock: () => {
      if (hasPeople(desk) && !desk.isLocked) lock(desk, 'key');
    },
    active: () => {
      rearm(desk);
    },
    addPerson: (name, role) => addPerson(desk, name, role),
    changePerson: (personId, name, role) => changePerson(desk, personId, name, role),
    removePerson: (personId) => removePerson(desk, personId),
    renew: (personId, kind) => renew(desk, personId, kind),
    drop: (personId, kind) => dropCredential(desk, personId, kind),
    phoneSet: (personId, mark) => phoneSet(desk, personId, mark),
    close: () => {
      desk.cancelIdle();
      closeAsking(desk, 'approval-declined');
    },
  };
}

function approve(desk: Desk, wish: Wish, reasons: readonly BeyondReason[]): Promise<Approved> {
  const requester = personHere(desk.roster, desk.currentId);
  if (requester === null || desk.isLocked || desk.asking !== null)
    return Promise.resolve({ ok: false, fault: 'approval-declined' });
  const { approvalMs } = desk.ports.rules();
  return new Promise((settle) => {
    const expiresAtMs = desk.ports.wallMs() + approvalMs;
    open(desk, ask({ kind: 'approve', wish, reasons, requesterId: requester.personId, expiresAtMs, settle }, 'who'));
    desk.cancelExpiry = desk.ports.after(approvalMs, () => {
      closeAsking(desk, 'approval-expired');
    });
  });
}
