import { commandLength } from '../../simulator/devices/escpos-length.ts';
import { starLength } from '../../simulator/devices/star-length.ts';

/** Offsets at which one command or character ends and the next begins, first and last included; letters of one line count as one. */
export function commandBoundaries(family: 'epson' | 'star', bytes: Uint8Array): readonly number[] {
  const lengthOf = family === 'star' ? starLength : commandLength;
  const found = [0];
  let at = 0;
  while (at < bytes.length) {
    const isLetter = (bytes[at] ?? 0) >= 0x20;
    at += lengthOf(bytes, at) ?? bytes.length - at;
    if (isLetter && (bytes[at] ?? 0) >= 0x20) continue;
    found.push(at);
  }
  return found;
}
