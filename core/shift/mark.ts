/** Words of a shift's mark: short, plain, and none that is also said about a payment. */
export const MARK_WORDS = [
  'anchor',
  'bamboo',
  'candle',
  'dolphin',
  'eagle',
  'forest',
  'garden',
  'harbour',
  'island',
  'jasmine',
  'kite',
  'lantern',
  'mango',
  'ocean',
  'panda',
  'river',
] as const;

/** Colours of a shift's mark: none of them is a colour that stands for a result. */
export const MARK_COLOURS = ['black', 'white', 'pink', 'purple', 'cyan', 'brown'] as const;

/** The word and colour that a result wears during one shift, so that a picture or recording of an earlier one does not pass. */
export type ShiftMark = { readonly word: (typeof MARK_WORDS)[number]; readonly colour: (typeof MARK_COLOURS)[number] };

/**
 * The mark of a shift. It follows from the shift's id, which is random: nobody can tell it before the shift opens, and a restart
 * shows the same one.
 */
export function markOf(shiftId: string): ShiftMark {
  const mixed = mix(shiftId);
  return {
    word: MARK_WORDS[mixed % MARK_WORDS.length] ?? MARK_WORDS[0],
    colour: MARK_COLOURS[Math.floor(mixed / MARK_WORDS.length) % MARK_COLOURS.length] ?? MARK_COLOURS[0],
  };
}

/** FNV-1a with a last stir: it spreads random ids evenly, and nothing secret hangs on it. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
