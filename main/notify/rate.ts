import { isIPv6 } from 'node:net';
import type { NotifyLimits, RateLimit } from './limits.ts';

/** Says how much each address, and all together, may still ask. */
export type Rate = {
  /** Takes one request off the budgets; false when one of them is used up. */
  readonly take: (address: string) => boolean;
};

type Bucket = { tokens: number; atMs: number };

/** Token buckets: one an address, one for all. `nowMs` is a monotonic clock. */
export function createRate(limits: Pick<NotifyLimits, 'perAddress' | 'inAll' | 'addressesMax'>, nowMs: () => number): Rate {
  const buckets = new Map<string, Bucket>();
  const all = fullBucket(limits.inAll, nowMs());
  return {
    take: (address) => {
      const atMs = nowMs();
      const name = networkOf(address);
      const mine = buckets.get(name) ?? fullBucket(limits.perAddress, atMs);
      // Moved to the end, so that the first one is the one that was silent longest.
      buckets.delete(name);
      buckets.set(name, mine);
      forgetBeyond(buckets, limits.addressesMax);
      // An address that has used up its own budget costs the others nothing.
      return spend(mine, limits.perAddress, atMs) && spend(all, limits.inAll, atMs);
    },
  };
}

/** What counts as one sender: an IPv4 address, or the /64 network that one subscriber has in IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}

const fullBucket = ({ burst }: RateLimit, atMs: number): Bucket => ({ tokens: burst, atMs });

function spend(bucket: Bucket, { burst, perSecond }: RateLimit, atMs: number): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, atMs - bucket.atMs) / 1_000) * perSecond);
  bucket.atMs = atMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

function forgetBeyond(buckets: Map<string, Bucket>, max: number): void {
  const first = buckets.keys().next();
  if (buckets.size > max && first.done !== true) buckets.delete(first.value);
}
