import { pictureFacts } from '../picture/picture-facts.ts';

/** Why a file cannot be a mark. `not-a-picture` includes one that cannot be unpacked. */
export const MARK_FAULTS = ['not-a-picture', 'too-large', 'too-small', 'wrong-ratio', 'too-many', 'unwritable'] as const;

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
  const ratio = width / height;
  return ratio < RATIO_MIN || ratio > RATIO_MAX ? 'wrong-ratio' : { width, height };
}
