import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/** Where Linux keeps the authorities that its administrator trusts: Debian's, Red Hat's, SUSE's and Alpine's place. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

/** The two places that authorities are read from. */
export type AuthoritySources = {
  /** Certificates that the system trusts, as PEM; null where this runtime cannot tell. */
  readonly fromRuntime: () => readonly string[] | null;
  readonly bundles: readonly string[];
};

/** This machine: Node's own look into the system's store (https://nodejs.org/api/tls.html#tlsgetcacertificatestype), else Linux's file. */
export const systemSources: AuthoritySources = {
  fromRuntime: () => {
    const read: unknown = Reflect.get(tls, 'getCACertificates');
    return typeof read === 'function' ? (read as (type: string) => string[])('system') : null;
  },
  bundles: process.platform === 'linux' ? BUNDLES : [],
};

/**
 * The authorities to trust: the public ones, and those that only this machine's administrator added, such as a company's own that
 * its proxy signs with. Undefined when there are none of the latter, so that nothing has to be read anew. Never throws.
 */
export function trustedAuthorities(sources: AuthoritySources): readonly string[] | undefined {
  const known = new Set(tls.rootCertificates.map(plain));
  const added = systemCertificates(sources).filter((certificate) => !known.has(plain(certificate)));
  return added.length === 0 ? undefined : [...tls.rootCertificates, ...added];
}

function systemCertificates({ fromRuntime, bundles }: AuthoritySources): readonly string[] {
  try {
    const found = fromRuntime();
    if (found !== null) return found;
  } catch {
    // A store that cannot be read adds nothing.
  }
  for (const bundle of bundles) {
    const text = readText(bundle);
    if (text !== null) return certificatesIn(text);
  }
  return [];
}

const [BEGIN, END] = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'] as const;

/** What stands between the certificates, such as their names, is passed over. */
const certificatesIn = (text: string): readonly string[] =>
  text
    .split(BEGIN)
    .slice(1)
    .map((part) => `${BEGIN}${part.slice(0, Math.max(0, part.indexOf(END)))}${END}`);

const plain = (certificate: string): string => certificate.replace(/\s/g, '');

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
