/**
 * `node scripts/release-check.mjs` fails when version, tag, changelog and Electron do not agree.
 * `node scripts/release-check.mjs --checksums FOLDER` writes FOLDER/SHA256SUMS for what is handed out.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Every disagreement, in words.
 * @param {{ product: any, lock: any, changelog: string, tag: string | undefined }} release `tag` such as refs/tags/v1.2.3
 */
export function releaseFaults({ product, lock, changelog, tag }) {
  const { version } = product;
  const heading = /^## .*$/m.exec(changelog)?.[0];
  const electron = lock.packages['node_modules/electron'].version;
  return [
    ...(tag === undefined || tag === `refs/tags/v${version}` ? [] : [`the tag is ${tag}, the version is ${version}`]),
    ...(lock.version === version ? [] : [`package-lock.json says version ${lock.version}, package.json ${version}`]),
    ...(heading?.startsWith(`## ${version} `) ? [] : [`the newest entry of CHANGELOG.md is "${heading}", not ${version}`]),
    ...(/\(\d{4}-\d\d-\d\d\)$/.test(String(heading)) ? [] : [`"${heading}" has no date: \`## ${version} (2026-01-31)\``]),
    ...(electron === product.devDependencies.electron ? [] : [`Electron is ${electron} in the lock file`]),
  ];
}

/** Lines as sha256sum writes and checks them, sorted. @param {string} folder */
export function checksums(folder) {
  return fs
    .readdirSync(folder)
    .filter((file) => file.startsWith('Paydesk-') || file.endsWith('.sbom.json'))
    .sort()
    .map(
      (file) =>
        `${createHash('sha256')
          .update(fs.readFileSync(path.join(folder, file)))
          .digest('hex')}  ${file}\n`,
    )
    .join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf('--checksums');
  const folder = process.argv[at + 1];
  if (at > 0 && folder !== undefined) fs.writeFileSync(path.join(folder, 'SHA256SUMS'), checksums(folder));
  else {
    const read = (/** @type {string} */ file) => fs.readFileSync(path.join(root, file), 'utf8');
    const faults = releaseFaults({
      product: JSON.parse(read('package.json')),
      lock: JSON.parse(read('package-lock.json')),
      changelog: read('CHANGELOG.md'),
      tag: process.env.GITHUB_REF,
    });
    for (const fault of faults) console.error(fault);
    process.exitCode = faults.length > 0 ? 1 : 0;
  }
}
