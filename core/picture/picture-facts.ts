/** A picture as its first bytes tell it, whatever its file is called. */
export type PictureFacts = { readonly kind: 'png' | 'jpeg'; readonly width: number; readonly height: number };

/** Kind and size in pixels, read from the header alone, so that a small file that unpacks into a huge picture is never unpacked; null for anything else. */
export const pictureFacts = (bytes: Uint8Array): PictureFacts | null => pngFacts(bytes) ?? jpegFacts(bytes);

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] as const;

function pngFacts(bytes: Uint8Array): PictureFacts | null {
  if (bytes.length < 24 || PNG_START.some((byte, at) => bytes[at] !== byte)) return null;
  return sized('png', number(bytes, 16, 4), number(bytes, 20, 4));
}

/** Markers whose part holds the size: every start of a frame, but not the tables among them (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegFacts(bytes: Uint8Array): PictureFacts | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) return sized('jpeg', number(bytes, at + 7, 2), number(bytes, at + 5, 2));
    at += 2 + Math.max(2, number(bytes, at + 2, 2));
  }
  return null;
}

const sized = (kind: PictureFacts['kind'], width: number, height: number): PictureFacts | null =>
  width > 0 && height > 0 ? { kind, width, height } : null;

/** A big-endian number. */
const number = (bytes: Uint8Array, from: number, length: number): number =>
  bytes.subarray(from, from + length).reduce((sum, byte) => sum * 256 + byte, 0);
