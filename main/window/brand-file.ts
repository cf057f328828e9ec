import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Site } from './app-protocol.ts';

/** SECURITY: a file of the brand kit by its digest, and nothing else of the data folder: 64 hexadecimal digits lead nowhere else. */
const BRAND = /^\/brand\/([0-9a-f]{64})$/;

/** Serves the kit's pictures to a page. */
export const brandFiles =
  (folder: string): Site['more'] =>
  (pathname) => {
    const sha256 = BRAND.exec(pathname)?.[1];
    const file = sha256 === undefined ? null : path.join(folder, sha256);
    return file !== null && existsSync(file) ? { file, type: 'image/png' } : null;
  };
