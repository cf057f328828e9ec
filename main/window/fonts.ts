import { createRequire } from 'node:module';
import path from 'node:path';

const here = createRequire(import.meta.url);

/** SECURITY: one style sheet and font files by name; nothing else of these packages, and no way out of their folders. */
const FONT = /^\/fonts\/(noto-sans-(?:sc|tc|jp|kr|thai|arabic|devanagari|hebrew))\/(index\.css|files\/[a-z0-9-]+\.woff2)$/;

/** A bundled font or its style sheet behind `/fonts/<package>/…`, read from the package itself, where the receipts' painter finds it too. */
export function servedFont(pathname: string): { readonly file: string; readonly type: string } | null {
  const [, family, name] = FONT.exec(pathname) ?? [];
  if (family === undefined || name === undefined) return null;
  const folder = path.dirname(here.resolve(`@fontsource-variable/${family}/package.json`));
  return { file: path.join(folder, name), type: name.endsWith('.css') ? 'text/css; charset=utf-8' : 'font/woff2' };
}
