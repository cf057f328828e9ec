import { fork } from 'node:child_process';
import type { SpawnWorker } from '../../../main/keychain/worker-store.ts';

/** Starts a keychain worker under plain Node; every started process id is appended to `pids`. */
export const forkWorker =
  (modulePath: string, env: NodeJS.ProcessEnv = process.env, pids: number[] = []): SpawnWorker =>
  () => {
    const child = fork(modulePath, [], { env, execArgv: [], stdio: 'ignore', serialization: 'advanced' });
    if (child.pid !== undefined) pids.push(child.pid);
    return {
      send: (request) => {
        child.send(request, () => undefined);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        child.once('exit', listener);
        child.once('error', () => {
          listener();
        });
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };

/** True while the process exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
