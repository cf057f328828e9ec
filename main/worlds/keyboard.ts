import { performance } from 'node:perf_hooks';
import type { WebContents } from 'electron';
import type { House } from '../counter/house.ts';
import { hasInputMethod } from '../scanner/input-method.ts';
import { createPadTypist } from '../scanner/pad-typist.ts';
import { createRecorder } from '../scanner/recorder.ts';
import { reinject, strikeMemoryKey } from '../scanner/reinject.ts';
import type { KeyboardEar, StationParts } from '../scanner/station.ts';
import { tap } from '../scanner/tap.ts';
import { createWedge, type KeyboardOwner, type Wedge } from '../scanner/wedge.ts';
import type { ScanConfig } from '../../core/scan/config.ts';
import type { Marks } from '../lifecycle/marks.ts';
import { createKeyTimes, type KeyTimes } from './key-times.ts';

/** The counter's one keyboard, with its scanner. */
export type Keyboard = StationParts['keyboard'] & {
  readonly attach: Wedge<WebContents>['attach'];
  /** The page says who takes typed keys now; a page that is not the cashier's always keeps its own. */
  readonly own: (owner: KeyboardOwner) => void;
  readonly dispose: () => void;
};

/** What the keyboard is joined to. `tills` are the pages whose keys the checkout may take: the cashier's, and the customer's, which takes none itself. */
export type KeyboardParts = {
  readonly house: Pick<House, 'press' | 'takeBack' | 'staff'>;
  readonly tills: readonly (() => WebContents | null)[];
  readonly marks: Marks;
  readonly ear: () => KeyboardEar;
};

/** Who hears the keys of the pages now: the wedge, or the recorder of the guided set-up. */
type Listener = { readonly attach: (page: WebContents) => () => void; readonly dispose: () => void };

/** Joins the wedge to the checkout. Another configuration, and the guided set-up, take the wedge's place without a restart. */
export function createKeyboard(parts: KeyboardParts, first: ScanConfig): Keyboard {
  const pages = new Set<WebContents>();
  const times = createKeyTimes(() => performance.now());
  let owner: KeyboardOwner = 'counter';
  let config = first;
  // SECURITY: while somebody is asked for a PIN, typed keys are heard in main and never reach the page.
  const ownerNow = (): KeyboardOwner => (parts.house.staff.asking() === null ? owner : 'counter');
  const isOfTill = (page: WebContents): boolean => parts.tills.some((till) => till() === page);
  const wedge = (): Listener => openWedge(parts, config, times, (page) => (isOfTill(page) ? ownerNow() : 'page'));
  let listener = wedge();
  const listenWith = (next: () => Listener): void => {
    listener.dispose();
    listener = next();
    for (const page of pages) listener.attach(page);
  };
  const heard = (_event: unknown, input: Parameters<KeyTimes['heard']>[0]): void => {
    times.heard(input);
  };
  return {
    attach: (page) => {
      page.on('before-input-event', heard);
      pages.add(page);
      page.once('destroyed', () => pages.delete(page));
      return listener.attach(page);
    },
    own: (next) => {
      owner = next;
    },
    configure: (next) => {
      config = next;
      listenWith(wedge);
    },
    record: (onRun) => {
      listenWith(onRun === null ? wedge : () => createRecorder({ clock: () => performance.now(), setTimer, onRun }));
    },
    dispose: () => {
      listener.dispose();
      for (const page of pages) page.off('before-input-event', heard);
    },
  };
}

function openWedge(
  { house, marks, ear }: KeyboardParts,
  decoderConfig: ScanConfig,
  times: KeyTimes,
  route: (page: WebContents) => KeyboardOwner,
): Listener {
  const typist = createPadTypist({ key: house.press, takeBack: house.takeBack });
  let takenBack = 0;
  const taken = (): number => {
    const count = takenBack;
    takenBack = 0;
    return count;
  };
  return createWedge<WebContents>({
    clock: () => performance.now(),
    setTimer,
    decoderConfig,
    route,
    reinject,
    strikeMemoryKey: (page, what, times) => {
      strikeMemoryKey(page, what, times);
      if (what === 'undo') ear().erased(times);
    },
    hasInputMethod: hasInputMethod(process.env),
    onScan: (text) => {
      marks.at('scan-last-key', times.lastKeyMs());
      marks.mark('scan-decoded');
      tap({ text });
      ear().scan(text, times.msPerKey(text.length), taken());
      marks.mark('scan-accepted');
    },
    onGarbled: (reason) => {
      tap({ refused: reason });
      ear().garbled(reason, taken());
    },
    onTyping: typist.typed,
    onTakeBack: (count) => {
      takenBack = count;
      typist.takeBack(count);
    },
  });
}

function setTimer(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs);
  return () => {
    clearTimeout(timer);
  };
}
