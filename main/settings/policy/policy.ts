import { faultsOf, type Fault } from '../fault.ts';
import { hasFields, isWhole, LOCKABLE, pathsOf } from './lockable.ts';
import type { PolicyFound } from './port.ts';

/** The policy of a PC, judged. Paths are those of the settings, such as `people.idleLockMinutes` or `printer`. */
export type Policy = {
  /** Where it stands; null when there is none. */
  readonly source: string | null;
  /** What it sets. */
  readonly values: ReadonlyMap<string, unknown>;
  /** What nobody at the counter may change: everything it names, also where what it says cannot be used. */
  readonly held: readonly string[];
  /** What is wrong with it. A policy with findings never changes more than what it says without fault. */
  readonly findings: readonly Fault[];
};

/** A PC whose administrator left no policy. */
export const NO_POLICY: Policy = { source: null, values: new Map(), held: [], findings: [] };

/**
 * Judges what was read. What is valid is in force; a setting whose value is not keeps the value that it has, and is locked; a policy
 * that cannot be read at all changes nothing and locks everything it could have held, because nobody knows what it was to forbid.
 */
export function judgePolicy(found: PolicyFound): Policy {
  switch (found.kind) {
    case 'none':
      return NO_POLICY;
    case 'unusable':
      return { source: found.source, values: new Map(), held: [...LOCKABLE.keys()], findings: [found.fault] };
    case 'document':
      return judgeDocument(found.source, found.document);
  }
}

/** What one entry of the document comes to. */
type Judged = Pick<Policy, 'held' | 'findings'> & { readonly values: readonly (readonly [path: string, value: unknown])[] };

function judgeDocument(source: string, document: Readonly<Record<string, unknown>>): Policy {
  const judged = Object.entries(document).map(([section, value]) => judgeSection(section, value));
  return {
    source,
    values: new Map(judged.flatMap(({ values }) => values)),
    held: judged.flatMap(({ held }) => held),
    findings: judged.flatMap(({ findings }) => findings),
  };
}

function judgeSection(section: string, value: unknown): Judged {
  if (isWhole(section)) return judgeValue(section, value);
  if (!hasFields(section)) return unknown(section);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { values: [], held: pathsOf(section), findings: [fault(section, 'wrong-type', 'must be an object of settings')] };
  const fields = Object.entries(value).map(([field, each]) => judgeValue(`${section}.${field}`, each));
  return {
    values: fields.flatMap(({ values }) => values),
    held: fields.flatMap(({ held }) => held),
    findings: fields.flatMap(({ findings }) => findings),
  };
}

function judgeValue(path: string, value: unknown): Judged {
  const schema = LOCKABLE.get(path);
  if (schema === undefined) return unknown(path);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { values: [[path, parsed.data]], held: [path], findings: [] };
  // The registry has no booleans, only the numbers 0 and 1.
  const flag = value === 0 || value === 1 ? schema.safeParse(value === 1) : null;
  if (flag?.success === true) return { values: [[path, flag.data]], held: [path], findings: [] };
  return {
    values: [],
    held: [path],
    findings: faultsOf(parsed.error).map((each) => ({ ...each, path: `$.${path}${each.path.slice(1)}` })),
  };
}

const fault = (path: string, code: string, message: string): Fault => ({ path: `$.${path.slice(0, 120)}`, code, message });

const unknown = (path: string): Judged => ({
  values: [],
  held: [],
  findings: [fault(path, 'unknown-key', 'is not a setting that a policy can hold; check the spelling')],
});
