/** The published signature vectors, recomputed and verified by the code that signs payments. */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { importTs } from '../prepare/import-ts.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'signature vectors, byte for byte',
  run: async ({ say }) => {
    const signing = await importTs('main/alipayplus/sign.ts');
    const { SIGNATURE_VECTORS, VECTOR_CLIENT_ID, VECTOR_KEYS } = await importTs('test/builders/signature-vectors.ts');
    let matched = 0;
    for (const vector of SIGNATURE_VECTORS) {
      const fault = await faultOf(vector, signing, VECTOR_CLIENT_ID, VECTOR_KEYS);
      say(`${vector.name}: ${fault ?? 'matches'}`);
      if (fault === null) matched += 1;
    }
    const vectors = SIGNATURE_VECTORS.length;
    return { ok: vectors > 0 && matched === vectors, figures: { vectors, matched } };
  },
};

/**
 * Null when content, signature and verification all agree with the vector.
 * @param {any} vector @param {any} signing @param {string} clientId @param {any} keys
 * @returns {Promise<string | null>}
 */
async function faultOf(vector, signing, clientId, keys) {
  const content = signing.contentToSign({ ...vector, method: 'POST', clientId, body: Buffer.from(vector.body, 'utf8') });
  if (createHash('sha256').update(content).digest('hex') !== vector.contentSha256) return 'the content differs';
  const privateKey = createPrivateKey({
    key: Buffer.from(keys[`${vector.signedBy}Private`], 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey({
    key: Buffer.from(keys[`${vector.signedBy}Public`], 'base64'),
    format: 'der',
    type: 'spki',
  });
  const header = signing.formatSignatureHeader(await signing.keySigner(privateKey)(content), 1);
  if (!header.endsWith(`signature=${vector.signature}`)) return 'the signature differs';
  return signing.verifySignature(publicKey, content, header) ? null : 'the signature does not verify';
}
