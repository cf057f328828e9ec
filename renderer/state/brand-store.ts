import { create } from 'zustand';
import type { BrandKitView, BrandView, ChosenFile, Req, Res } from '../api/types.ts';
import { isMarkRatio } from '../../core/brand/mark-rules.ts';
import { svgFault, type SvgFault } from '../../core/brand/svg-fault.ts';
import { ask } from './acts.ts';
import { base64OfFile } from './base64-of-file.ts';
import { chooseFile } from './choose-file.ts';

type Outcome = Res<'brand.keep'>['outcome'] | SvgFault;

type BrandState = {
  readonly view: BrandView | null;
  /** What became of the last file. */
  readonly outcome: Outcome | null;
  readonly isBusy: boolean;
};

/** The owner's brand kit, as main last told it. */
export const useBrand = create<BrandState>()(() => ({ view: null, outcome: null, isBusy: false }));

const NONE: BrandKitView = { mark: null, wallets: [] };

/** What the pages show of it. */
export const useBrandKit = (): BrandKitView => useBrand((state) => state.view) ?? NONE;

/** Asks main for the kit and what it is used for. */
export async function loadBrand(): Promise<void> {
  const view = await ask('brand.view', {});
  if (view !== null) useBrand.setState({ view });
}

type Slot = Req<'brand.keep'>['slot'];

/** Has a file chosen and takes it into the kit. */
export async function chooseMark(slot: Slot): Promise<void> {
  const file = await chooseFile('mark');
  if (file !== null) await keepMark(slot, file);
}

/** Takes a file into the kit that was let fall on the page. */
export async function keepFallen(slot: Slot, file: File): Promise<void> {
  // Its size is looked at before it is read.
  const base64 = file.size > FILE_BYTES_MAX ? '' : await base64OfFile(file);
  await keepMark(slot, { name: file.name, bytes: file.size, base64 });
}

type MarkFile = Pick<ChosenFile, 'name' | 'bytes' | 'base64'>;

/** A PNG is kept as it is, a vector drawing after it was drawn once. */
async function keepMark(slot: Slot, file: MarkFile): Promise<void> {
  useBrand.setState({ isBusy: true, outcome: null });
  const drawn = await pngOf(file);
  const answer = typeof drawn === 'string' ? { outcome: drawn } : await ask('brand.keep', { slot, ...drawn });
  await loadBrand();
  useBrand.setState({ isBusy: false, outcome: answer?.outcome ?? null });
}

/** Takes a file out of the kit; its text form stands again. */
export async function dropMark(sha256: string): Promise<void> {
  useBrand.setState({ outcome: null });
  await ask('brand.drop', { sha256 });
  await loadBrand();
}

const FILE_BYTES_MAX = 2 << 20;
const NAME_MAX = 64;

type Png = { readonly name: string; readonly base64: string };

async function pngOf(file: MarkFile): Promise<Png | Outcome> {
  if (file.bytes > FILE_BYTES_MAX) return 'too-large';
  const name = withoutEnding(file.name).slice(0, NAME_MAX) || 'mark';
  const content = Uint8Array.from(atob(file.base64), (sign) => sign.charCodeAt(0));
  // A PNG begins with a byte that no text begins with.
  if (content[0] === 0x89) return { name, base64: file.base64 };
  const text = new TextDecoder().decode(content);
  const fault = svgFault(text);
  if (fault !== null) return fault === 'not-svg' ? 'not-a-picture' : fault;
  const drawn = await drawOnce(text);
  return typeof drawn === 'string' ? drawn : { name, ...drawn };
}

const withoutEnding = (name: string): string => (name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name);

/** Tall enough for the sharpest screen and for paper. */
const DRAWN_HEIGHT = 512;

/** SECURITY: as the source of a picture a vector drawing runs no script and fetches nothing; only its dots go on from here. */
async function drawOnce(text: string): Promise<Pick<Png, 'base64'> | Outcome> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  try {
    await image.decode();
  } catch {
    return 'not-a-picture';
  }
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth === 0 || naturalHeight === 0) return 'not-a-picture';
  if (!isMarkRatio(naturalWidth, naturalHeight)) return 'wrong-ratio';
  const canvas = document.createElement('canvas');
  canvas.height = DRAWN_HEIGHT;
  canvas.width = Math.round((naturalWidth / naturalHeight) * DRAWN_HEIGHT);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return { base64: canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '') };
}
