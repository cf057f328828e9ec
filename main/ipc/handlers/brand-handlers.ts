import type { MarkFault } from '../../../core/brand/mark-rules.ts';
import type { BrandView } from '../../../core/contract/brand.ts';
import type { Handlers } from '../answer.ts';

/** The brand kit as the page may use it. */
export type BrandPort = {
  readonly view: () => Promise<BrandView>;
  readonly keep: (slot: 'mark' | 'wallet', name: string, png: Buffer) => Promise<'kept' | MarkFault>;
  readonly drop: (sha256: string) => Promise<void>;
};

/** The calls of the page about the brand. */
export function brandHandlers(port: BrandPort): Pick<Handlers, Extract<keyof Handlers, `brand.${string}`>> {
  return {
    'brand.view': port.view,
    'brand.keep': async ({ slot, name, base64 }) => ({ outcome: await port.keep(slot, name, Buffer.from(base64, 'base64')) }),
    'brand.drop': async ({ sha256 }) => {
      await port.drop(sha256);
      return {};
    },
  };
}
