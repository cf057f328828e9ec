import { pictureFacts } from '../picture/picture-facts.ts';

/** Why a file cannot be a mark. `not-a-picture` includes one that cannot be unpacked. */
export const MARK_FAULTS = [
  'not-a-picture',
  'too-large',
  'too-small',
  'wrong-ratio',
  'recoloured',
  'too-many',
  'unwritable',
] as const;

export type MarkFault = (typeof MARK_FAULTS)[number];

/** Beside the Alipay+ mark, which always comes first (https://docs.alipayplus.com/alipayplus/alipayplus/brand_show_in_store/standard). */
export const WALLET_MARKS_MAX = 5;

/** Bytes of a mark as PNG. */
export const MARK_BYTES_MAX = 2 << 20;

/** Paydesk's own bounds, for no size is published: 96 dots are 24 points on a sharp screen and 8 mm at 203 dots an inch with some to spare. */
const HEIGHT_MIN = 96;
const SIDE_MAX = 4_096;
const RATIO_MIN = 0.5;
const RATIO_MAX = 8;

/** What speaks against a mark before it is unpacked; its size where nothing does. */
export function checkMark(png: Uint8Array): { readonly width: number; readonly height: number } | MarkFault {
  if (png.length > MARK_BYTES_MAX) return 'too-large';
  const facts = pictureFacts(png);
  if (facts?.kind !== 'png') return 'not-a-picture';
  const { width, height } = facts;
  if (Math.max(width, height) > SIDE_MAX) return 'too-large';
  if (height < HEIGHT_MIN) return 'too-small';
  return isMarkRatio(width, height) ? { width, height } : 'wrong-ratio';
}

/** Whether a mark may be this wide for its height. */
export const isMarkRatio = (width: number, height: number): boolean => width / height >= RATIO_MIN && width / height <= RATIO_MAX;

/** How far red, green and blue of a dot lie apart at least, of 255, before it counts as coloured; what smoothing leaves at an edge stays below. */
const COLOURED = 32;
/** One coloured dot in this many visible ones is enough. */
const COLOURED_SHARE = 0.01;

/**
 * Whether the RGBA dots have any colour. Official colour values are not published, so one recolouring can be told from the picture
 * alone: the one that took all colour away, whose only use is paper, where Paydesk prints in one colour itself.
 */
export function isColoured(rgba: Uint8Array): boolean {
  let visible = 0;
  let coloured = 0;
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const red = rgba[at] ?? 0;
    const green = rgba[at + 1] ?? 0;
    const blue = rgba[at + 2] ?? 0;
    if ((rgba[at + 3] ?? 0) < COLOURED || Math.min(red, green, blue) > 255 - COLOURED) continue;
    visible += 1;
    if (Math.max(red, green, blue) - Math.min(red, green, blue) >= COLOURED) coloured += 1;
  }
  return coloured > visible * COLOURED_SHARE;
}
