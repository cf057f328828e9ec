/** What electron-builder calls on its way; named in the configuration that scripts/package/configuration.mjs writes. */
import fs from 'node:fs';
import path from 'node:path';

/** @typedef {{ productFilename: string, version: string, id: string }} AppInfo */

/** The staged folder is complete, so nothing is to be installed or collected. */
export const beforeBuild = () => false;

/**
 * A runtime given as a folder still has the program that opens when there is no application; with it inside, an archive that is
 * lost would open something else instead of failing.
 * @param {{ appOutDir: string, electronPlatformName: string, targets: readonly { name: string }[],
 *   packager: { appInfo: AppInfo } }} context
 */
export function afterPack({ appOutDir, electronPlatformName, packager, targets }) {
  const inside = electronPlatformName === 'darwin' ? `${packager.appInfo.productFilename}.app/Contents/Resources` : 'resources';
  fs.rmSync(path.join(appOutDir, inside, 'default_app.asar'), { force: true });
  if (targets.some(({ name }) => name.toLowerCase() === 'appimage')) writeLauncher(appOutDir, packager.appInfo);
}

/**
 * The packer writes its own AppRun and then copies the application over it, so ours takes its place: the launcher that decides which
 * version starts. In an archive it is one small file that does nothing. An unsigned build keeps its versions apart.
 * @param {string} appOutDir @param {AppInfo} appInfo
 */
function writeLauncher(appOutDir, { version, id }) {
  const template = fs.readFileSync(path.join(import.meta.dirname, '../../assets/package/AppRun'), 'utf8');
  const name = id.endsWith('.unsigned') ? 'paydesk-unsigned' : 'paydesk';
  fs.writeFileSync(path.join(appOutDir, 'AppRun'), template.replace('@VERSION@', version).replace('@NAME@', name), {
    mode: 0o755,
  });
}
