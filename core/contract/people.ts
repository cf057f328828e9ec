import * as z from 'zod';
import { RULE_RANGES, type NumberRule } from '../people/owner-rules.ts';
import type { AskingFault, AskingStep } from '../people/asking.ts';
import { ACTS, ROLES, type Act, type Role } from '../people/roles.ts';
import type { BeyondReason } from '../refund/control.ts';
import { moneySchema } from './money.ts';

const epochMs = z.number();
const roleSchema = z.enum(ROLES as [Role, ...Role[]]);

const permission = z.enum(['yes', 'second-person', 'no']);

const BEYOND = ['amount', 'age', 'other-shift', 'count'] as const satisfies readonly BeyondReason[];

const STEPS = ['who', 'pin', 'code', 'new-pin', 'new-pin-again', 'badge'] as const satisfies readonly AskingStep[];

const FAULTS = [
  'pin-too-short',
  'pin-same-digits',
  'pin-run',
  'pin-differs',
  'unknown-number',
  'wrong',
  'locked-out',
  'may-not-approve',
  'own-wish',
  'no-pin',
  'no-phone',
  'changed-outside',
  'badge-taken',
  'not-stored',
] as const satisfies readonly AskingFault[];

/** Why a second person is asked; empty where none is needed. */
export const beyondSchema = z.array(z.enum(BEYOND));

/** The question to a person that is open. What is typed stays in main: the page gets a count. */
export const askingSchema = z.strictObject({
  kind: z.enum(['sign-in', 'approve', 'set-pin', 'set-badge']),
  step: z.enum(STEPS),
  /** Whoever was chosen, or is being given a PIN or a badge. */
  name: z.string().nullable(),
  role: roleSchema.nullable(),
  digits: z.int(),
  isChecking: z.boolean(),
  fault: z.enum(FAULTS).nullable(),
  triesLeft: z.int().nullable(),
  waitUntilMs: epochMs.nullable(),
  /** Whoever may be chosen. */
  people: z.array(z.strictObject({ number: z.int(), name: z.string(), role: roleSchema })),
  wish: z
    .strictObject({
      kind: z.enum(['refund', 'cancel']),
      orderNumber: z.string(),
      amount: moneySchema,
      reason: z.string().nullable(),
      reasons: beyondSchema,
      requester: z.string(),
      expiresAtMs: epochMs,
    })
    .nullable(),
  /** What the owner types into the phone's page. */
  challenge: z.string().nullable(),
  /** Whether anybody's phone could answer. */
  canPhone: z.boolean(),
});

/** Who is at the counter. */
export const staffSchema = z.strictObject({
  /** False in a shop that has set up no people: everybody may do everything. */
  isSetUp: z.boolean(),
  person: z.strictObject({ name: z.string(), role: roleSchema }).nullable(),
  isLocked: z.boolean(),
  asking: askingSchema.nullable(),
});

const NUMBER_RULES = Object.keys(RULE_RANGES) as [NumberRule, ...NumberRule[]];
const within = ([least, most]: readonly [number, number]) => z.int().min(least).max(most);

/** The owner's rules, all at once. */
export const rulesSchema = z.strictObject({
  refundWithoutApprovalMinor: within(RULE_RANGES.refundWithoutApprovalMinor),
  refundWithinHours: within(RULE_RANGES.refundWithinHours),
  refundsPerShift: within(RULE_RANGES.refundsPerShift),
  idleLockMinutes: within(RULE_RANGES.idleLockMinutes),
  approvalSeconds: within(RULE_RANGES.approvalSeconds),
  blindCount: z.boolean(),
});

/** Everybody, as the page of people shows them. */
export const peopleSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      personId: z.string(),
      number: z.int(),
      name: z.string(),
      role: roleSchema,
      hasPin: z.boolean(),
      hasBadge: z.boolean(),
      hasPhone: z.boolean(),
      isYou: z.boolean(),
    }),
  ),
  /** Of the shop; the rules' amount is in its minor units. */
  currency: moneySchema.shape.currency,
  rules: rulesSchema,
  /** The least and the most of each rule. */
  ruleRanges: z.record(z.enum(NUMBER_RULES), z.tuple([z.int(), z.int()])),
  mayChangeRules: z.boolean(),
  /** Rules that an administrator's policy holds. */
  lockedRules: z.array(z.enum([...NUMBER_RULES, 'blindCount'])),
  /** When the owner's PIN was reset from the command line, newest first. */
  resets: z.array(z.strictObject({ atMs: epochMs, osUser: z.string() })),
  mayManage: z.boolean(),
  /** The permission table, a row an act. */
  table: z.array(
    z.strictObject({ act: z.enum(ACTS as [Act, ...Act[]]), cashier: permission, supervisor: permission, owner: permission }),
  ),
});

export type AskingView = z.infer<typeof askingSchema>;
export type StaffView = z.infer<typeof staffSchema>;
export type PeopleView = z.infer<typeof peopleSchema>;
