/** What electron-builder calls on its way; named in the configuration that scripts/package/configuration.mjs writes. */
import fs from 'node:fs';
import path from 'node:path';

/** The staged folder is complete, so nothing is to be installed or collected. */
export const beforeBuild = () => false;

/**
 * A runtime given as a folder still has the program that opens when there is no application; with it inside, an archive that is
 * lost would open something else instead of failing.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string } } }} context
 */
export function afterPack({ appOutDir, electronPlatformName, packager }) {
  const inside = electronPlatformName === 'darwin' ? `${packager.appInfo.productFilename}.app/Contents/Resources` : 'resources';
  fs.rmSync(path.join(appOutDir, inside, 'default_app.asar'), { force: true });
}
