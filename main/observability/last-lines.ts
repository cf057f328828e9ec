import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { redact } from './redact.ts';

/** A log file of this folder, the oldest with the highest number. */
const NAME = /^paydesk(?:\.(\d+))?\.log$/;

/** The newest lines of all log files, oldest first; none where there is no log. They are redacted once more, for older Paydesks wrote some. */
export async function lastLogLines(folder: string, linesMax: number): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name));
  const oldestFirst = names.sort((one, other) => ageOf(other) - ageOf(one));
  const texts = await Promise.all(oldestFirst.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => '')));
  // Before it is cut into lines, because a key goes over several of them.
  return redact(texts.join('\n'))
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .slice(-linesMax);
}

const ageOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0);
