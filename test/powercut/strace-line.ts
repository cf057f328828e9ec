/** One completed system call as strace prints it with -f -y -xx. */
export type Call = { readonly name: string; readonly args: readonly string[]; readonly result: number; readonly raw: string };

const CALL = /^(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+)(.*)$/s;

/** A completed call, or null for what ends a process; anything else is an error. */
export function parseCall(text: string): Call | null {
  const [, name, args, result, rest] = CALL.exec(text) ?? [];
  if (name === undefined || args === undefined || result === undefined) {
    if (/^(exit|\+\+\+|---)/.test(text) || text.includes('= ?')) return null;
    throw new Error(`not a line of strace: ${text.slice(0, 300)}`);
  }
  return { name, args: args.split(', '), result: Number(result), raw: text.slice(0, text.length - (rest ?? '').length) };
}

export const descriptor = (argument: string | undefined): number => Number.parseInt(argument ?? '', 10);
export const hexOf = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

/** With -xx every string is hexadecimal, so nothing in it can be mistaken for the grammar around it. */
export const textOf = (argument: string): string =>
  Buffer.from((/(?:\\x[0-9a-f]{2})+/.exec(argument)?.[0] ?? '').replaceAll('\\x', ''), 'hex').toString();

/** All quoted strings of a call, one after the other: the bytes of a write, or of the parts of a vector. */
export function bytesOf(raw: string): Buffer {
  const quoted = raw.match(/"(?:\\x[0-9a-f]{2})*"/g) ?? [];
  return Buffer.from(quoted.join('').replaceAll('"', '').replaceAll('\\x', ''), 'hex');
}
