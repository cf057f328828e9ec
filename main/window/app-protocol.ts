import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Protocol } from 'electron';
import { servedFont } from './fonts.ts';

/** One page with an origin of its own: the session of each serves its own host and nothing of the other's. */
export type Site = {
  readonly host: string;
  /** The only page there is, behind `/`. */
  readonly start: string;
  /** Files that are not built in, by path. */
  readonly more: (pathname: string) => ServedFile | null;
};

/** SECURITY: the cashier's page; its host is the only one whose calls main answers. */
export const CASHIER_SITE: Site = { host: 'paydesk', start: '/index.html', more: () => null };

/** SECURITY: the customer's page; another origin, so that nothing it could ever send is taken for the cashier's. */
export const customerSite = (more: Site['more']): Site => ({ host: 'customer', start: '/customer.html', more });

/** The origin of a site. */
export const originOf = ({ host }: Pick<Site, 'host'>): string => `app://${host}`;

/** SECURITY: nothing but our own files; no inline script or style, no frames, no connections. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

/** What stands behind one path of the origin. */
export type ServedFile = { readonly file: string; readonly type: string };

/** Lists the files under `root` once; only these can ever be served, so no path can lead out of the folder. */
export async function listServedFiles(root: string): Promise<ReadonlyMap<string, ServedFile>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const type = TYPES[path.extname(file)];
        return type === undefined ? [] : [[`/${path.relative(root, file).split(path.sep).join('/')}`, { file, type }] as const];
      }),
  );
}

/** Finds the file for a URL of the site, or null; its start page stands for `/`, and no other page is there. */
export function resolveServed(url: string, files: ReadonlyMap<string, ServedFile>, site: Site = CASHIER_SITE): ServedFile | null {
  const pathname = pathnameOn(url, site);
  if (pathname === null || (pathname.endsWith('.html') && pathname !== site.start)) return null;
  return files.get(pathname) ?? servedFont(pathname) ?? site.more(pathname);
}

function pathnameOn(url: string, { host, start }: Site): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'app:' || parsed.host !== host) return null;
  return parsed.pathname === '/' ? start : parsed.pathname;
}

/** Serves the built renderer as the site with the policy on every answer. */
export function serveApp(protocol: Protocol, files: ReadonlyMap<string, ServedFile>, site: Site = CASHIER_SITE): void {
  protocol.handle('app', async (request) => {
    const served = request.method === 'GET' ? resolveServed(request.url, files, site) : null;
    if (served === null) return new Response('not found', { status: 404, headers: { 'content-type': 'text/plain' } });
    return new Response(await readFile(served.file), { headers: headers(served.type) });
  });
}

const headers = (type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
});
