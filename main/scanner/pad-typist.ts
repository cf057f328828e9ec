import type { Session } from '../../core/checkout/session-port.ts';
import type { TypedKey } from './key-input.ts';
import { padKeyOf } from './pad-keys.ts';

/** Presses typed keys on the checkout's pad, and takes back exactly those that the pad took. */
export type PadTypist = {
  readonly typed: (keys: readonly TypedKey[]) => void;
  /** The last `count` typed keys belonged to a scan. */
  readonly takeBack: (count: number) => void;
};

/** As many as a scan can have in front of it. */
const REMEMBERED = 64;

/**
 * A scan's prefix may be letters, which the pad does not take: taking those back as if they were digits would change the amount.
 */
export function createPadTypist(session: Pick<Session, 'key' | 'takeBack'>): PadTypist {
  let taken: readonly boolean[] = [];
  const press = (key: TypedKey): boolean => {
    // A held Enter or Backspace must not run through one question after another.
    const pad = !key.isRepeat || key.code === 'Backspace' ? padKeyOf(key.code) : null;
    if (pad !== null) session.key(pad);
    return pad !== null;
  };
  return {
    typed: (keys) => {
      for (const key of keys) taken = [...taken.slice(1 - REMEMBERED), press(key)];
    },
    takeBack: (count) => {
      const keys = count < 1 ? [] : taken.slice(-count);
      taken = taken.slice(0, taken.length - keys.length);
      const pressed = keys.filter((isPressed) => isPressed).length;
      if (pressed > 0) session.takeBack(pressed);
    },
  };
}
