import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nativeImage } from 'electron';
import type { PictureOutcome } from '../../core/contract/customer.ts';
import { pictureFacts, type PictureFacts } from '../../core/picture/picture-facts.ts';
import type { ServedFile } from './app-protocol.ts';

/** The picture that the customer's display shows between two sales, kept in the data folder. */
export type IdlePicture = {
  /** Changes whenever the picture does; null while there is none. */
  readonly version: () => string | null;
  readonly served: () => ServedFile | null;
  /** Checks a file and keeps a copy of its own. */
  readonly take: (file: string) => Promise<Exclude<PictureOutcome, 'none'>>;
  readonly drop: () => Promise<void>;
};

const BYTES_MAX = 12 << 20;
const SIDE_MIN = 240;
/** What a decoder may be asked to unpack. */
const SIDE_MAX = 10_000;
const PIXELS_MAX = 50_000_000;
/** No customer's display shows more. */
const KEPT_SIDE_MAX = 2_560;
/** A PNG stays one, because it may have parts that let the ground through. */
const KEPT_AS = {
  png: { name: 'idle-picture.png', type: 'image/png' },
  jpeg: { name: 'idle-picture.jpg', type: 'image/jpeg' },
} as const satisfies Readonly<Record<PictureFacts['kind'], unknown>>;

/** Opens the picture of this PC; nothing is read before it is asked for. */
export function openIdlePicture(dataDir: string): IdlePicture {
  const folder = path.join(dataDir, 'customer');
  const fileOf = (kind: PictureFacts['kind']): string => path.join(folder, KEPT_AS[kind].name);
  let kept = (['png', 'jpeg'] as const).find((kind) => existsSync(fileOf(kind))) ?? null;
  let changes = 0;
  const dropAllBut = async (kind: PictureFacts['kind'] | null): Promise<void> => {
    for (const other of ['png', 'jpeg'] as const) if (other !== kind) await rm(fileOf(other), { force: true });
    kept = kind;
    changes += 1;
  };
  return {
    version: () => (kept === null ? null : String(changes)),
    served: () => (kept === null ? null : { file: fileOf(kept), type: KEPT_AS[kept].type }),
    take: async (file) => {
      const made = await readPicture(file);
      if (typeof made === 'string') return made;
      if (!(await keep(fileOf(made.kind), made.bytes))) return 'unwritable';
      await dropAllBut(made.kind);
      return 'kept';
    },
    drop: () => dropAllBut(null),
  };
}

/** What can be taken, as a window that asks for files shows it. */
export const PICTURE_FILES = { name: 'PNG, JPEG', extensions: ['png', 'jpg', 'jpeg'] };

type Made = { readonly kind: PictureFacts['kind']; readonly bytes: Buffer };
type Refused = Exclude<PictureOutcome, 'kept' | 'none'>;

/** The header is read before anything is unpacked. */
async function readPicture(file: string): Promise<Made | Refused> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > BYTES_MAX) return 'too-large';
  const bytes = await readFile(file).catch(() => null);
  const facts = bytes === null ? null : pictureFacts(bytes);
  if (bytes === null || facts === null) return 'unreadable';
  return wrongSize(facts) ?? drawnAnew(bytes, facts);
}

function wrongSize({ width, height }: PictureFacts): Refused | null {
  if (Math.max(width, height) > SIDE_MAX || width * height > PIXELS_MAX) return 'too-large';
  return Math.min(width, height) < SIDE_MIN ? 'too-small' : null;
}

/** SECURITY: what is kept is drawn anew from the dots of the file, so nothing else that the file carried is ever served. */
function drawnAnew(bytes: Buffer, { kind, width, height }: PictureFacts): Made | Refused {
  const image = nativeImage.createFromBuffer(bytes);
  if (image.isEmpty()) return 'unreadable';
  const side = width >= height ? { width: KEPT_SIDE_MAX } : { height: KEPT_SIDE_MAX };
  const drawn = Math.max(width, height) <= KEPT_SIDE_MAX ? image : image.resize({ ...side, quality: 'best' });
  return { kind, bytes: kind === 'png' ? drawn.toPNG() : drawn.toJPEG(QUALITY) };
}

const QUALITY = 90;

/** Whole or not at all, and what was there before stays until then. */
async function keep(file: string, bytes: Buffer): Promise<boolean> {
  const draft = `${file}.new`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(draft, bytes, { mode: 0o600, flush: true });
    await chmod(draft, 0o600);
    await rename(draft, file);
    return true;
  } catch {
    return false;
  }
}
