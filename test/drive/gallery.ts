import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SCENES } from '../scenes/all.ts';
import { captionOf, CHAPTERS, chapterOf } from '../scenes/chapters.ts';
import type { Scene } from '../scenes/scene.ts';
import { openSceneWindow, type SceneWindow } from './scene-window.ts';

/** How a picture is taken; `only` names the scenes, null takes them all. */
type Dress = {
  readonly folder: string;
  readonly title: string;
  readonly language: string;
  readonly theme: 'light' | 'dark' | 'contrast';
  readonly width: number;
  readonly height: number;
  readonly only: readonly string[] | null;
};

const ORDINARY = { language: 'en', theme: 'light', width: 1_366, height: 768 } as const;

/** All of it once, and of every other dress what it might spoil. */
const DRESSES: readonly Dress[] = [
  { ...ORDINARY, folder: 'light', title: 'Every screen, 1366x768', only: null },
  {
    ...ORDINARY,
    folder: 'tall',
    title: 'Long pages, whole',
    height: 1_900,
    only: ['reports', 'reports-day', 'disputes', 'customs', 'registration-merchant', 'registration-company', 'setup'],
  },
  {
    ...ORDINARY,
    folder: 'dark',
    title: 'Dark',
    theme: 'dark',
    only: ['amount-confirmed', 'waiting', 'paid', 'unknown', 'reports', 'disputes', 'registration', 'customer-paid'],
  },
  {
    ...ORDINARY,
    folder: 'contrast',
    title: 'High contrast',
    theme: 'contrast',
    only: ['paid', 'not-paid', 'unknown', 'refund', 'customs', 'health'],
  },
  {
    ...ORDINARY,
    folder: 'chinese',
    title: 'Simplified Chinese',
    language: 'zh-Hans',
    only: ['waiting', 'paid', 'reports', 'disputes', 'customs', 'registration-merchant', 'opening-shop', 'customer-amount'],
  },
  {
    ...ORDINARY,
    folder: 'arabic',
    title: 'Arabic, from right to left',
    language: 'ar',
    only: ['amount-confirmed', 'paid', 'unknown', 'history', 'help', 'customer-waiting'],
  },
  {
    ...ORDINARY,
    folder: 'narrow',
    title: 'A small till, 1024x768',
    width: 1_024,
    only: ['amount-confirmed', 'unknown', 'tray-full', 'reports-day', 'registration-company', 'disputes-form', 'setup'],
  },
  {
    ...ORDINARY,
    folder: 'large',
    title: 'A large screen, 1920x1080',
    width: 1_920,
    height: 1_080,
    only: ['amount-confirmed', 'paid', 'reports', 'customer-amount'],
  },
];

/** What came of a run. */
type Gallery = { readonly pictures: number; readonly bytes: number };

/**
 * Takes every picture into `folder`/gallery and writes the index beside it; what was there of an earlier run goes. With `only`
 * given, just the scenes whose name begins with it are taken, and the rest stays as it was.
 */
export async function takeGallery(folder: string, say: (line: string) => void, only = ''): Promise<Gallery> {
  if (only === '') rmSync(path.join(folder, 'gallery'), { recursive: true, force: true });
  const window = await openSceneWindow();
  const sizes: number[] = [];
  try {
    for (const dress of DRESSES) {
      await window.frame({ width: dress.width, height: dress.height, zoom: 1 });
      const scenes = scenesOf(dress).filter(({ name }) => name.startsWith(only));
      for (const scene of scenes) sizes.push(await take(window, folder, dress, scene));
      if (scenes.length > 0) say(`${dress.title}: ${String(scenes.length)} pictures`);
    }
  } finally {
    await window.close();
  }
  writeFileSync(path.join(folder, 'README.md'), galleryIndex());
  return { pictures: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Throws for a name that no scene has any more, so that the list above cannot rot. */
const scenesOf = ({ only }: Dress): readonly Scene[] =>
  only === null
    ? SCENES
    : only.map((name) => {
        const scene = SCENES.find((each) => each.name === name);
        if (scene === undefined) throw new Error(`no scene is called ${name}`);
        return scene;
      });

const fileOf = ({ folder }: Dress, { name }: Scene): string => `gallery/${folder}/${name}.webp`;

const SEARCHED_MS = 250;

async function take(window: SceneWindow, folder: string, dress: Dress, scene: Scene): Promise<number> {
  const { language, theme } = dress;
  await window.page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
  await window.open(scene, { language, theme });
  // A search begins behind a pause in the typing.
  await window.page.waitForTimeout(SEARCHED_MS);
  const file = path.join(folder, fileOf(dress, scene));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, await window.picture());
  return statSync(file).size;
}

/** The index page: a table a chapter, and a table for each other dress. */
function galleryIndex(): string {
  const [all, ...others] = DRESSES;
  if (all === undefined) return '';
  const chapters = CHAPTERS.map((chapter) => {
    const scenes = scenesOf(all).filter((scene) => chapterOf(scene) === chapter);
    return scenes.length === 0 ? '' : `## ${chapter.title}\n\n${chapter.lead}\n\n${table(all, scenes)}`;
  });
  const dresses = others.map((dress) => `## ${dress.title}\n\n${table(dress, scenesOf(dress))}`);
  return [
    '# Every screen of Paydesk',
    'Made by `npm run gallery` from the scenes of `test/scenes`: the built page in a real window, with made-up payments. A picture opens in full size.',
    ...chapters.filter((text) => text !== ''),
    ...dresses,
  ]
    .join('\n\n')
    .concat('\n');
}

const COLUMNS = 3;

/** A table of pictures with their captions, a few in a row; in HTML, because Markdown tables have no rows of pictures. */
function table(dress: Dress, scenes: readonly Scene[]): string {
  const rows: Scene[][] = [];
  for (let at = 0; at < scenes.length; at += COLUMNS) rows.push(scenes.slice(at, at + COLUMNS));
  const cell = (scene: Scene): string => {
    const file = fileOf(dress, scene);
    const caption = captionOf(scene);
    return `<td width="33%" valign="top"><a href="${file}"><img src="${file}" alt="${caption}" width="100%"></a><br>${caption}</td>`;
  };
  return ['<table>', ...rows.map((row) => `<tr>\n${row.map(cell).join('\n')}\n</tr>`), '</table>'].join('\n');
}
