import type { App } from 'electron';
import type { Scope } from './scope.ts';

/** Closing the last window quits; quitting first stops every part in order, then ends the process whatever they said. */
export function quitInOrder(app: Pick<App, 'on' | 'quit' | 'exit'>, scope: Scope): void {
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    void scope.close().then((troubles) => {
      for (const { name, trouble } of troubles) process.stderr.write(`paydesk: ${name} did not stop well: ${trouble}\n`);
      app.exit(0);
    });
  });
}
