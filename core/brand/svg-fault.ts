/** Why a vector drawing is not taken: `active` could do something, `external` reaches for other files. */
export type SvgFault = 'not-svg' | 'too-long' | 'active' | 'external';

const CHARACTERS_MAX = 1 << 20;

/** Scripts, handlers, embedded pages, and entities, which may unfold without end. */
const ACTIVE =
  /<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|audio|video|handler|animate|set)\b|\son[a-z]+\s*=|<!ENTITY|javascript:|<\?xml-stylesheet/i;

/** What stands before an address. Where it leads is judged apart, because a pattern for both would try every way to share out the blanks. */
const BEFORE_ADDRESS = /\b(?:href|src)\s*=|url\(/gi;

/** Addresses that lead nowhere but into the drawing itself; namespaces are names, not addresses. */
const INSIDE = ['#', 'data:image/png', 'data:image/jpeg', 'data:font/'] as const;

/** What speaks against drawing this file once; null when nothing does. The browser engine draws it as a picture, in which nothing runs and nothing is fetched. */
export function svgFault(text: string): SvgFault | null {
  if (text.length > CHARACTERS_MAX) return 'too-long';
  if (!/^<svg[\s>]/i.test(afterProlog(text))) return 'not-svg';
  if (ACTIVE.test(text)) return 'active';
  return isExternal(text) ? 'external' : null;
}

/** The text behind byte order mark, declarations and comments; one that never ends leaves nothing. */
function afterProlog(text: string): string {
  let rest = text.replace(/^\uFEFF/, '').trimStart();
  for (let end = endOfProlog(rest); end !== null; end = endOfProlog(rest)) rest = rest.slice(end).trimStart();
  return rest;
}

/** Where the declaration or comment at the beginning ends; null when there is none. */
function endOfProlog(text: string): number | null {
  if (text.startsWith('<!--')) return behind(text, '-->');
  if (/^<\?xml\s/i.test(text)) return behind(text, '?>');
  // One with a subset of its own may define entities, and is no beginning of a drawing that is taken.
  return /^<!doctype\s[^>[]*>/i.test(text) ? behind(text, '>') : null;
}

function behind(text: string, end: string): number {
  const at = text.indexOf(end);
  return at === -1 ? text.length : at + end.length;
}

const isExternal = (text: string): boolean =>
  /@import/i.test(text) ||
  [...text.matchAll(BEFORE_ADDRESS)].some(({ 0: found, index }) => !isInside(text, index + found.length));

/** Blanks and a quotation mark may stand before an address, a few of them and no more. */
function isInside(text: string, from: number): boolean {
  const address = text
    .slice(from, from + 64)
    .replace(/^[\s"']{1,16}/, '')
    .toLowerCase();
  return INSIDE.some((begins) => address.startsWith(begins));
}
