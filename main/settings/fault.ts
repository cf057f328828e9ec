import type * as z from 'zod';

/**
 * One thing that is wrong with a document. `path` is a JSON path such as `$.gateway.clientId`, `code` is for programs,
 * `message` is for the person who edits the file. Neither ever quotes a value, because any value may be a secret.
 */
export type Fault = { readonly path: string; readonly code: string; readonly message: string };

/** Every fault of a failed zod parse, unions told by their best-fitting branch, unknown keys one by one. */
export const faultsOf = (error: z.ZodError): readonly Fault[] => error.issues.flatMap((issue) => faultsOfIssue(issue, []));

/** Writes a path the way people write it in JavaScript: `$.routing[2].advice`. */
export const jsonPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    const key = String(part).slice(0, 60);
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key)}]`;
  }, '$');

type Issue = z.core.$ZodIssue;

function faultsOfIssue(issue: Issue, parents: readonly PropertyKey[]): readonly Fault[] {
  const path = [...parents, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => fault([...path, key], 'unknown-key', 'is not a setting; check the spelling'));
  }
  const branch = issue.code === 'invalid_union' ? bestBranch(issue.errors) : null;
  if (branch !== null) return branch.flatMap((inner) => faultsOfIssue(inner, path));
  const [code, message] = describe(issue);
  return [fault(path, code, message)];
}

const fault = (path: readonly PropertyKey[], code: string, message: string): Fault => ({ path: jsonPath(path), code, message });

/** The branch that got past its own outermost type, with the fewest complaints; null when none did. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const entered = branches.filter((issues) => issues.some(({ code, path }) => code !== 'invalid_type' || path.length > 0));
  return entered.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

function describe(issue: Issue): readonly [code: string, message: string] {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? ['missing', 'is required']
        : ['wrong-type', `must be of type ${issue.expected}`];
    case 'too_big':
      return ['too-large', `must be at most ${String(issue.maximum)}${unitOf(issue.origin)}`];
    case 'too_small':
      return ['too-small', `must be at least ${String(issue.minimum)}${unitOf(issue.origin)}`];
    case 'invalid_format':
      return ['wrong-format', 'does not have the right form'];
    case 'invalid_value':
      return ['not-allowed', `must be one of ${issue.values.map(String).join(', ').slice(0, 300)}`];
    case 'invalid_union':
      return ['wrong-shape', 'has none of the forms that are allowed here'];
    case 'custom':
      return [typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'not-allowed', issue.message];
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
      return ['not-allowed', 'is not allowed here'];
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}
