import { EventEmitter } from 'node:events';
import type { ForkPractice } from '../../main/practice/simulator-process.ts';
import { startSimulator, type RunningSimulator } from '../../simulator/start.ts';

/** Starts the practice gateway in this process, where the app starts it in one of its own. */
export function forkHere(started: (simulator: RunningSimulator) => void): ForkPractice {
  const fork = (_file: string, args: readonly string[]) => {
    const child = Object.assign(new EventEmitter(), { kill: () => true });
    void startSimulator({ clientPublicKey: args[1] ?? '', sftpPort: 0 }).then((simulator) => {
      started(simulator);
      const { acquirerId } = simulator.ledger();
      child.emit('message', { ready: true, ...simulator, acquirerId, reports: { ...simulator.reports, root: '/v1' } });
    });
    return child;
  };
  return fork as unknown as ForkPractice;
}
