import type { ScannerSetup, ScannerView } from '../../../core/contract/scanner.ts';
import type { RefusalCode } from '../../../core/contract/refusals.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The scanner as the settings page may use it: no call returns a code. */
export type ScannerDesk = {
  readonly view: () => Promise<ScannerView>;
  readonly save: (next: ScannerSetup) => RefusalCode | null;
  readonly learn: (isOn: boolean) => void;
  readonly keepLearnt: () => RefusalCode | null;
};

/** The calls of the scanner's card. */
export type ScannerHandlers = Pick<Handlers, Extract<keyof Handlers, `scanner.${string}`>>;

/** One function a call; `openSheet` shows the printed sheet in the system's own viewer and is false where there is none. */
export function scannerHandlers(desk: ScannerDesk, openSheet: () => Promise<boolean>): ScannerHandlers {
  return {
    'scanner.view': () => desk.view(),
    'scanner.save': (next) => done(desk.save(next)),
    'scanner.learn': ({ isOn }) => (desk.learn(isOn), {}),
    'scanner.keep-learnt': () => done(desk.keepLearnt()),
    'scanner.sheet': async () => done((await openSheet()) ? null : 'no-viewer'),
  };
}

function done(refusal: RefusalCode | null): Record<string, never> {
  if (refusal !== null) throw new RefusedError(refusal);
  return {};
}
