/** Reads back what was built: the fuses, the archive, the version and the native binaries inside. */
import fs from 'node:fs';
import path from 'node:path';
import { readDeclared } from './configuration.mjs';
import { readBinary, serves } from './native-binaries.mjs';

/** @typedef {import('./native-binaries.mjs').Target} Target */

/** Names in electron-builder.yml by the place of the fuse in the wire. */
const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
];
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/**
 * Every fault of one unpacked package, in words; none means it is what it should be.
 * @param {{ root: string, unpacked: string, staged: string, target: Target, version: string }} order
 * @returns {Promise<string[]>}
 */
export async function inspect({ root, unpacked, staged, target, version }) {
  const { listPackage, extractFile } = await import('@electron/asar');
  const archive = path.join(resourcesOf(unpacked, target), 'app.asar');
  const inside = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  const about = JSON.parse(extractFile(archive, 'package.json').toString());
  return [
    ...fuseFaults(readFuses(unpacked, target), readDeclared(root).electronFuses),
    ...(about.version === version ? [] : [`the package says version ${about.version}`]),
    ...(fs.existsSync(path.join(resourcesOf(unpacked, target), 'default_app.asar')) ? ['default_app.asar is inside'] : []),
    ...contentFaults(inside, staged),
    ...binaryFaults(`${archive}.unpacked`, target),
  ];
}

/** Inside is what was staged, no less and no more. @param {readonly string[]} inside @param {string} staged */
function contentFaults(inside, staged) {
  const wanted = fs.readdirSync(staged, { recursive: true, encoding: 'utf8' }).map((file) => `/${file.replaceAll('\\', '/')}`);
  const [found, meant] = [new Set(inside), new Set(wanted)];
  return [
    ...inside.filter((file) => !meant.has(file)).map((file) => `${file} is inside and was not staged`),
    ...wanted.filter((file) => !found.has(file)).map((file) => `${file} was staged and is not inside`),
  ];
}

/** @param {string} unpacked @param {Target} target */
function resourcesOf(unpacked, { system }) {
  return path.join(unpacked, system === 'darwin' ? 'Contents/Resources' : 'resources');
}

/** @param {string} unpacked @param {Target} target */
function fusedFile(unpacked, { system }) {
  const framework = 'Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework';
  if (system === 'darwin') return path.join(unpacked, framework);
  return path.join(unpacked, system === 'win32' ? 'Paydesk.exe' : 'paydesk');
}

/**
 * The fuses as they stand in the binary, by their names in electron-builder.yml.
 * @param {string} unpacked @param {Target} target
 * @returns {Record<string, boolean>}
 */
export function readFuses(unpacked, target) {
  const bytes = fs.readFileSync(fusedFile(unpacked, target));
  const at = bytes.indexOf(SENTINEL);
  if (at < 0) throw new Error(`there is no fuse wire in ${fusedFile(unpacked, target)}`);
  const count = bytes.readUInt8(at + SENTINEL.length + 1);
  const wire = bytes.subarray(at + SENTINEL.length + 2, at + SENTINEL.length + 2 + count);
  return Object.fromEntries(FUSES.slice(0, count).map((name, i) => [name, wire[i] === 0x31]));
}

/** @param {Record<string, boolean>} found @param {Record<string, boolean>} declared */
export function fuseFaults(found, declared) {
  return Object.entries(declared).flatMap(([name, value]) =>
    found[name] === value ? [] : [`the fuse ${name} should be ${value ? 'on' : 'off'} and is ${String(found[name])}`],
  );
}

/** @param {string} folder @param {Target} target */
function binaryFaults(folder, target) {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const binaries = files.filter((file) => file.endsWith('.node'));
  const wrong = binaries.filter((file) => {
    const built = readBinary(fs.readFileSync(path.join(folder, file)));
    return built === null || !serves(built, target);
  });
  return [
    ...(binaries.length === 0 ? ['no native binary is beside the archive'] : []),
    ...wrong.map((file) => `${file} is not for ${target.system} ${target.arch}`),
  ];
}
