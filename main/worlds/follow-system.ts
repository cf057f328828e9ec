import { app, powerMonitor, type BrowserWindow } from 'electron';
import type { Counter } from '../counter/counter.ts';
import type { Connection } from './connection.ts';

/** A second start shows the window of the first; a PC that wakes up looks at the clocks and asks about everything that is open. */
export function followSystem(window: BrowserWindow, connection: Pick<Connection, 'measure'>, { resolver }: Counter): () => void {
  const comeForward = (): void => {
    window.restore();
    window.focus();
  };
  const wakeUp = (): void => {
    connection.measure();
    resolver.nudgeAll();
  };
  app.on('second-instance', comeForward);
  powerMonitor.on('resume', wakeUp);
  return () => {
    app.off('second-instance', comeForward);
    powerMonitor.off('resume', wakeUp);
  };
}
