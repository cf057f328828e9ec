import { SYSTEMS, type System } from '../../core/update/release.ts';
import { isUpdateAddress } from './address.ts';
import { isUpdateKey } from './signature.ts';

/** Where this build finds its updates, and whose signature it believes. */
export type OwnBuild = { readonly address: string; readonly publicKey: string };

/**
 * What the build was given, out of the application's own package.json: the archive is sealed, so nobody changes it afterwards without
 * the system noticing. Null, and then no update is ever taken, when a part is missing or not as it must be.
 */
export function readOwnBuild(about: string): OwnBuild | null {
  try {
    const { updates } = JSON.parse(about) as { readonly updates?: { readonly address?: unknown; readonly publicKey?: unknown } };
    const { address, publicKey } = updates ?? {};
    if (typeof address !== 'string' || typeof publicKey !== 'string') return null;
    return isUpdateAddress(address) && isUpdateKey(publicKey) ? { address, publicKey } : null;
  } catch {
    return null;
  }
}

const NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = { linux: 'linux', win32: 'win', darwin: 'mac' };

/** This system as releases name it; null where there are none for it. */
export const systemOf = (platform: NodeJS.Platform, arch: string): System | null =>
  SYSTEMS.find((system) => system === `${NAMES[platform] ?? ''}-${arch}`) ?? null;
