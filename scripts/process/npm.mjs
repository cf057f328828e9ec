/** Runs npm: the very npm that started us where there is one, else the one on the path. */
import { runChild } from './children.mjs';

/**
 * @param {readonly string[]} args
 * @param {Parameters<typeof runChild>[2]} options
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own !== undefined && /npm-cli\.[cm]?js$/.test(own)) return runChild(process.execPath, [own, ...args], options);
  // On Windows npm is a script, which only a shell can start.
  return runChild('npm', args, { ...options, shell: process.platform === 'win32' });
}
