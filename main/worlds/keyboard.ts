import { performance } from 'node:perf_hooks';
import type { WebContents } from 'electron';
import { padKeyOf } from '../scanner/pad-keys.ts';
import { hasInputMethod } from '../scanner/input-method.ts';
import { reinject, strikeMemoryKey } from '../scanner/reinject.ts';
import { tap } from '../scanner/tap.ts';
import { createWedge, type KeyboardOwner, type Wedge } from '../scanner/wedge.ts';
import type { Session } from '../../core/checkout/session-port.ts';
import type { ScanConfig } from '../../core/scan/config.ts';
import type { Marks } from '../lifecycle/marks.ts';

/** The counter's one keyboard, with its scanner. */
export type Keyboard = {
  readonly attach: Wedge<WebContents>['attach'];
  /** The page says who takes typed keys now; a page that is not the cashier's always keeps its own. */
  readonly own: (owner: KeyboardOwner) => void;
  readonly dispose: () => void;
};

/** Joins the wedge to the checkout. `cashier` is the page whose keys the checkout may take. */
export function createKeyboard(session: Session, config: ScanConfig, cashier: () => WebContents | null, marks: Marks): Keyboard {
  let owner: KeyboardOwner = 'counter';
  let lastKeyMs = 0;
  const wedge = createWedge<WebContents>({
    clock: () => performance.now(),
    setTimer: (delayMs, act) => {
      const timer = setTimeout(act, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
    decoderConfig: config,
    route: (page) => (page === cashier() ? owner : 'page'),
    reinject,
    strikeMemoryKey,
    hasInputMethod: hasInputMethod(process.env),
    onScan: (text) => {
      marks.at('scan-last-key', lastKeyMs);
      marks.mark('scan-decoded');
      tap({ text });
      session.scan(text);
    },
    onGarbled: (reason) => {
      tap({ refused: reason });
      session.garbled();
    },
    onTyping: (keys) => {
      // A held Enter or Backspace must not run through one question after another.
      for (const key of keys) if (!key.isRepeat || key.code === 'Backspace') press(session, key.code);
    },
    onTakeBack: session.takeBack,
  });
  const attach: Keyboard['attach'] = (page) => {
    page.on('before-input-event', () => {
      lastKeyMs = performance.now();
    });
    return wedge.attach(page);
  };
  return {
    attach,
    dispose: wedge.dispose,
    own: (next) => {
      owner = next;
    },
  };
}

function press(session: Session, code: string): void {
  const key = padKeyOf(code);
  if (key !== null) session.key(key);
}
