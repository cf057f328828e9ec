/**
 * Stand-in for the small application inside Electron that opens the folder it is given (`electron . --flag`). The fallback
 * runtime lacks it. It awaits the application's main module, so that 'ready' does not fire before that module has run, and it
 * honours -r, which Playwright uses when it starts a runtime by itself.
 */
import { app } from 'electron';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const asked = readArguments(process.argv.slice(1));
if (asked.version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
const requireHere = createRequire(path.join(process.cwd(), 'here.js'));
for (const name of asked.preloads) requireHere(name);
await import(pathToFileURL(moduleOf(path.resolve(asked.target))).href);

/** @param {readonly string[]} args */
function readArguments(args) {
  /** @type {string[]} */
  const preloads = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '-v' || arg === '--version') return { version: true, preloads, target: '.' };
    if (arg === '-r' || arg === '--require') preloads.push(args[++i] ?? '');
    else if (!arg.startsWith('-')) return { version: false, preloads, target: arg };
  }
  return { version: false, preloads, target: '.' };
}

/** @param {string} target a folder with package.json, or a file */
function moduleOf(target) {
  if (!fs.statSync(target).isDirectory()) return target;
  const about = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
  app.setName(about.productName ?? about.name ?? 'Electron');
  // Both are there for Electron's own default application only, so the typings leave them out.
  const inner = /** @type {any} */ (app);
  if (about.version) inner.setVersion(about.version);
  inner.setAppPath(target);
  return createRequire(path.join(target, 'here.js')).resolve(target);
}
