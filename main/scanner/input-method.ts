/** GTK's own contexts, which convert nothing. */
const PLAIN = new Set(['', 'none', 'simple', 'gtk-im-context-simple', 'xim']);

/** True when a Linux desktop was started with an input method framework; other systems show each key and need no warning. */
export const hasInputMethod = (env: Readonly<Record<string, string | undefined>>): boolean =>
  !PLAIN.has(env['GTK_IM_MODULE'] ?? '') || /@im=(?!none\b)\w/.test(env['XMODIFIERS'] ?? '');
