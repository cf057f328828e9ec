import type { CustomerChoice, CustomerView, PictureOutcome } from '../../../core/contract/customer.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The customer's display as the settings page may use it. */
export type CustomerPort = {
  readonly view: () => CustomerView;
  /** Takes effect at once; false when the disk refused to keep it. */
  readonly save: (choice: CustomerChoice) => boolean;
  /** Main asks for the file, so that the page never names a path. */
  readonly choosePicture: () => Promise<PictureOutcome>;
  readonly dropPicture: () => Promise<void>;
};

/** The calls of the settings page about the customer's display; the customer's own page has none. */
export function customerHandlers(port: CustomerPort): Pick<Handlers, Extract<keyof Handlers, `customer.${string}`>> {
  return {
    'customer.view': port.view,
    'customer.save': (choice) => {
      if (!port.save(choice)) throw new RefusedError('settings-unwritable');
      return {};
    },
    'customer.picture': async () => ({ outcome: await port.choosePicture() }),
    'customer.drop-picture': async () => {
      await port.dropPicture();
      return {};
    },
  };
}
