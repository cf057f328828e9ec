import { outputChecklist } from '../../core/brand/checklist.ts';
import type { BrandKitView } from '../../core/contract/brand.ts';
import { createBrandKit } from '../brand/brand-kit.ts';
import type { BrandPort } from '../ipc/handlers/brand-handlers.ts';
import { createDigestFiles } from '../kept/digest-files.ts';
import type { PcStore } from '../settings/pc-store.ts';
import { printerProfile } from './settings-map.ts';
import type { World } from './world.ts';

/** What the desk is joined to. */
export type BrandDeskParts = {
  /** Absolute; the files lie in it under their digests. */
  readonly folder: string;
  readonly list: PcStore<BrandKitView>;
  readonly hasCustomerDisplay: () => boolean;
  /** The kit is another one now. */
  readonly changed: () => void;
};

/** The owner's brand kit, used on the pages, on paper and in PDFs of this PC. */
export type BrandDesk = {
  readonly kit: () => BrandKitView;
  readonly markPng: () => Promise<string | null>;
  readonly port: (world: Pick<World, 'settings' | 'printer'>) => BrandPort;
};

/** Opens the kit of this PC. */
export function createBrandDesk({ folder, list, hasCustomerDisplay, changed }: BrandDeskParts): BrandDesk {
  const kit = createBrandKit({ files: createDigestFiles(folder), list });
  return {
    kit: kit.view,
    markPng: kit.markPng,
    port: (world) => ({
      view: async () => {
        const profile = printerProfile(world.settings());
        const { mark, wallets } = kit.view();
        const png = await kit.markPng();
        const outputs = outputChecklist({
          hasMark: png !== null,
          isMarkPrintable: await isPrintable(png, profile.dots),
          printsPictures: profile.pictures !== 'none',
          hasPrinter: world.printer() !== null,
          hasCustomerDisplay: hasCustomerDisplay(),
          walletMarks: wallets.length,
        });
        return { mark, wallets, isMarkLost: mark !== null && png === null, outputs: outputs.map((row) => ({ ...row })) };
      },
      keep: async (slot, name, png) => {
        const outcome = await kit.keep(slot, name, png);
        changed();
        return outcome;
      },
      drop: async (sha256) => {
        await kit.drop(sha256);
        changed();
      },
    }),
  };
}

/** Loaded only when somebody looks: unpacking pictures would cost every start its library. */
async function isPrintable(png: string | null, dots: number): Promise<boolean> {
  if (png === null) return false;
  const { brandPicture } = await import('../printer/logo-picture.ts');
  return brandPicture(png, dots) !== null;
}
