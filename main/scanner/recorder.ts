import { altCodedKey } from '../../core/scan/alt-code.ts';
import { classify, isAltDigit } from '../../core/scan/key-event.ts';
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

/** A number that stands for no character of a code. */
const NO_KEY = { code: 'Unidentified', hasShift: false, hasCtrl: false };

/** Listens in the place of the wedge while a scanner is set up: no key reaches a page but Escape, which ends the set-up. */
export function createRecorder(options: RecorderOptions): {
  readonly attach: (page: KeyPage) => () => void;
  readonly dispose: () => void;
} {
  let run: RunKey[] = [];
  /** The number of a character, as far as it was pressed with Alt, and when. */
  let alt = { digits: '', atMs: 0 };
  let cancel = (): void => undefined;
  const detachers = new Set<() => void>();
  /** The release of Alt, which ends such a character, often never comes where its press was kept from the page. */
  const endCharacter = (): void => {
    if (alt.digits === '') return;
    const key = altCodedKey(alt.digits) ?? NO_KEY;
    run.push({ ...key, atMs: alt.atMs, isAltCoded: true });
    alt = { digits: '', atMs: 0 };
  };
  const finish = (): void => {
    endCharacter();
    const finished = run;
    run = [];
    options.onRun(finished);
  };
  const listener: InputListener = (event, input) => {
    if (input.code === 'Escape') return;
    event.preventDefault();
    const key = toTypedKey(input, options.clock(), { isPage: false, hasInputMethod: false });
    if (!key.down || key.isRepeat) return;
    if (isAltDigit(key)) alt = { digits: alt.digits + key.code.slice(-1), atMs: key.atMs };
    else {
      endCharacter();
      if (classify(key, DEFAULT_SCAN_CONFIG) === 'modifier') return;
      run.push({ code: key.code, hasShift: key.hasShift, hasCtrl: key.hasCtrl, atMs: key.atMs });
    }
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
