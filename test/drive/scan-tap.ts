import type { ElectronApplication } from 'playwright';

/** What the wedge made of a scan: `main/scanner/tap.ts`. */
export type Heard = { readonly text: string } | { readonly refused: string };

/** Listens to the wedge inside the process of a running till. */
export type ScanTap = {
  /** Waits for the next scan, or for as long as the slowest one could take to be decided; empty when none came. */
  readonly heard: () => Promise<readonly Heard[]>;
  /** Forgets, and returns what was forgotten. */
  readonly clear: () => Promise<readonly Heard[]>;
};

type Scope = { paydeskHeard: Heard[] };

const WAIT_MS = 1_500;

/** Starts to listen. */
export async function openScanTap(app: ElectronApplication): Promise<ScanTap> {
  await app.evaluate(() => {
    const scope = globalThis as unknown as Scope;
    scope.paydeskHeard = [];
    process.getBuiltinModule('node:diagnostics_channel').subscribe('paydesk:scan', (message) => {
      scope.paydeskHeard.push(message as Heard);
    });
  });
  return {
    heard: () =>
      app.evaluate(async (_electron, waitMs) => {
        const scope = globalThis as unknown as Scope;
        const untilMs = Date.now() + waitMs;
        while (scope.paydeskHeard.length === 0 && Date.now() < untilMs)
          await new Promise((resolve) => {
            setTimeout(resolve, 5);
          });
        return [...scope.paydeskHeard];
      }, WAIT_MS),
    clear: () => app.evaluate(() => (globalThis as unknown as Scope).paydeskHeard.splice(0)),
  };
}
