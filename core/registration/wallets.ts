import type { Standing, WalletLine } from './events.ts';

/** One name for one wallet: guides write `ALIPAY_CN`, a sibling writes `AlipayCN`. */
export const walletKey = (pspName: string): string => pspName.toUpperCase().replace(/[^A-Z0-9]/g, '');

const lineKey = ({ pspName, products }: WalletLine): string => [walletKey(pspName), ...products].join(' ');

/** A notification names the wallets that changed; the others stay as they were. */
export function merged(before: Standing | null, told: Standing): Standing {
  const changed = new Set(told.wallets.map(lineKey));
  const kept = (before?.wallets ?? []).filter((line) => !changed.has(lineKey(line)));
  return { overall: told.overall, wallets: [...kept, ...told.wallets] };
}

/** True when both say the same, in whatever order the wallets come. */
export const sameStanding = (a: Standing | null, b: Standing): boolean =>
  a !== null && a.overall === b.overall && text(a) === text(b);

const text = ({ wallets }: Standing): string =>
  JSON.stringify(wallets.map((line) => [lineKey(line), line.status, line.reason]).sort());
