/** One hash for many files: equal exactly when names and contents are equal. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {string} root
 * @param {readonly string[]} names files and folders; those that do not exist count as absent
 */
export function fingerprintOf(root, names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => filesIn(root, name))) {
    const content = fs.readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} name @returns {string[]} in a fixed order */
function filesIn(root, name) {
  const stat = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [name];
  return fs
    .readdirSync(path.join(root, name))
    .sort()
    .flatMap((child) => filesIn(root, `${name}/${child}`));
}
