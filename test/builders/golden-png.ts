import fs from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';

const folder = path.join(import.meta.dirname, '../golden');

/**
 * How many dots of a picture differ from the reviewed one under test/golden; all of them when the sizes differ or there is none.
 * With GOLDEN=renew the picture becomes the reviewed one: look at it before it is committed.
 */
export function dotsUnlikeGolden(name: string, png: Uint8Array): number {
  const file = path.join(folder, name);
  if (process.env['GOLDEN'] === 'renew') {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, png);
  }
  const now = PNG.sync.read(Buffer.from(png));
  const reviewed = fs.existsSync(file) ? PNG.sync.read(fs.readFileSync(file)) : null;
  if (reviewed?.width !== now.width || reviewed.height !== now.height) return now.width * now.height;
  let unlike = 0;
  for (let at = 0; at < now.data.length; at += 4) if (now.data[at] !== reviewed.data[at]) unlike += 1;
  return unlike;
}
