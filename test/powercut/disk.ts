import type { FileId, Step } from './step.ts';

/** A change that was asked for and that no sync has vouched for yet; `id` is the number of its step. */
export type Pending = {
  readonly id: number;
  readonly what:
    | { readonly kind: 'bytes'; readonly file: FileId; readonly at: number; readonly bytes: Uint8Array }
    | { readonly kind: 'size'; readonly file: FileId; readonly size: number }
    | NameChange;
};

type NameChange =
  | { readonly kind: 'link'; readonly name: string; readonly file: FileId }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string; readonly file: FileId };

/** A part of a write, counted from its first byte; `spoilt`: other bytes arrived than were sent. */
export type Piece = { readonly from: number; readonly to: number; readonly spoilt: boolean };

/** What the power cut made of a pending change. `grown`: the file has the new size and zeros there. */
export type Fate = 'lost' | 'kept' | 'grown' | readonly Piece[];

/** A file that is there after the power cut: what was durable, and what happened to reach the disk besides. */
export type Survivor = { readonly name: string; readonly durable: Uint8Array; readonly changes: readonly Change[] };
export type Change =
  | { readonly kind: 'bytes'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'size'; readonly size: number; readonly onlyGrow: boolean };

/** A disk that keeps what was synced and decides about everything else only when the power goes. */
export type Disk = {
  readonly apply: (step: Step, id: number) => void;
  readonly pending: () => readonly Pending[];
  /** Grows with every sync that made something durable. */
  readonly version: () => number;
  readonly survivors: (fateOf: (pending: Pending) => Fate) => readonly Survivor[];
};

/** An empty folder that is itself durable. A sync of a file does not vouch for its name: only a sync of the folder does. */
export function emptyDisk(): Disk {
  const durable = new Map<FileId, Image>();
  const live = new Map<FileId, Image>();
  const names = new Map<string, FileId>();
  let waiting: Pending[] = [];
  let version = 0;

  const add = (id: number, what: Pending['what']) => {
    waiting.push({ id, what });
    if (what.kind === 'bytes') imageOf(live, what.file).write(what.at, what.bytes);
    if (what.kind === 'size') imageOf(live, what.file).resize(what.size);
  };

  const settle = (isCovered: (pending: Pending) => boolean) => {
    for (const { what } of waiting.filter(isCovered)) {
      if (what.kind === 'bytes') imageOf(durable, what.file).write(what.at, what.bytes);
      else if (what.kind === 'size') imageOf(durable, what.file).resize(what.size);
      else rename(names, what);
    }
    waiting = waiting.filter((pending) => !isCovered(pending));
    version += 1;
  };

  const apply = (step: Step, id: number): void => {
    switch (step.kind) {
      case 'write':
        return add(id, { ...step, kind: 'bytes' });
      case 'copy':
        return add(id, {
          kind: 'bytes',
          file: step.file,
          at: step.at,
          bytes: imageOf(live, step.from)
            .view()
            .slice(step.fromAt, step.fromAt + step.length),
        });
      case 'resize':
        return add(id, { ...step, kind: 'size' });
      case 'link':
      case 'unlink':
      case 'rename':
        return add(id, step);
      case 'sync':
        return settle(({ id: at, what }) => at < step.stepsBefore && !isName(what) && what.file === step.file);
      case 'sync-folder':
        return settle(({ id: at, what }) => at < step.stepsBefore && isName(what));
      case 'told':
        return;
    }
  };

  const survivors: Disk['survivors'] = (fateOf) => {
    const there = new Map(names);
    for (const pending of waiting) if (isName(pending.what) && fateOf(pending) === 'kept') rename(there, pending.what);
    return [...there].map(([name, file]) => ({
      name,
      durable: imageOf(durable, file).view(),
      changes: waiting.flatMap((pending) =>
        !isName(pending.what) && pending.what.file === file ? changesOf(pending.what, fateOf(pending)) : [],
      ),
    }));
  };

  return { apply, pending: () => waiting, version: () => version, survivors };
}

const isName = (what: Pending['what']): what is NameChange => what.kind !== 'bytes' && what.kind !== 'size';

function rename(names: Map<string, FileId>, what: NameChange): void {
  if (what.kind === 'link') names.set(what.name, what.file);
  else names.delete(what.kind === 'unlink' ? what.name : what.from);
  if (what.kind === 'rename') names.set(what.to, what.file);
}

function changesOf(what: Exclude<Pending['what'], NameChange>, fate: Fate): readonly Change[] {
  if (fate === 'lost') return [];
  if (what.kind === 'size') return fate === 'kept' ? [{ kind: 'size', size: what.size, onlyGrow: false }] : [];
  if (fate === 'grown') return [{ kind: 'size', size: what.at + what.bytes.length, onlyGrow: true }];
  const pieces = fate === 'kept' ? [{ from: 0, to: what.bytes.length, spoilt: false }] : fate;
  return pieces.map(({ from, to, spoilt }) => {
    const bytes = what.bytes.subarray(from, to);
    return { kind: 'bytes', at: what.at + from, bytes: spoilt ? bytes.map((byte) => byte ^ SPOILT) : bytes };
  });
}

const SPOILT = 0xa5;

type Image = {
  readonly write: (at: number, bytes: Uint8Array) => void;
  readonly resize: (size: number) => void;
  readonly view: () => Uint8Array;
};

function imageOf(images: Map<FileId, Image>, file: FileId): Image {
  const there = images.get(file) ?? emptyImage();
  images.set(file, there);
  return there;
}

/** A file in memory; whatever was not written reads as zero. */
function emptyImage(): Image {
  let bytes = new Uint8Array(4_096);
  let size = 0;
  const reserve = (needed: number) => {
    if (needed <= bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
    larger.set(bytes);
    bytes = larger;
  };
  return {
    write: (at, written) => {
      reserve(at + written.length);
      bytes.set(written, at);
      size = Math.max(size, at + written.length);
    },
    resize: (next) => {
      reserve(next);
      bytes.fill(0, Math.min(size, next), Math.max(size, next));
      size = next;
    },
    view: () => bytes.subarray(0, size),
  };
}
