import type { Req, Res } from '../../../core/contract/channels.ts';
import type { KeyMap } from '../../../core/keys/key-map.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The keys of this PC as the page may use them. */
export type KeysPort = {
  readonly view: () => Res<'keys.view'>;
  /** False when the disk refused to keep them; they hold all the same until Paydesk is closed. */
  readonly write: (map: KeyMap) => boolean;
  /** Writes the strip as a PDF and answers where. */
  readonly strip: (strip: Req<'keys.strip'>) => Promise<string>;
};

/** The calls about keys. */
export function keyHandlers(port: KeysPort): Pick<Handlers, Extract<keyof Handlers, `keys.${string}`>> {
  return {
    'keys.view': port.view,
    'keys.save': (map) => {
      if (!port.write(map)) throw new RefusedError('settings-unwritable');
      return {};
    },
    'keys.strip': async (strip) => ({ file: await port.strip(strip) }),
  };
}
