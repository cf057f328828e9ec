/** Three numbers, and what stands behind a dash in a build before its release, such as `1.2.0-rc.1`. */
const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z.]{1,40}))?$/;

/** Whether a text is a version; nothing else ever becomes a file's name. */
export const isVersion = (text: string): boolean => VERSION.test(text);

/** Whether `one` is the newer of two; a text that is no version is newer than nothing. https://semver.org/#spec-item-11 */
export function isNewer(one: string, other: string): boolean {
  const [mine, theirs] = [VERSION.exec(one), VERSION.exec(other)];
  return mine !== null && theirs !== null && compare(mine, theirs) > 0;
}

function compare(mine: RegExpExecArray, theirs: RegExpExecArray): number {
  const byNumber = [1, 2, 3].map((at) => Number(mine[at]) - Number(theirs[at])).find((difference) => difference !== 0);
  return byNumber ?? compareBefore(mine[4] ?? null, theirs[4] ?? null);
}

/** A build before the release is older than the release itself. */
function compareBefore(mine: string | null, theirs: string | null): number {
  if (mine === theirs) return 0;
  if (mine === null || theirs === null) return mine === null ? 1 : -1;
  const [left, right] = [mine.split('.'), theirs.split('.')];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = comparePart(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
}

const NUMBER = /^\d+$/;

function comparePart(mine: string | undefined, theirs: string | undefined): number {
  if (mine === theirs) return 0;
  if (mine === undefined || theirs === undefined) return mine === undefined ? -1 : 1;
  const [isMine, isTheirs] = [NUMBER.test(mine), NUMBER.test(theirs)];
  if (isMine && isTheirs) return Number(mine) - Number(theirs);
  if (isMine !== isTheirs) return isMine ? -1 : 1;
  return mine < theirs ? -1 : 1;
}
