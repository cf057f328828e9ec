import type { FileId, Step } from './step.ts';
import { bytesOf, hexOf, parseCall, type Call } from './strace-line.ts';
import { HANDLERS, type Open } from './trace-calls.ts';

/** Reads what strace wrote, line by line, and gives what it means for one folder on the disk. */
export type TraceReader = {
  readonly read: (line: string) => readonly Step[];
  /** The recorded process has ended, and with it its descriptors; what it wrote is still in the kernel's hands. */
  readonly processEnded: () => void;
};

type Half = { readonly head: string; readonly stepsSeen: number };

const STDOUT = 'write(1<';
const LINE = /^(\d+)\s+(.*)$/s;
const RESUMED = /^<\.\.\. \w+ resumed>/;

/** A reader for one empty folder, given as an absolute path; throws for a call on it that the model does not know. */
export function traceReader(folder: string): TraceReader {
  const folderHex = hexOf(folder);
  const open = new Map<number, Open>();
  const names = new Map<string, FileId>();
  const halves = new Map<string, Half>();
  let files = 0;
  let told = '';
  let steps = 0;

  const concerns = (text: string) => text.includes(folderHex) || text.startsWith(STDOUT) || /^(sync|io_uring_enter)\(/.test(text);

  const read = (line: string): readonly Step[] => {
    const [, pid = '', text = ''] = LINE.exec(line) ?? [];
    if (RESUMED.test(text)) {
      const half = halves.get(pid);
      halves.delete(pid);
      return half === undefined ? [] : done(half.head + text.replace(RESUMED, ''), half.stepsSeen);
    }
    if (!concerns(text)) return [];
    if (text.endsWith('<unfinished ...>')) {
      // A word that is on its way may already have been heard.
      if (text.startsWith(STDOUT)) return count(heard(text));
      halves.set(pid, { head: text.slice(0, -'<unfinished ...>'.length).trimEnd(), stepsSeen: steps });
      return [];
    }
    return done(text, steps);
  };

  const done = (text: string, stepsBefore: number): readonly Step[] => {
    if (text.startsWith(STDOUT)) return count(heard(text));
    const call = parseCall(text);
    return call === null || call.result < 0 ? [] : count(stepsOf(call, stepsBefore));
  };

  const count = (found: readonly Step[]): readonly Step[] => {
    steps += found.length;
    return found;
  };

  const heard = (text: string): readonly Step[] => {
    const lines = (told + bytesOf(text).toString('utf8')).split('\n');
    told = lines.pop() ?? '';
    return lines.map((line) => ({ kind: 'told', line }));
  };

  const stepsOf = (call: Call, stepsBefore: number): readonly Step[] => {
    const handle = HANDLERS[call.name];
    if (handle === undefined) throw new Error(`the model of the disk does not know this call: ${call.raw.slice(0, 300)}`);
    return handle(call, { open, names, folder, newFile: () => (files += 1), stepsBefore });
  };

  return {
    read,
    processEnded: () => {
      open.clear();
      halves.clear();
      told = '';
    },
  };
}
