/**
 * SECURITY: switches of Chromium and Node that would let whoever starts Paydesk look into it, run code in it, or take away what
 * protects it. The fuses cover some of them and only Node's; Chromium's have no fuse.
 * `allow-file-access-from-files` is not among them because Electron gives it to itself; no page of ours is a file.
 */
const REFUSED = [
  'allow-running-insecure-content',
  'auto-open-devtools-for-tabs',
  'browser-subprocess-path',
  'disable-gpu-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-site-isolation-trials',
  'disable-web-security',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'js-flags',
  'load-extension',
  'no-sandbox',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'renderer-cmd-prefix',
  'require',
  'single-process',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'user-data-dir',
  'utility-cmd-prefix',
] as const;

/**
 * The first refused switch that was given, or null. `has` is Chromium's own reading of the command line, which on Windows takes
 * `/switch` for `--switch`. A development build is told anything.
 */
export function refusedSwitch(has: (name: string) => boolean, isPackaged: boolean): string | null {
  return isPackaged ? (REFUSED.find((name) => has(name)) ?? null) : null;
}
