import type { UpdateFault } from '../../core/update/machine.ts';
import { readRelease, RELEASE_MAX_BYTES, type Release } from '../../core/update/release.ts';
import { isSigned } from './signature.ts';

/** The description of a release and, beside it, its signature. */
export const DESCRIPTION = 'release.json';
const SIGNATURE_MAX_BYTES = 256;

/** Gives a small file, or null when there is none; rejects when nobody could be asked. More than `maxBytes` counts as none. */
export type GetFile = (name: string, maxBytes: number) => Promise<Buffer | null>;

/** SECURITY: fails closed. The description is parsed only after its signature was found good. */
export async function readSigned(get: GetFile, publicKey: string): Promise<Release | UpdateFault> {
  const bytes = await get(DESCRIPTION, RELEASE_MAX_BYTES);
  if (bytes === null) return 'release-unreadable';
  const signature = await get(`${DESCRIPTION}.sig`, SIGNATURE_MAX_BYTES);
  if (signature === null) return 'unsigned';
  if (!isSigned(bytes, signature.toString('latin1'), publicKey)) return 'signature-wrong';
  return readRelease(bytes.toString('utf8')) ?? 'release-unreadable';
}
