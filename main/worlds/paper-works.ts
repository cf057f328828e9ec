import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildReceipt, type ReceiptDocument } from '../../core/receipt/document.ts';
import { layoutReceipt, type ReceiptLayout } from '../../core/receipt/layout.ts';
import { RECEIPT_WORDS } from '../../core/receipt/words/all.ts';
import type { PaperOrder, StripPicture } from '../printer/paper-maker.ts';
import type { Bitmap } from '../printer/raster/bitmap.ts';
import type { StartHands } from '../printer/raster/hands.ts';
import { createPainter } from '../printer/raster/painter.ts';
import type { Settings } from '../settings/schema.ts';
import { counterSettings, opensDrawer, printerProfile } from './settings-map.ts';

/** Makes paper of layouts: bytes for the printer, a picture for the screen, a PDF for the mail. */
export type PaperWorks = {
  readonly encode: (layout: ReceiptLayout, document: ReceiptDocument) => Promise<Uint8Array>;
  readonly preview: (layout: ReceiptLayout, document: ReceiptDocument) => Promise<StripPicture>;
  /** Writes the PDF into the folder and returns the file; `name` becomes the file's, made safe. */
  readonly pdf: (document: ReceiptDocument, name: string, folder: string) => Promise<string>;
  /** Loads the encoder, and the fonts of this shop's receipts where they need any, so that the first customer's paper is not late. */
  readonly warm: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The encoder's library is large and the first paper is always seconds away. */
const maker = (): Promise<typeof import('../printer/paper-maker.ts')> => import('../printer/paper-maker.ts');

/** The works of one counter; `brandPng` is the owner's Alipay+ mark, `rasterScript` the built raster worker. */
export function createPaperWorks(
  settings: () => Settings,
  brandPng: () => Promise<string | null>,
  rasterScript: string,
  startHands?: StartHands,
): PaperWorks {
  const painter = createPainter(rasterScript, startHands);
  const logoOf = createDots('logoPicture');
  const brandOf = createDots('brandPicture');
  const order = async (layout: ReceiptLayout, document: ReceiptDocument): Promise<PaperOrder> => {
    const now = settings();
    const profile = printerProfile(now);
    return {
      layout,
      profile,
      logo: await logoOf(now.shop.logoPng ?? null, profile.dots),
      brand: await brandOf(await brandPng(), profile.dots),
      storesLogo: document.kind === 'test',
      opensDrawer: opensDrawer(now) && document.kind === 'sale' && !document.isCopy,
    };
  };
  const encode: PaperWorks['encode'] = async (layout, document) => {
    const [{ makePaper }, wanted] = await Promise.all([maker(), order(layout, document)]);
    return (await makePaper(wanted, painter)).bytes;
  };
  return {
    encode,
    warm: async () => {
      const { receiptShop, receiptLanguage, columns, counterName } = counterSettings(settings());
      const document = buildReceipt(
        { kind: 'test', shop: receiptShop, counter: counterName, time: '' },
        RECEIPT_WORDS[receiptLanguage],
      );
      await encode(layoutReceipt(document, columns), document);
    },
    preview: async (layout, document) => {
      const [{ paintStrip }, wanted] = await Promise.all([maker(), order(layout, document)]);
      return paintStrip(wanted, painter);
    },
    pdf: async (document, name, folder) => {
      const [{ receiptPage }, { printPdf }] = await Promise.all([
        import('../printer/receipt-page.ts'),
        import('../printer/pdf.ts'),
      ]);
      const bytes = await printPdf(
        receiptPage(document, { logoPng: settings().shop.logoPng ?? null, brandPng: await brandPng() }),
      );
      const file = path.join(folder, `${name.replace(/[^\w-]/g, '-')}.pdf`);
      await mkdir(folder, { recursive: true });
      await writeFile(file, bytes);
      return file;
    },
    close: painter.close,
  };
}

/** A picture's dots are made once for each picture and paper. */
function createDots(maker: 'logoPicture' | 'brandPicture'): (png: string | null, dots: number) => Promise<Bitmap | null> {
  let made: { readonly png: string; readonly dots: number; readonly picture: Bitmap | null } | null = null;
  return async (png, dots) => {
    if (png === null) return null;
    if (made?.png === png && made.dots === dots) return made.picture;
    const { [maker]: draw } = await import('../printer/logo-picture.ts');
    made = { png, dots, picture: draw(png, dots) };
    return made.picture;
  };
}
