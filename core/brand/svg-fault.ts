/** Why a vector drawing is not taken: `active` could do something, `external` reaches for other files. */
export type SvgFault = 'not-svg' | 'too-long' | 'active' | 'external';

const CHARACTERS_MAX = 1 << 20;

/** Scripts, handlers, embedded pages, and entities, which may unfold without end. */
const ACTIVE =
  /<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|audio|video|handler|animate|set)\b|\son[a-z]+\s*=|<!ENTITY|javascript:|<\?xml-stylesheet/i;

/** Addresses that lead anywhere but into the drawing itself; namespaces are names, not addresses. */
const EXTERNAL =
  /\b(?:href|src)\s*=\s*["']?\s*(?!["']?\s*(?:#|data:image\/(?:png|jpeg)))|url\(\s*["']?\s*(?!#|data:image\/(?:png|jpeg)|data:font\/)|@import/i;

/** What speaks against drawing this file once; null when nothing does. The browser engine draws it as a picture, in which nothing runs and nothing is fetched. */
export function svgFault(text: string): SvgFault | null {
  if (text.length > CHARACTERS_MAX) return 'too-long';
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>[]*>\s*)*<svg[\s>]/i.test(text)) return 'not-svg';
  if (ACTIVE.test(text)) return 'active';
  return EXTERNAL.test(text) ? 'external' : null;
}
