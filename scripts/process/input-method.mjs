/** A real input method (fcitx5) for windows under test, on a display and a D-Bus session of their own. */
import fs from 'node:fs';
import path from 'node:path';
import { endChild, runChild, startChild } from './children.mjs';

const START_MS = 15_000;
const ASK_EVERY_MS = 100;

/** The engines by fcitx5's names; the first only passes keys on. */
export const ENGINES = ['keyboard-us', 'pinyin', 'hangul'];

/**
 * Starts fcitx5 with its engines in one group, one engine for all windows, and without touching the keyboard's layout.
 * @param {NodeJS.ProcessEnv} session of startKeyringSession, with a display
 * @returns {Promise<{ env: NodeJS.ProcessEnv, use: (engine: string) => Promise<void>, current: () => Promise<string>, stop: () => Promise<void> }>}
 */
export async function startInputMethod(session) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...session, GTK_IM_MODULE: 'fcitx', XMODIFIERS: '@im=fcitx', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  writeConfiguration(path.join(env.XDG_CONFIG_HOME ?? '', 'fcitx5'));
  const daemon = startChild('fcitx5', ['--disable=wayland,notificationitem'], { env, stdio: 'ignore' });
  const ask = (/** @type {readonly string[]} */ ...args) => runChild('fcitx5-remote', args, { env, timeoutMs: 5_000 });
  await answers(async () => (await ask()).code === 0);
  const current = async () => (await ask('-n')).stdout.trim();
  return {
    env,
    current,
    use: async (engine) => {
      await answers(async () => {
        await ask('-s', engine);
        return (await current()) === engine;
      });
    },
    stop: () => endChild(daemon),
  };
}

/** @param {string} folder */
function writeConfiguration(folder) {
  fs.mkdirSync(path.join(folder, 'conf'), { recursive: true });
  const items = ENGINES.map((name, at) => `[Groups/0/Items/${at}]\nName=${name}\nLayout=\n`);
  const group = `[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=${ENGINES[1]}\n`;
  fs.writeFileSync(path.join(folder, 'profile'), [group, ...items, '[GroupOrder]\n0=Default\n'].join('\n'));
  fs.writeFileSync(path.join(folder, 'config'), '[Behavior]\nActiveByDefault=True\nShareInputState=All\n');
  fs.writeFileSync(path.join(folder, 'conf/xcb.conf'), 'Allow Overriding System XKB Settings=False\n');
}

/** @param {() => Promise<boolean>} isSo */
async function answers(isSo) {
  const untilMs = Date.now() + START_MS;
  while (Date.now() < untilMs) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error('the input method (fcitx5) did not do what it was asked in time');
}
