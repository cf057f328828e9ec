import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Checked } from '../../core/people/staff-port.ts';
import { PHONE_CODE_DIGITS } from '../../core/people/phone-code.ts';

/** Keys of people's phones. They are kept like signing keys and lent for one use at a time. */
export type PhoneVault = {
  readonly put: (name: string, secret: string) => Promise<boolean>;
  /** Runs `use` with the secret; null when it cannot be had. */
  readonly lend: <Value>(name: string, use: (secret: string) => Value) => Promise<Value | null>;
  readonly remove: (name: string) => Promise<void>;
};

/** What the staff desk and the page of people need of phones. */
export type PhoneKeys = {
  readonly check: (personId: string, mark: string, counter: number, code: string) => Promise<Checked>;
  /** Makes a key and hands it to `take`, which gives it to the phone; the mark once it is kept and taken, else null. */
  readonly make: (take: (keyHex: string) => Promise<boolean>) => Promise<string | null>;
  readonly forget: (mark: string) => Promise<void>;
};

const KEY_BYTES = 32;

/** Keys in the vault, each under its mark, so that a key that was exchanged behind Paydesk's back is not found. */
export function phoneKeysIn(vault: PhoneVault): PhoneKeys {
  return {
    check: async (_personId, mark, counter, code) => {
      const { HOTP, Secret } = await import('otpauth');
      const answer = await vault.lend(vaultName(mark), (keyHex) =>
        markOf(keyHex) === mark
          ? new HOTP({ secret: Secret.fromHex(keyHex), algorithm: 'SHA256', digits: PHONE_CODE_DIGITS }).generate({ counter })
          : null,
      );
      if (answer === null) return 'changed-outside';
      return isSame(answer, code) ? 'right' : 'wrong';
    },
    make: async (take) => {
      const keyHex = randomBytes(KEY_BYTES).toString('hex');
      const mark = markOf(keyHex);
      if (!(await vault.put(vaultName(mark), keyHex))) return null;
      let isTaken = false;
      try {
        isTaken = await take(keyHex);
      } finally {
        if (!isTaken) await vault.remove(vaultName(mark));
      }
      return isTaken ? mark : null;
    },
    forget: (mark) => vault.remove(vaultName(mark)),
  };
}

/** The same in memory, for the practice world. */
export function phoneVaultInMemory(): PhoneVault {
  const secrets = new Map<string, string>();
  return {
    put: (name, secret) => {
      secrets.set(name, secret);
      return Promise.resolve(true);
    },
    lend: (name, use) => {
      const secret = secrets.get(name);
      return Promise.resolve(secret === undefined ? null : use(secret));
    },
    remove: (name) => {
      secrets.delete(name);
      return Promise.resolve();
    },
  };
}

const vaultName = (mark: string): string => `phone-${mark.slice(0, 32)}`;

const markOf = (keyHex: string): string => createHash('sha256').update(`paydesk-phone-1\n${keyHex}`).digest('hex');

const isSame = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
