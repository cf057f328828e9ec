import type { BrandView } from '../../core/contract/brand.ts';
import { outputChecklist } from '../../core/brand/checklist.ts';

const picture = (digit: string, name: string, width: number) => ({ sha256: digit.repeat(64), name, width, height: 128 });

/** A kit with every mark it can have. Their pictures are stand-ins that look like nobody's artwork. */
export const aBrandKit = (): BrandView => ({
  mark: picture('a', 'acceptance-mark', 512),
  wallets: ['b', 'c', 'd', 'e', 'f'].map((digit, index) => picture(digit, `wallet-${String(index + 1)}`, 256)),
  isMarkLost: false,
  outputs: outputChecklist({
    hasMark: true,
    isMarkPrintable: true,
    printsPictures: true,
    hasPrinter: true,
    hasCustomerDisplay: true,
    walletMarks: 5,
  }).map((row) => ({ ...row })),
});
