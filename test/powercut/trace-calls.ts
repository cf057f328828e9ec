import path from 'node:path';
import type { FileId, Step } from './step.ts';
import { bytesOf, descriptor, textOf, type Call } from './strace-line.ts';

/** Calls that may change a file; any of them that touches the folder and has no meaning below is an error, never overlooked. */
export const TRACED_CALLS: readonly string[] = (
  'openat ?open ?creat close dup ?dup2 dup3 fcntl ioctl write pwrite64 writev pwritev pwritev2 ftruncate truncate fallocate ' +
  'fsync fdatasync sync syncfs sync_file_range msync mmap ?rename ?renameat renameat2 ?unlink unlinkat ?link linkat ?symlink ' +
  'symlinkat ?mkdir mkdirat ?rmdir copy_file_range sendfile splice ?io_uring_enter'
).split(' ');

/** What a descriptor stands for: a file of the folder, the folder itself, or SQLite's shared memory. */
export type Open = { readonly file: FileId; position: number } | 'folder' | 'memory';

/** SQLite rebuilds its shared memory after every crash, so what it held is not asked; the replay puts rubbish there. */
const isSharedMemory = (file: string): boolean => file.endsWith('-shm');

/** What is known of the process and the folder before a call. */
export type Known = {
  readonly open: Map<number, Open>;
  readonly names: Map<string, FileId>;
  readonly folder: string;
  readonly newFile: () => FileId;
  readonly stepsBefore: number;
};

type Handler = (call: Call, known: Known) => readonly Step[];

const opened: Handler = ({ args, result, raw }, known) => {
  const [at = '', name = '', flags = ''] = args;
  const file = path.resolve(textOf(at), textOf(name));
  const special = file === known.folder ? 'folder' : isSharedMemory(file) ? 'memory' : null;
  if (special !== null) known.open.set(result, special);
  if (special !== null || path.dirname(file) !== known.folder) return [];
  if (/O_DIRECT|O_TMPFILE|O_APPEND/.test(flags))
    throw new Error(`the model of the disk does not know these flags: ${raw.slice(-200)}`);
  return openedFile(path.basename(file), result, flags.includes('O_TRUNC'), known);
};

function openedFile(name: string, result: number, isEmptied: boolean, { open, names, newFile }: Known): readonly Step[] {
  const there = names.get(name);
  const file = there ?? newFile();
  open.set(result, { file, position: 0 });
  names.set(name, file);
  if (there === undefined) return [{ kind: 'link', name, file }];
  return isEmptied ? [{ kind: 'resize', file, size: 0 }] : [];
}

const written =
  (at: (call: Call, position: number) => number, moves: boolean): Handler =>
  (call, { open }) => {
    const target = openFile(call, call.args[0], open);
    if (target === null) return [];
    const offset = at(call, target.position);
    if (moves) target.position += call.result;
    return [{ kind: 'write', file: target.file, at: offset, bytes: bytesOf(call.raw).subarray(0, call.result) }];
  };

const offsetAt = (index: number) => (call: Call) => Number(call.args.at(index));

const copied: Handler = (call, { open }) => {
  const isSend = call.name === 'sendfile';
  const from = openFile(call, call.args[isSend ? 1 : 0], open);
  const to = openFile(call, call.args[isSend ? 0 : 2], open);
  if (to === null) return [];
  if (from === null) throw new Error(`copied from outside the folder: ${call.raw.slice(0, 200)}`);
  const explicit = /^\[(\d+)/.exec(call.args[isSend ? 2 : 1] ?? '')?.[1];
  const fromAt = explicit === undefined ? from.position : Number(explicit);
  if (explicit === undefined) from.position += call.result;
  const at = to.position;
  to.position += call.result;
  return [{ kind: 'copy', from: from.file, fromAt, file: to.file, at, length: call.result }];
};

const synced: Handler = (call, { open, stepsBefore }) => {
  const target = open.get(descriptor(call.args[0]));
  if (target === 'folder') return [{ kind: 'sync-folder', stepsBefore }];
  const file = openFile(call, call.args[0], open);
  return file === null ? [] : [{ kind: 'sync', file: file.file, stepsBefore }];
};

const resized: Handler = (call, { open }) => {
  const target = openFile(call, call.args[0], open);
  return target === null ? [] : [{ kind: 'resize', file: target.file, size: Number(call.args[1]) }];
};

const unlinked =
  (pathIndex: number): Handler =>
  ({ args }, { names, folder }) => {
    const file = path.resolve(pathIndex === 0 ? '/' : textOf(args[0] ?? ''), textOf(args[pathIndex] ?? ''));
    if (path.dirname(file) !== folder || isSharedMemory(file)) return [];
    names.delete(path.basename(file));
    return [{ kind: 'unlink', name: path.basename(file) }];
  };

const renamed =
  (fromIndex: number, toIndex: number): Handler =>
  ({ args, raw }, { names, folder }) => {
    const [from, to] = [fromIndex, toIndex].map((index) => textOf(args[index] ?? '')) as [string, string];
    const file = names.get(path.basename(from));
    if (file === undefined || path.dirname(from) !== folder || path.dirname(to) !== folder)
      throw new Error(`the model of the disk does not know this rename: ${raw.slice(0, 300)}`);
    names.delete(path.basename(from));
    names.set(path.basename(to), file);
    return [{ kind: 'rename', from: path.basename(from), to: path.basename(to), file }];
  };

const mapped: Handler = (call, { open }) => {
  const isShared = call.raw.includes('MAP_SHARED') && call.raw.includes('PROT_WRITE');
  if (isShared && open.get(descriptor(call.args[4])) !== 'memory')
    throw new Error(`a file is written through memory, which a trace cannot show: ${call.raw.slice(0, 300)}`);
  return [];
};

const closed: Handler = (call, { open }) => {
  open.delete(descriptor(call.args[0]));
  return [];
};

const harmless: Handler = (call) => {
  if (call.name === 'fcntl' && call.raw.includes('F_DUPFD')) throw new Error(`a descriptor is copied: ${call.raw.slice(0, 200)}`);
  return [];
};

/** What each call means. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  openat: opened,
  open: (call, known) => opened({ ...call, args: ['', ...call.args] }, known),
  close: closed,
  write: written((_call, position) => position, true),
  writev: written((_call, position) => position, true),
  pwrite64: written(offsetAt(-1), false),
  pwritev: written(offsetAt(-1), false),
  ftruncate: resized,
  fsync: synced,
  fdatasync: synced,
  unlink: unlinked(0),
  unlinkat: unlinked(1),
  rename: renamed(0, 1),
  renameat: renamed(1, 3),
  renameat2: renamed(1, 3),
  mmap: mapped,
  copy_file_range: copied,
  sendfile: copied,
  fcntl: harmless,
};

/** The file behind a descriptor; null when it is none of the folder's, an error when it should be and is not known. */
function openFile(call: Call, argument: string | undefined, open: Known['open']): Exclude<Open, string> | null {
  const target = open.get(descriptor(argument));
  if (target === 'memory' || target === 'folder') return null;
  if (target === undefined) throw new Error(`a descriptor that nobody opened: ${call.raw.slice(0, 300)}`);
  return target;
}
