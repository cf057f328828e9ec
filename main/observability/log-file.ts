import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { redact } from './redact.ts';

/** Keeps lines; a line that cannot be kept is dropped, because a full disk must stop no payment. */
export type LogFile = {
  /** One or more lines of text; each is stamped with the time, redacted and cut to LINE_CHARACTERS_MAX. */
  readonly keep: (text: string) => void;
};

/** What a log is made of; `bytesMax` is the size after which the next file is begun, `filesMax` counts the current one. */
type LogFileParts = {
  readonly folder: string;
  readonly nowIso: () => string;
  readonly bytesMax?: number;
  readonly filesMax?: number;
};

/** Longer lines are not ours. */
export const LINE_CHARACTERS_MAX = 4_096;

const BYTES_MAX = 1_048_576;
const FILES_MAX = 5;

/** The log in `<folder>/paydesk.log`; older files are `paydesk.1.log` and so on. It writes only when something is said. */
export function openLogFile({ folder, nowIso, bytesMax = BYTES_MAX, filesMax = FILES_MAX }: LogFileParts): LogFile {
  const file = (age: number): string => path.join(folder, age === 0 ? 'paydesk.log' : `paydesk.${String(age)}.log`);
  const rotate = (): void => {
    rmSync(file(filesMax - 1), { force: true });
    for (let age = filesMax - 2; age >= 0; age -= 1) if (exists(file(age))) renameSync(file(age), file(age + 1));
  };
  return {
    keep: (text) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const lines = linesOf(text).map((line) => `${nowIso()} ${line}\n`);
        if (lines.length === 0) return;
        const bytes = Buffer.from(lines.join(''), 'utf8');
        const size = sizeOf(file(0));
        if (size > 0 && size + bytes.length > bytesMax) rotate();
        appendFileSync(file(0), bytes, { mode: 0o600 });
      } catch {
        // Nobody could be told: the log is where it would be said.
      }
    },
  };
}

/** Redacted as a whole first, because a key in PEM goes over several lines. */
const linesOf = (text: string): readonly string[] =>
  redact(text.slice(0, 16 * LINE_CHARACTERS_MAX))
    .split(/[\r\n]+/)
    .map((line) => withoutControls(line).slice(0, LINE_CHARACTERS_MAX))
    .filter((line) => line.trim() !== '');

/** A terminal that shows the log must not be steered by it. */
const withoutControls = (line: string): string => line.replace(/\p{Cc}/gu, ' ');

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** The part of a stream that says something; Node's own takes more than the text. */
type Speaker = { write: (text: string) => boolean };
type Speak = (...given: readonly unknown[]) => boolean;

/** Everything that is said on the stream from now on is kept as well. Answers what ends that. */
export function keepWhatIsSaid(speaker: Speaker, log: LogFile): () => void {
  const { write } = speaker;
  const speak = write.bind(speaker) as Speak;
  const speakAndKeep: Speak = (...given) => {
    if (typeof given[0] === 'string') log.keep(given[0]);
    return speak(...given);
  };
  speaker.write = speakAndKeep;
  return () => {
    speaker.write = write;
  };
}
