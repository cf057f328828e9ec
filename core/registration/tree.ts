/** A request's part as nested objects and lists. */
export type Tree = { readonly [name: string]: string | Tree | readonly Tree[] };

/**
 * Turns `a.b.0.c = x` into `{a: {b: [{c: x}]}}`. What is empty is left out, and lists close up behind it, because Alipay+ takes no
 * empty text. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/registration
 */
export function treeOf(values: Readonly<Record<string, string>>, paths: readonly string[]): Tree {
  const filled = paths.map((path) => [path.split('.'), values[path]?.trim() ?? ''] as const).filter(([, value]) => value !== '');
  return branch(filled);
}

type Leaf = readonly [readonly string[], string];

function branch(leaves: readonly Leaf[]): Tree {
  const names = [...new Set(leaves.map(([[name = '']]) => name))];
  return Object.fromEntries(names.map((name) => [name, node(leaves.filter(([[first]]) => first === name).map(rest))]));
}

const rest = ([[, ...path], value]: Leaf): Leaf => [path, value];

function node(leaves: readonly Leaf[]): string | Tree | readonly Tree[] {
  const [first] = leaves;
  if (first === undefined || first[0].length === 0) return first?.[1] ?? '';
  const isList = /^\d+$/.test(first[0][0] ?? '');
  return isList ? Object.values(branch(leaves)).filter(isTree) : branch(leaves);
}

const isTree = (value: string | Tree | readonly Tree[]): value is Tree => typeof value === 'object' && !Array.isArray(value);
