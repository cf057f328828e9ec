import { PNG } from 'pngjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureFacts } from '../../../core/picture/picture-facts.ts';

const png = (width: number, height: number): Buffer => PNG.sync.write(new PNG({ width, height }));

/** The head of a JPEG file as cameras write it: an EXIF part, a table, then the frame with its size. */
const jpeg = (width: number, height: number, frame = 0xc2): Uint8Array => {
  const part = (marker: number, bytes: readonly number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes];
  const size = [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return Uint8Array.from([0xff, 0xd8, ...part(0xe1, [1, 2, 3, 4]), ...part(0xc4, [5, 6]), ...part(frame, size), 0xff, 0xd9]);
};

describe('what a picture says of itself', () => {
  it('is its kind and size by its bytes, not by its name', () => {
    expect(pictureFacts(png(300, 40))).toEqual({ kind: 'png', width: 300, height: 40 });
    expect(pictureFacts(jpeg(4_032, 3_024))).toEqual({ kind: 'jpeg', width: 4_032, height: 3_024 });
    expect(pictureFacts(jpeg(640, 480, 0xc0))).toEqual({ kind: 'jpeg', width: 640, height: 480 });
  });

  it('is nothing for anything else', () => {
    const others = ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', 'RIFF0000WEBP', '', '\x89PNG\r\n\x1a\n'];
    for (const other of others) expect(pictureFacts(Buffer.from(other, 'latin1'))).toBeNull();
    expect(pictureFacts(jpeg(0, 480))).toBeNull();
    expect(pictureFacts(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]))).toBeNull();
  });

  it('is found without unpacking: a header that claims a wall of dots costs nothing', () => {
    const wall = png(1, 1);
    wall.writeUInt32BE(100_000, 16);
    wall.writeUInt32BE(100_000, 20);
    expect(pictureFacts(wall)).toEqual({ kind: 'png', width: 100_000, height: 100_000 });
  });

  it('ends for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        pictureFacts(bytes);
        pictureFacts(Uint8Array.from([0xff, 0xd8, ...bytes]));
      }),
    );
  });
});
