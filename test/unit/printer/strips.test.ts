import { describe, expect, it } from 'vitest';
import { buildReceipt, type ReceiptDocument } from '../../../core/receipt/document.ts';
import { layoutReceipt, type Columns, type ReceiptLayout } from '../../../core/receipt/layout.ts';
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from '../../../core/receipt/words.ts';
import { RECEIPT_WORDS } from '../../../core/receipt/words/all.ts';
import { paintStrip } from '../../../main/printer/paper-maker.ts';
import { EPSON_80MM, dotsFor } from '../../../main/printer/profile.ts';
import { directPainter } from '../../builders/direct-painter.ts';
import { dotsUnlikeGolden } from '../../builders/golden-png.ts';
import { localPapers } from '../../builders/receipt-papers.ts';
import { localReport } from '../../builders/report-papers.ts';

const painter = directPainter();
const WIDTHS: readonly Columns[] = [32, 42, 48];
function documentOf(kind: string, language: ReceiptLanguage): ReceiptDocument {
  if (kind === 'z-report') return localReport(language, 'z');
  const facts = localPapers(language)[kind];
  if (facts === undefined) throw new Error(`no paper ${kind}`);
  return buildReceipt(facts, RECEIPT_WORDS[language]);
}
const stripOf = (layout: ReceiptLayout) =>
  paintStrip(
    {
      layout,
      profile: { ...EPSON_80MM, columns: layout.columns, dots: dotsFor(layout.columns) },
      logo: null,
      brand: null,
      opensDrawer: false,
      storesLogo: false,
    },
    painter,
  );

describe('golden strips, looked at one by one', () => {
  const sales = RECEIPT_LANGUAGES.flatMap((language) => WIDTHS.map((columns) => ({ language, columns, kind: 'sale' })));
  const others = RECEIPT_LANGUAGES.flatMap((language) =>
    ['refund', 'in-doubt', 'copy', 'z-report'].map((kind) => ({ language, columns: 48 as const, kind })),
  );

  it.each([...sales, ...others])(
    'a $kind in $language on $columns columns looks as reviewed',
    async ({ language, columns, kind }) => {
      const { png } = await stripOf(layoutReceipt(documentOf(kind, language), columns));
      expect(dotsUnlikeGolden(`strips/${kind}-${language}-${String(columns)}.png`, png)).toBe(0);
    },
  );
});
