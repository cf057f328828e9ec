import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { keyFault, type KeyResult } from './key-fault.ts';
import { describePrivateKey, type PrivateKey } from './private-key.ts';

/** The sizes that can be made; 2,048 is what Alipay+ asks for. */
export type KeyBits = 2048 | 3072 | 4096;

const makePair = promisify(generateKeyPair);

/** Makes an RSA key pair off the main thread (0.1 to several seconds). The private half goes straight into the vault. */
export async function makePrivateKey(bits: KeyBits): Promise<KeyResult<PrivateKey>> {
  try {
    const { privateKey } = await makePair('rsa', { modulusLength: bits, publicExponent: 0x1_00_01 });
    return describePrivateKey(privateKey);
  } catch {
    return keyFault('key-unreadable');
  }
}
