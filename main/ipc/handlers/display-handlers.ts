import type { DisplayView } from '../../../core/contract/display.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** Where the choice is kept; false when the disk refused it. */
export type DisplayKeeper = { readonly write: (next: DisplayView) => boolean };

/** A choice takes effect at once, also where it could not be kept. */
export function displayHandlers(display: DisplayKeeper, changed: () => void): Pick<Handlers, 'display.save'> {
  return {
    'display.save': (next) => {
      const isKept = display.write(next);
      changed();
      if (!isKept) throw new RefusedError('settings-unwritable');
      return {};
    },
  };
}
