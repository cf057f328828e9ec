/** The tools that packing needs: electron-builder's own downloads where its release host answers, else those of the system. */
import fs from 'node:fs';
import path from 'node:path';
import { answers } from '../electron/probe.mjs';
import { runChild } from '../process/children.mjs';

const TOOLS_ADDRESS = 'https://github.com/electron-userland/electron-builder-binaries/releases';

/** What each Linux target needs of the system, by the name of a command, and the Debian package that has it. */
const NEEDS = {
  deb: [['dpkg-deb', 'dpkg']],
  'tar.gz': [['7za', 'p7zip-full']],
  AppImage: [
    ['mksquashfs', 'squashfs-tools'],
    ['desktop-file-validate', 'desktop-file-utils'],
    ['gcc', 'gcc'],
    ['7za', 'p7zip-full'],
  ],
};

/**
 * What electron-builder must be told, and which Linux targets can be built here. `why` names, for each target that cannot be
 * built, what is missing.
 * @param {{ root: string, say: (line: string) => void }} world
 * @returns {Promise<{ env: NodeJS.ProcessEnv, isOwn: boolean, targets: string[], why: Record<string, string> }>}
 */
export async function findTools({ root, say }) {
  if (await answers(TOOLS_ADDRESS)) return { env: {}, isOwn: true, targets: Object.keys(NEEDS), why: {} };
  say('The release host of electron-builder does not answer, so the tools of this system pack, for tests only.');
  /** @type {Record<string, string>} */
  const why = {};
  for (const [target, needs] of Object.entries(NEEDS)) {
    const missing = needs.filter(([command = '']) => where(command) === null);
    if (missing.length > 0) why[target] = `install ${missing.map(([, debian]) => debian).join(', ')}`;
  }
  const folder = path.join(root, 'node_modules/.cache/paydesk-package-tools');
  const targets = Object.keys(NEEDS).filter((target) => why[target] === undefined);
  if (targets.includes('AppImage')) await makeAppImageTools(folder);
  return {
    isOwn: false,
    targets,
    why,
    env: {
      ELECTRON_BUILDER_OFFLINE: 'true',
      ELECTRON_BUILDER_7ZIP_PATH: where('7za') ?? '',
      CUSTOM_FPM_PATH: path.join(root, 'scripts/package/deb-tool.mjs'),
      APPIMAGE_TOOLS_PATH: folder,
      // Nobody downloads what comes out here, so size is worth less than minutes.
      ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
      PAYDESK_DEB_LEVEL: '1',
    },
  };
}

/** The first place on the path that holds the command, or null. @param {string} command */
export function where(command) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, command)).find((file) => fs.existsSync(file)) ?? null;
}

/** The folder layout that electron-builder expects of its AppImage tools. @param {string} folder */
async function makeAppImageTools(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, 'linux-x64'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'lib/x64'), { recursive: true });
  for (const command of ['mksquashfs', 'desktop-file-validate']) {
    fs.symlinkSync(where(command) ?? command, path.join(folder, 'linux-x64', command));
  }
  const source = path.join(import.meta.dirname, 'appimage-runtime.c');
  const ended = await runChild('gcc', ['-O2', '-static', '-o', path.join(folder, 'runtime-x64'), source]);
  if (ended.code !== 0) throw new Error(`the AppImage runtime did not compile:\n${ended.stderr}`);
}
