import type { Actor } from '../../core/journal/actor.ts';
import type { JournalPort } from '../../core/journal/port.ts';
import { createTurns } from '../../core/payment/turns.ts';
import { RULE_RANGES, sameRules, type NumberRule, type OwnerRules } from '../../core/people/owner-rules.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { writeRefusal, type WriteRefusal } from './write-refusal.ts';

/** What became of new rules. */
export type RulesOutcome = 'done' | 'not-now' | 'storage-failed' | WriteRefusal;

/** The settings as far as rules are concerned. */
type RulesStore = Pick<SettingsStore, 'read' | 'write' | 'locked' | 'policy'>;

/** Changes the owner's rules. Whoever asks has already been checked against the permission table. */
export type RulesDesk = {
  readonly canChange: boolean;
  /** Rules that an administrator's policy holds. */
  readonly locked: () => readonly (keyof OwnerRules)[];
  readonly save: (rules: OwnerRules, actor: Actor) => Promise<RulesOutcome>;
};

/**
 * A change is a row of the ledger before it is in force, so that no rule ever changes without a mark. A change that the settings file
 * then refuses is taken back by a second row. `store` null: the settings cannot be changed, as in the practice world.
 */
export function createRulesDesk(store: RulesStore | null, journal: Pick<JournalPort, 'append'>): RulesDesk {
  const inTurn = createTurns();
  return {
    canChange: store !== null,
    locked: () => RULES.filter((rule) => store?.policy().held.includes(`people.${rule}`) === true),
    save: (rules, actor) => (store === null ? Promise.resolve('not-now') : inTurn(() => save(store, journal, rules, actor))),
  };
}

async function save(
  store: RulesStore,
  journal: Pick<JournalPort, 'append'>,
  after: OwnerRules,
  actor: Actor,
): Promise<RulesOutcome> {
  const settings = store.read();
  if (settings === null) return 'settings-unwritable';
  const before = settings.people;
  if (sameRules(before, after)) return 'done';
  if (store.locked({ ...settings, people: { ...after } }).length > 0) return 'settings-locked';
  const marked = await journal.append({ type: 'rules-changed', before, after, actor });
  if (!marked.ok) return 'storage-failed';
  // Read again: something else may have been saved while the row was written.
  const written = store.write({ ...(store.read() ?? settings), people: { ...after } });
  if (written.ok) return 'done';
  await journal.append({ type: 'rules-changed', before: after, after: before, actor });
  return writeRefusal(written.code);
}

const RULES = [...(Object.keys(RULE_RANGES) as NumberRule[]), 'blindCount'] as const;
