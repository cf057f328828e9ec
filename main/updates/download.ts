import type { AppUpdater } from 'electron-updater';
import type { UpdateFault } from '../../core/update/machine.ts';
import type { Release, ReleaseFile } from '../../core/update/release.ts';

/** A file that was fetched, or why there is none; it was not checked against the signature yet. */
export type Fetched = { readonly path: string } | { readonly fault: UpdateFault };

/** Gets the file of a release onto this PC. */
export type Download = {
  readonly fetch: (release: Release, file: ReleaseFile) => Promise<Fetched>;
  /** Windows and macOS: ends Paydesk and has the system's installer put in the file that was fetched last; false for any other. */
  readonly install: (path: string) => Promise<boolean>;
};

/**
 * electron-updater fetches, quietly and only what changed, and checks what its own list of the server says and the platform's signature.
 * It never installs by itself. SECURITY: its list must name the very file that was signed.
 */
export function downloadFrom(address: string, log: (line: string) => void): Download {
  let fetched: string | null = null;
  return {
    fetch: async (release, file) => {
      const updater = prepared(await loadUpdater(), address, log);
      const found = await updater.checkForUpdates().catch(() => null);
      if (found === null) return { fault: 'unreachable' };
      const { version, files } = found.updateInfo;
      const isListed = files.some(({ url, sha512 }) => url === file.name && sha512 === file.sha512);
      if (version !== release.version || !isListed) return { fault: 'file-wrong' };
      try {
        const [path] = await updater.downloadUpdate();
        fetched = path ?? null;
        return path === undefined ? { fault: 'unreachable' } : { path };
      } catch (cause) {
        return { fault: cause instanceof Error && /sha512|size/i.test(cause.message) ? 'file-wrong' : 'unreachable' };
      }
    },
    install: async (path) => {
      if (path !== fetched) return false;
      // Silent, and started again afterwards, because at night nobody is there to press a button.
      (await loadUpdater()).quitAndInstall(true, true);
      return true;
    },
  };
}

/** Loaded only when there is something to fetch: it would cost every start. */
const loadUpdater = async (): Promise<AppUpdater> => (await import('electron-updater')).default.autoUpdater;

function prepared(updater: AppUpdater, address: string, log: (line: string) => void): AppUpdater {
  updater.logger = { info: log, warn: log, error: log };
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  updater.setFeedURL({ provider: 'generic', url: address, useMultipleRangeRequest: false });
  return updater;
}
