import type { StoreFault } from './credential-store.ts';

/**
 * What the messages of libsecret, D-Bus and the macOS Security framework mean, in the order in which they are tried.
 * They were seen on Linux; the macOS texts are Apple's published ones. They are only read here and never passed on.
 */
const MEANINGS: readonly (readonly [RegExp, StoreFault])[] = [
  [/user interaction is not allowed/i, 'keychain-locked'],
  [/dismissed|cancell?ed|denied|not permitted|passphrase you entered is not correct/i, 'keychain-denied'],
  [/locked/i, 'keychain-locked'],
  [
    /was not provided by any \.service|Unknown or unsupported transport|Could not connect|Cannot autolaunch|address|Failed to load keytar/i,
    'keychain-missing',
  ],
  [/timed? ?out|no reply/i, 'keychain-timeout'],
];

/** The fault code of whatever keytar rejected or failed to load with. */
export function faultOf(cause: unknown): StoreFault {
  const message = cause instanceof Error ? cause.message : String(cause);
  return MEANINGS.find(([pattern]) => pattern.test(message))?.[1] ?? 'keychain-broken';
}
