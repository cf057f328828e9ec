import type { ForkOptions, UtilityProcess } from 'electron';
import type { SpawnWorker } from './worker-store.ts';

/** `utilityProcess.fork` of Electron, handed in so that this file loads anywhere. */
export type ForkUtility = (modulePath: string, args: string[], options: ForkOptions) => UtilityProcess;

/** Starts the bundled keychain worker as an Electron utility process. */
export const utilityWorker =
  (fork: ForkUtility, modulePath: string): SpawnWorker =>
  () => {
    const child = fork(modulePath, [], { serviceName: 'Paydesk keychain', stdio: 'ignore' });
    let isGone = false;
    let isDoomed = false;
    const kill = (): void => {
      isDoomed = true;
      // Electron's own kill() asks politely, and a process with a hung keychain call does not hear that.
      if (!isGone && child.pid !== undefined) endProcess(child.pid);
    };
    child.once('spawn', () => {
      if (isDoomed) kill();
    });
    child.once('exit', () => {
      isGone = true;
    });
    return {
      send: (request) => {
        child.postMessage(request);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        child.once('exit', listener);
      },
      kill,
    };
  };

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself between the question and the signal, which is all that was wanted.
  }
}
