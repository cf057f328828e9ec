import {
  ENTRY_BYTES_MAX,
  type CredentialStore,
  type StoreAnswer,
  type StoreFault,
} from '../../../main/keychain/credential-store.ts';

/** How the fake behaves at the moment; all of it may be changed between two calls. */
export type FakeMood = {
  /** `silent` is the Linux way of being locked: reads say null, writes are refused, removals remove nothing. */
  lock: 'open' | 'silent' | StoreFault;
  /** Power goes when this many changes were made; -1 for never. The change itself may or may not have been made. */
  changesUntilCrash: number;
  isLastChangeMade: boolean;
};

/** A credential store with Windows' size limit that can be locked and whose plug can be pulled. */
export class FakeStore implements CredentialStore {
  readonly entries: Map<string, string>;
  readonly mood: FakeMood = { lock: 'open', changesUntilCrash: -1, isLastChangeMade: false };
  changes = 0;
  isClosed = false;

  constructor(entries = new Map<string, string>()) {
    this.entries = entries;
  }

  readonly get = (account: string): Promise<StoreAnswer<string | null>> =>
    this.#answer(() => this.entries.get(account) ?? null, null);

  readonly set = (account: string, secret: string): Promise<StoreAnswer<null>> => {
    if (Buffer.byteLength(secret) > ENTRY_BYTES_MAX) throw new Error('entry too large for Windows');
    if (this.mood.lock === 'silent') return Promise.resolve({ ok: false, code: 'keychain-locked' });
    return this.#answer(
      () =>
        this.#change(() => {
          this.entries.set(account, secret);
          return null;
        }),
      null,
    );
  };

  readonly remove = (account: string): Promise<StoreAnswer<boolean>> =>
    this.#answer(() => (this.entries.has(account) ? this.#change(() => this.entries.delete(account)) : false), false);

  readonly close = (): Promise<void> => {
    this.isClosed = true;
    return Promise.resolve();
  };

  #answer<Value>(act: () => Value, whenSilent: Value): Promise<StoreAnswer<Value>> {
    const { lock } = this.mood;
    if (this.isClosed) return Promise.resolve({ ok: false, code: 'keychain-broken' });
    if (lock === 'silent') return Promise.resolve({ ok: true, value: whenSilent });
    if (lock !== 'open') return Promise.resolve({ ok: false, code: lock });
    return new Promise((resolve) => {
      resolve({ ok: true, value: act() });
    });
  }

  #change<Value>(act: () => Value): Value {
    const isCrash = this.changes === this.mood.changesUntilCrash;
    this.changes += 1;
    if (isCrash && !this.mood.isLastChangeMade) throw new Error('power gone');
    const value = act();
    if (isCrash) throw new Error('power gone');
    return value;
  }
}

/** Nonces that count up, so that a failing run can be repeated. */
export function countingNonce(): () => string {
  let count = 0;
  return () => `n${String((count += 1))}`;
}
