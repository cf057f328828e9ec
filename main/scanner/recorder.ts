import { classify } from '../../core/scan/key-event.ts';
import { DEFAULT_SCAN_CONFIG } from '../../core/scan/config.ts';
import type { RunKey } from '../../core/scan/learner.ts';
import { toTypedKey } from './key-input.ts';
import type { KeyPage } from './wedge.ts';

type InputListener = Parameters<KeyPage['on']>[1];

/** What the recorder is given. */
export type RecorderOptions = {
  readonly clock: () => number;
  readonly setTimer: (delayMs: number, act: () => void) => () => void;
  /** Every run of keys between two silences. */
  readonly onRun: (run: readonly RunKey[]) => void;
};

/** A scan is over when nothing was typed for this long; nobody waits for it but the set-up. */
const SILENCE_MS = 350;

/** Listens in the place of the wedge while a scanner is set up: no key reaches a page but Escape, which ends the set-up. */
export function createRecorder(options: RecorderOptions): {
  readonly attach: (page: KeyPage) => () => void;
  readonly dispose: () => void;
} {
  let run: RunKey[] = [];
  let cancel = (): void => undefined;
  const detachers = new Set<() => void>();
  const finish = (): void => {
    const finished = run;
    run = [];
    options.onRun(finished);
  };
  const listener: InputListener = (event, input) => {
    if (input.code === 'Escape') return;
    event.preventDefault();
    const key = toTypedKey(input, options.clock(), { isPage: false, hasInputMethod: false });
    if (!key.down || key.isRepeat || classify(key, DEFAULT_SCAN_CONFIG) === 'modifier') return;
    run.push({ code: key.code, hasShift: key.hasShift, hasCtrl: key.hasCtrl, atMs: key.atMs });
    cancel();
    cancel = options.setTimer(SILENCE_MS, finish);
  };
  return {
    attach: (page) => {
      page.on('before-input-event', listener);
      const detach = (): void => {
        page.off('before-input-event', listener);
        detachers.delete(detach);
      };
      detachers.add(detach);
      return detach;
    },
    dispose: () => {
      cancel();
      for (const detach of [...detachers]) detach();
    },
  };
}
