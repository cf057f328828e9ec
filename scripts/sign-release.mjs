/**
 * `node scripts/sign-release.mjs FOLDER [--staged N] [--minimum VERSION]` describes the packages in FOLDER as one release and signs the
 * description: FOLDER/release.json and FOLDER/release.json.sig. The private key is PAYDESK_UPDATE_PRIVATE_KEY (Ed25519, PKCS#8 as PEM
 * or base64) and nothing else; it is never printed. `--new-key` prints a fresh pair for whoever keeps it. docs/updates.md
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

/** Which file is the one of a system: what the application itself can put in. */
const UPDATED_BY = { linux: 'AppImage', win: 'exe', mac: 'zip' };

/**
 * The description of a release.
 * @param {{ folder: string, version: string, stagedPercent: number, minimumVersion: string, ledgerVersion: number,
 *   notes: Record<string, string> }} release
 */
export function describe({ folder, version, stagedPercent, minimumVersion, ledgerVersion, notes }) {
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(`Paydesk-${version}-`))
    .flatMap((name) => {
      const system = systemOf(name);
      if (system === null) return [];
      const bytes = fs.readFileSync(path.join(folder, name));
      return [{ system, name, sha512: createHash('sha512').update(bytes).digest('base64'), sizeBytes: bytes.length }];
    });
  if (files.length === 0) throw new Error(`there is no package of version ${version} in ${folder}`);
  return { version, minimumVersion, stagedPercent, ledgerVersion, notes, files };
}

/** @param {string} name of a file */
function systemOf(name) {
  const [, system = '', arch = ''] = /-(linux|win|mac)-(x64|x86_64|arm64)(?:-setup)?\.[A-Za-z]+$/.exec(name) ?? [];
  const ending = UPDATED_BY[/** @type {keyof typeof UPDATED_BY} */ (system)];
  return ending !== undefined && name.endsWith(`.${ending}`) ? `${system}-${arch === 'x86_64' ? 'x64' : arch}` : null;
}

/** @param {string} text PEM, or base64 of PKCS#8 */
export function readPrivateKey(text) {
  const key = text.includes('-----BEGIN')
    ? createPrivateKey(text)
    : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('PAYDESK_UPDATE_PRIVATE_KEY is no Ed25519 key');
  return key;
}

/** The 32 bytes that a build is given as PAYDESK_UPDATE_PUBLIC_KEY, in base64. @param {import('node:crypto').KeyObject} key */
export const publicPart = (key) =>
  createPublicKey(/** @type {any} */ (key))
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('base64');

/** Writes both files durably, the signature first: a description without its signature is never taken. @param {string} folder @param {object} release @param {import('node:crypto').KeyObject} key */
export function writeSigned(folder, release, key) {
  const bytes = Buffer.from(`${JSON.stringify(release, null, 1)}\n`);
  const signature = sign(null, bytes, key);
  if (!verify(null, bytes, createPublicKey(/** @type {any} */ (key)), signature))
    throw new Error('the signature does not verify');
  fs.writeFileSync(path.join(folder, 'release.json.sig'), signature.toString('base64'));
  fs.writeFileSync(path.join(folder, 'release.json'), bytes);
}

/** The newest entry of the changelog, for the owner to read: plain text without marks. @param {string} changelog */
export function notesOf(changelog) {
  const entry = changelog.split(/^## .*$/m)[1] ?? '';
  const plain = entry
    .replace(/^#+ /gm, '')
    .replace(/\*([^*\n]+)\*/g, '$1')
    .replace(/`/g, '')
    .trim();
  return plain.length > 7_000 ? `${plain.slice(0, 7_000)}…` : plain;
}

/** The form of the ledger that this source writes: the last of its migrations. */
function ledgerVersion() {
  const text = fs.readFileSync(path.join(root, 'main/ledger/migrations.ts'), 'utf8');
  return Math.max(...[...text.matchAll(/^ {4}version: (\d+),$/gm)].map(([, version]) => Number(version)));
}

/** The key of the environment; one that no counter believes is refused. @param {NodeJS.ProcessEnv} env */
function keyOf({ PAYDESK_UPDATE_PRIVATE_KEY: given, PAYDESK_UPDATE_PUBLIC_KEY: believed }) {
  if (given === undefined || given === '') throw new Error('PAYDESK_UPDATE_PRIVATE_KEY is not set');
  const key = readPrivateKey(given);
  if (believed !== undefined && believed !== '' && believed !== publicPart(key))
    throw new Error('the private key is not the one of PAYDESK_UPDATE_PUBLIC_KEY, which the counters believe');
  return key;
}

/** @param {readonly string[]} args @param {NodeJS.ProcessEnv} env */
function signRelease(args, env) {
  const value = (/** @type {string} */ name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const folder = args[0];
  if (folder === undefined || folder.startsWith('-')) throw new Error('say which folder: node scripts/sign-release.mjs dist');
  const key = keyOf(env);
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const stagedPercent = Number(value('--staged') ?? 100);
  if (!Number.isInteger(stagedPercent) || stagedPercent < 0 || stagedPercent > 100) throw new Error('--staged takes 0 to 100');
  const notes = { en: notesOf(fs.readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')) };
  const minimumVersion = value('--minimum') ?? '0.1.0';
  const release = describe({ folder, version, stagedPercent, minimumVersion, ledgerVersion: ledgerVersion(), notes });
  writeSigned(folder, release, key);
  console.log(`signed ${version} for ${release.files.map(({ system }) => system).join(', ')}, ${stagedPercent} % of counters`);
}

/** @param {readonly string[]} args */
function main(args) {
  if (!args.includes('--new-key')) {
    signRelease(args, process.env);
    return;
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  console.log(`PAYDESK_UPDATE_PUBLIC_KEY=${publicPart(privateKey)}`);
  console.log(`PAYDESK_UPDATE_PRIVATE_KEY=${privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
