import { checkMark, isColoured, WALLET_MARKS_MAX, type MarkFault } from '../../core/brand/mark-rules.ts';
import type { BrandKitView, Mark } from '../../core/contract/brand.ts';
import type { DigestFiles } from '../kept/digest-files.ts';

/** What a kit is made of. `write` answers false when the disk refused. */
export type BrandKitParts = {
  readonly files: DigestFiles;
  /** Which file is for what; the files themselves lie under their digests. */
  readonly list: { readonly read: () => BrandKitView; readonly write: (next: BrandKitView) => boolean };
};

/** The owner's kit. */
export type BrandKit = {
  readonly view: () => BrandKitView;
  /** Takes a PNG in as it is; a new mark takes the old one's place. */
  readonly keep: (slot: 'mark' | 'wallet', name: string, png: Buffer) => Promise<'kept' | MarkFault>;
  readonly drop: (sha256: string) => Promise<void>;
  /** The Alipay+ mark as base64, for paper; null without one, or where its file is not what it was. */
  readonly markPng: () => Promise<string | null>;
};

/** Opens the kit; what its list names and the disk has lost stands as text again. */
export function createBrandKit({ files, list }: BrandKitParts): BrandKit {
  const save = async (next: BrandKitView): Promise<boolean> => {
    const isKept = list.write(next);
    // A list that the disk refused still names the old files after the next start.
    if (isKept) await files.dropOthers(new Set(filesOf(next)));
    return isKept;
  };
  return {
    view: list.read,
    keep: async (slot, name, png) => {
      const checked = checkMark(png);
      if (typeof checked === 'string') return checked;
      const { mark, wallets } = list.read();
      if (slot === 'wallet' && wallets.length >= WALLET_MARKS_MAX) return 'too-many';
      const dots = await unpacked(png);
      if (dots === null) return 'not-a-picture';
      // A wallet's own mark may be black; the Alipay+ mark is used in its colours.
      if (slot === 'mark' && !isColoured(dots)) return 'recoloured';
      const sha256 = await files.keep(png).catch(() => null);
      if (sha256 === null) return 'unwritable';
      const kept: Mark = { sha256, name, ...checked };
      const others = wallets.filter((other) => other.sha256 !== sha256);
      const isKept = await save(slot === 'mark' ? { mark: kept, wallets } : { mark, wallets: [...others, kept] });
      return isKept ? 'kept' : 'unwritable';
    },
    drop: async (sha256) => {
      const { mark, wallets } = list.read();
      await save({ mark: mark?.sha256 === sha256 ? null : mark, wallets: wallets.filter((other) => other.sha256 !== sha256) });
    },
    markPng: async () => {
      const { mark } = list.read();
      return mark === null ? null : ((await files.read(mark.sha256))?.toString('base64') ?? null);
    },
  };
}

const filesOf = ({ mark, wallets }: BrandKitView): readonly string[] =>
  [...(mark === null ? [] : [mark]), ...wallets].map(({ sha256 }) => sha256);

/** The library is loaded only when a file is taken in. */
async function unpacked(png: Buffer): Promise<Uint8Array | null> {
  const { PNG } = await import('pngjs');
  try {
    return PNG.sync.read(png).data;
  } catch {
    return null;
  }
}
