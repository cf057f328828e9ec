import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Site } from './app-protocol.ts';

/** SECURITY: a file of the brand kit by its digest, and nothing else of the data folder: 64 hexadecimal digits lead nowhere else. */
const BRAND = /^\/brand\/([0-9a-f]{64})$/;

/** Serves the kit's pictures to a page; one that was changed since it was taken in, say recoloured, is shown nowhere. */
export const brandFiles =
  (folder: string): Site['more'] =>
  (pathname) => {
    const sha256 = BRAND.exec(pathname)?.[1];
    if (sha256 === undefined) return null;
    const file = path.join(folder, sha256);
    return digestOf(file) === sha256 ? { file, type: 'image/png' } : null;
  };

function digestOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return null;
  }
}
