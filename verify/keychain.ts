import { readAnchor, type Anchor } from './anchors.ts';

const SERVICE = 'Paydesk';
const ENTRY = 'ledger-head';
/** A locked keychain waits for a person, or for ever. */
const WAIT_MS = 10_000;

/** The head that Paydesk last put into this PC's keychain, or why there is none. */
export async function keychainHead(): Promise<Anchor | { readonly problem: string }> {
  try {
    const { default: keytar } = await import('keytar');
    const entry = await Promise.race([keytar.getPassword(SERVICE, ENTRY), late()]);
    if (entry === LATE) return { problem: 'the keychain did not answer' };
    if (entry === null) return { problem: 'the keychain holds no head of a ledger' };
    // `s:GENERATION:` stands before what an entry of Paydesk holds.
    return (
      readAnchor(entry.replace(/^s:\d+:/, ''), 'the keychain') ?? { problem: 'what the keychain holds is no head of a ledger' }
    );
  } catch (cause) {
    return { problem: `the keychain cannot be asked: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

const LATE = Symbol('late');

const late = (): Promise<typeof LATE> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(LATE);
    }, WAIT_MS);
  });
