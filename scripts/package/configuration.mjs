/** electron-builder.yml plus what only this run knows. */
import fs from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';

/** @typedef {import('./native-binaries.mjs').Target} Target */

/**
 * Signed means: a release build with the certificate of its system at hand. Linux packages carry no signature of their own; there
 * the release build and its checksums stand for it.
 * @param {NodeJS.ProcessEnv} env @param {Target['system']} system
 */
export function isSigned(env, system) {
  if (env.PAYDESK_RELEASE !== '1') return false;
  if (system === 'linux') return true;
  return Boolean(system === 'win32' ? env.WIN_CSC_LINK || env.CSC_LINK : env.CSC_LINK);
}

/**
 * What the packaged application knows of itself: the product's package.json without anything of its development, and whose updates it
 * takes from where; without the key it takes none.
 * @param {Record<string, unknown>} product package.json @param {boolean} signed
 * @param {{ address: string, publicKey: string } | null} updates
 */
export function aboutPackage(product, signed, updates) {
  const { name, productName, version, description, license, type, main } = product;
  return {
    ...{ name, productName, version, description, license, type, main },
    homepage: 'https://paydesk.example',
    author: 'The Paydesk authors',
    desktopName: 'paydesk.desktop',
    buildKind: signed ? 'signed' : 'unsigned',
    ...(updates === null ? {} : { updates }),
  };
}

/**
 * Where this build's counters look for updates and whose signature they believe; null without a key.
 * @param {NodeJS.ProcessEnv} env @param {any} declared
 */
export function updatesOf(env, declared) {
  const publicKey = env.PAYDESK_UPDATE_PUBLIC_KEY;
  if (publicKey === undefined || publicKey === '') return null;
  if (Buffer.from(publicKey, 'base64').length !== 32) throw new Error('PAYDESK_UPDATE_PUBLIC_KEY is not 32 bytes in base64');
  return { address: env.PAYDESK_UPDATE_URL || declared.publish.url, publicKey };
}

/**
 * Writes the configuration of one run and returns its path.
 * @param {{ root: string, stageDir: string, out: string, electronDist: string, electronVersion: string, signed: boolean,
 *   env: NodeJS.ProcessEnv }} order
 */
export function writeConfiguration({ root, stageDir, out, electronDist, electronVersion, signed, env }) {
  const declared = readDeclared(root);
  const unsigned = signed ? {} : unsignedIdentity(declared);
  const hooks = path.join(root, 'scripts/package/hooks.mjs');
  const file = `${stageDir}.json`;
  const whole = {
    ...declared,
    ...unsigned,
    directories: { ...declared.directories, app: stageDir, output: out },
    // The stage holds exactly what is to be inside; its node_modules are named because the builder skips a folder of that name.
    files: ['**/*', { from: path.join(stageDir, 'node_modules'), to: 'node_modules', filter: ['**/*'] }],
    publish: { ...declared.publish, url: env.PAYDESK_UPDATE_URL || declared.publish.url },
    mac: { ...declared.mac, notarize: Boolean(env.APPLE_API_KEY || env.APPLE_ID) },
    electronDist,
    electronVersion,
    // Only then is beforeBuild asked, which says that nothing is to be rebuilt.
    npmRebuild: true,
    beforeBuild: hooks,
    afterPack: hooks,
  };
  fs.writeFileSync(file, JSON.stringify(whole, null, 2));
  return file;
}

/** electron-builder.yml as data. @param {string} root @returns {any} */
export function readDeclared(root) {
  return load(fs.readFileSync(path.join(root, 'electron-builder.yml'), 'utf8'));
}

/** Unsigned builds install beside signed ones, and their files say what they are. @param {any} declared */
function unsignedIdentity(declared) {
  const name = (/** @type {string} */ pattern) => pattern.replace('${version}', '${version}-unsigned');
  return {
    appId: `${declared.appId}.unsigned`,
    artifactName: name(declared.artifactName),
    nsis: { ...declared.nsis, artifactName: name(declared.nsis.artifactName) },
    dmg: { ...declared.dmg, artifactName: name(declared.dmg.artifactName) },
  };
}
