import type { PadKey } from '../checkout/sale.ts';
import type { Actor } from '../journal/events.ts';
import type { BeyondReason } from '../refund/control.ts';
import type { Approved, Asking, Wish } from './asking.ts';
import type { AccessEvent, CredentialKind, PeopleEvent } from './events.ts';
import type { Person, Roster } from './roster.ts';
import type { Act, Role } from './roles.ts';

/** What a stored secret said. `changed-outside`: its hash is not the one that the ledger knows of. */
export type Checked = 'right' | 'wrong' | 'changed-outside';

/** The secrets of people, as slow hashes; the phone's key apart, which is kept like a signing key. Nothing here ever throws. */
export type Credentials = {
  /** Keeps a secret beside the one in force; null when it could not be stored. The mark goes into the ledger. */
  readonly keep: (personId: string, kind: 'pin' | 'badge', secret: string) => Promise<string | null>;
  readonly checkPin: (personId: string, mark: string, pin: string) => Promise<Checked>;
  /** Whose badge this is, among these marks; null for nobody's. */
  readonly whoseBadge: (text: string, marks: ReadonlyMap<string, string>) => Promise<string | null>;
  readonly checkPhone: (personId: string, mark: string, counter: number, code: string) => Promise<Checked>;
  /** Forgets every hash that no mark stands for any more, and the phone keys behind the marks that are gone. */
  readonly forget: (marksInForce: ReadonlySet<string>, gone: readonly string[]) => Promise<void>;
};

/** What the staff desk needs from the shell and the settings, read afresh each time. */
export type StaffPorts = {
  /** Null where the rows cannot be read: then it is not known who may do what, and nobody can sign in. */
  readonly roster: Roster | null;
  readonly usedChallenges: ReadonlySet<string>;
  /** True once the row is durable. */
  readonly append: (event: PeopleEvent | AccessEvent) => Promise<boolean>;
  readonly credentials: Credentials;
  readonly rules: () => StaffRules;
  /** True while a sale is being typed or a payment on the stage is not final: locking waits. */
  readonly isBusy: () => boolean;
  readonly wallMs: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
  readonly changed: () => void;
  readonly newPersonId: () => string;
  /** A whole number below a million. */
  readonly randomChallenge: () => number;
  /** Who acts where nobody has been set up. */
  readonly nobody: () => Actor;
};

/** The owner's rules about people. */
export type StaffRules = {
  /** After so long without a key or a scan the counter locks, ms; 0 = never. */
  readonly idleLockMs: number;
  /** How long a wish waits for its second person, ms. */
  readonly approvalMs: number;
};

/** Why an act does not happen now. */
export type Denied = 'sign-in-needed' | 'not-permitted';

/** What a change of people came to. */
export type PeopleOutcome = 'done' | 'last-owner' | 'name-missing' | 'not-found' | 'not-stored' | 'not-permitted';

/** The counter's people: who is at it, what they may do, and the question that is open. */
export type Staff = {
  readonly roster: () => Roster;
  /** False in a shop that has set up no people: everybody may do everything, as one nameless cashier. */
  readonly hasPeople: () => boolean;
  readonly person: () => Person | null;
  readonly isLocked: () => boolean;
  readonly asking: () => Asking | null;
  /** How many characters of a secret were typed. */
  readonly typedLength: () => number;
  readonly actor: () => Actor;
  /** `second-person` where somebody else has to say yes too. */
  readonly may: (act: Act) => 'yes' | 'second-person' | Denied;
  /** Asks for a second person; answers at once where none is needed. */
  readonly approve: (wish: Wish, reasons: readonly BeyondReason[]) => Promise<Approved>;
  readonly key: (key: PadKey) => void;
  /** A scan that is no payment code; true when somebody's badge was read, or a badge was asked for. */
  readonly badge: (text: string) => Promise<boolean>;
  /** Answer by the owner's phone instead of a PIN. */
  readonly byPhone: () => void;
  /** One question back, or none where signing in is needed. */
  readonly back: () => void;
  readonly lock: () => void;
  /** A key or a scan came: the idle lock begins anew. */
  readonly active: () => void;
  readonly addPerson: (name: string, role: Role) => PeopleOutcome;
  readonly changePerson: (personId: string, name: string, role: Role) => Promise<PeopleOutcome>;
  readonly removePerson: (personId: string) => Promise<PeopleOutcome>;
  readonly renew: (personId: string, kind: 'pin' | 'badge') => PeopleOutcome;
  readonly drop: (personId: string, kind: CredentialKind) => Promise<PeopleOutcome>;
  /** A phone got its key, which main keeps. */
  readonly phoneSet: (personId: string, mark: string) => Promise<PeopleOutcome>;
  readonly close: () => void;
};
