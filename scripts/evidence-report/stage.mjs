/** The stage of evidence that needs windows and a keychain: a display and a keyring session of its own. */
import { startKeyringSession } from '../process/keyring-session.mjs';
import { hasDisplay, startXvfb } from '../process/xvfb.mjs';

/**
 * Runs `act` with the process's environment set for windows, real keys and a real keychain; puts all of it away afterwards.
 * @template T
 * @param {{ executable: string }} runtime
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function onStage(runtime, act) {
  const display = hasDisplay() ? null : await startXvfb();
  Object.assign(process.env, display?.env, { PAYDESK_ELECTRON: runtime.executable });
  const keyring = process.platform === 'linux' ? await startKeyringSession() : null;
  Object.assign(process.env, keyring?.env);
  try {
    return await act();
  } finally {
    await keyring?.stop();
    await display?.stop();
  }
}
