import type { App } from 'electron';
import type { Scope } from './scope.ts';

/** What the end of this run may still be told. */
export type Ending = {
  /** Quits, does this once everything has stopped, and starts Paydesk anew; `failed` hears what it threw, before that. */
  readonly startAnew: (act: () => void, failed: (cause: unknown) => void) => void;
};

type Last = { readonly act: () => void; readonly failed: (cause: unknown) => void };

/** Closing the last window quits; quitting first stops every part in order, then ends the process whatever they said. */
export function quitInOrder(app: Pick<App, 'on' | 'quit' | 'exit'>, scope: Scope, relaunch: () => void): Ending {
  let last: Last | null = null;
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    void closeTold(scope).then(() => {
      if (last !== null) {
        carryOut(last);
        relaunch();
      }
      last = null;
      app.exit(0);
    });
  });
  return {
    startAnew: (act, failed) => {
      last = { act, failed };
      app.quit();
    },
  };
}

function carryOut({ act, failed }: Last): void {
  try {
    act();
  } catch (cause) {
    failed(cause);
  }
}

/** Stops every part in order and says which did not stop well. */
export async function closeTold(scope: Pick<Scope, 'close'>): Promise<void> {
  for (const { name, trouble } of await scope.close()) process.stderr.write(`paydesk: ${name} did not stop well: ${trouble}\n`);
}
