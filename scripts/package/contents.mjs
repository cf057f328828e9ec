/** What goes into a package: the bundles, and of each native package only what runs on the target. */
import fs from 'node:fs';
import path from 'node:path';
import { readBinary, serves } from './native-binaries.mjs';

/** @typedef {import('./native-binaries.mjs').Target} Target */

/** Files of a package that are ever loaded, and those that its licence wants to travel along. */
const RUNS = /\.(?:js|cjs|mjs|json|node|wasm|dll)$/;
/** Files of the product that the application reads beside its bundles. */
const ASSETS = ['assets/scanner-sheet.pdf'];
const BINARY = /\.node$/;
const LOADED = /\.(?:node|wasm)$/;
const LICENCE = /^(?:licen[cs]e|notice|copying)/i;
/** Packages of which files are read and nothing is run: the fonts of receipts, every weight in the one file that is taken. */
const FONTS = /^@fontsource-variable\/noto-sans-/;
const READ = /^(?:package\.json|unicode\.json|index\.css|LICENSE|files\/[^/]*-wght-normal\.woff2)$/;
const NEVER = new Set(['test', 'tests', '__tests__', 'docs', 'doc', 'example', 'examples', '.bin', '.github']);

/**
 * The packages that the built bundles load from node_modules, with all they depend on: those that have, or depend on, something
 * that cannot be bundled (a binary, a WebAssembly module), and the fonts. Everything else is inside the bundles.
 * @param {string} root
 * @returns {string[]} names, sorted
 */
export function loadedPackages(root) {
  const wanted = Object.keys(readJson(path.join(root, 'package.json')).dependencies ?? {});
  const bundles = fs
    .readdirSync(path.join(root, 'out/main'))
    .filter((file) => file.endsWith('.js'))
    .map((file) => fs.readFileSync(path.join(root, 'out/main', file), 'utf8'))
    .join('\n');
  const loaded = wanted.filter((name) => ['"', "'", '`'].some((quote) => bundles.includes(`${quote}${name}${quote}`)));
  const families = loaded.map((name) => closure(root, name)).filter((names) => names.some((name) => has(root, name, LOADED)));
  return [...new Set([...families.flat(), ...wanted.filter((name) => FONTS.test(name))])].sort();
}

/**
 * Copies what the target needs into a fresh folder and says which native packages have no binary for it: a package of one of
 * those would start and then fail, so it must not be built.
 * @param {{ root: string, folder: string, target: Target, about: Record<string, unknown> }} order
 * @returns {{ packages: string[], binaries: string[], missing: string[] }}
 */
export function stage({ root, folder, target, about }) {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const part of ['main', 'preload', 'renderer']) {
    fs.cpSync(path.join(root, 'out', part), path.join(folder, 'out', part), { recursive: true });
  }
  for (const file of ['LICENSE', ...ASSETS]) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(folder, file));
  }
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(about, null, 2));
  const packages = loadedPackages(root);
  const binaries = [];
  const missing = [];
  for (const name of packages) {
    const kept = filesOf(path.join(root, 'node_modules', name)).filter((file) => goesAlong(name, file, target));
    for (const { full, relative } of kept) {
      const to = path.join(folder, 'node_modules', name, relative);
      fs.mkdirSync(path.dirname(to), { recursive: true });
      fs.copyFileSync(full, to);
      if (relative.endsWith('.node')) binaries.push(`${name}/${relative}`);
    }
    if (has(root, name, BINARY) && !kept.some(({ relative }) => relative.endsWith('.node'))) missing.push(name);
  }
  return { packages, binaries, missing };
}

/** @typedef {{ full: string, relative: string }} Found */

/** @param {string} of the package @param {Found} file @param {Target} target */
function goesAlong(of, { full, relative }, target) {
  const name = path.basename(full);
  if (FONTS.test(of)) return READ.test(relative);
  if (!RUNS.test(name)) return LICENCE.test(name);
  if (!/\.(?:node|dll)$/.test(name)) return true;
  const built = readBinary(fs.readFileSync(full));
  return built !== null && serves(built, target);
}

/**
 * A package and all that it depends on, as places under node_modules; what is optional and absent is left out.
 * @param {string} root @param {string} place @returns {string[]} itself first
 */
function closure(root, place, seen = new Set()) {
  if (seen.has(place)) return [];
  seen.add(place);
  const { dependencies = {}, optionalDependencies = {} } = readJson(path.join(root, 'node_modules', place, 'package.json'));
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  return [place, ...names.flatMap((name) => placeOf(root, place, name).flatMap((found) => closure(root, found, seen)))];
}

/** Where Node finds a package from inside another: in its own folder first, then in those above. @param {string} root @param {string} from @param {string} name */
function placeOf(root, from, name) {
  const above = from.split('/node_modules/').map((_, i, all) => all.slice(0, all.length - i).join('/node_modules/'));
  const places = [...above.map((folder) => `${folder}/node_modules/${name}`), name];
  return places.filter((place) => fs.existsSync(path.join(root, 'node_modules', place, 'package.json'))).slice(0, 1);
}

/** @param {string} root @param {string} name @param {RegExp} kind */
const has = (root, name, kind) => filesOf(path.join(root, 'node_modules', name)).some(({ relative }) => kind.test(relative));

/** @param {string} folder @returns {Found[]} */
function filesOf(folder, relative = '') {
  return fs.readdirSync(path.join(folder, relative), { withFileTypes: true }).flatMap((entry) => {
    const inside = path.posix.join(relative, entry.name);
    if (entry.isDirectory()) return NEVER.has(entry.name) || entry.name === 'node_modules' ? [] : filesOf(folder, inside);
    return entry.isFile() ? [{ full: path.join(folder, inside), relative: inside }] : [];
  });
}

/** @param {string} file */
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
