/** Reads `NAME --key value --flag --json` in any order. */

/**
 * @param {readonly string[]} args
 * @returns {{ name: string | undefined, json: boolean, given: Record<string, string | true> }}
 */
export function readOptions(args) {
  /** @type {Record<string, string | true>} */
  const given = {};
  /** @type {string | undefined} */
  let name;
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    const value = args[i + 1];
    if (arg === '--json') continue;
    if (!arg.startsWith('--')) name ??= arg;
    else if (arg.includes('=')) given[arg.slice(2, arg.indexOf('='))] = arg.slice(arg.indexOf('=') + 1);
    else if (value !== undefined && !value.startsWith('--')) given[arg.slice(2)] = args[++i] ?? '';
    else given[arg.slice(2)] = true;
  }
  return { name, json: args.includes('--json'), given };
}
