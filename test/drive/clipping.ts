import { LANGUAGES } from '../../core/contract/display.ts';
import { SCENES } from '../scenes/all.ts';
import { ANSWERS } from '../scenes/answers.ts';
import type { Scene } from '../scenes/scene.ts';
import { seenTexts, textsOf, undisguised } from '../scenes/visible-text.ts';
import { layoutFaults, type LayoutFault } from './page-probe.ts';
import { openSceneWindow, type Frame, type SceneWindow } from './scene-window.ts';

/** The disguised English, which no shop can choose: two fifths longer, and every text that no table says stands out. */
export const PSEUDO = 'en-XA';

/** The smallest screens that are sold for counters, and the larger one at twice its size. */
export const SIZES = [
  { name: '1024x768', width: 1_024, height: 768, zoom: 1 },
  { name: '1366x768', width: 1_366, height: 768, zoom: 1 },
  { name: '1366x768 at 200 %', width: 1_366, height: 768, zoom: 2 },
  { name: '1920x1080', width: 1_920, height: 1_080, zoom: 1 },
] as const satisfies readonly (Frame & { readonly name: string })[];

export type Size = (typeof SIZES)[number];

/** One look at a screen: in which language and theme, and how large. */
export type Look = { readonly language: string; readonly theme: string; readonly size: Size };

/** Every language and size, and the themes by turns: what a theme changes is edges and colours, never a text's place. */
export const LOOKS: readonly Look[] = SIZES.flatMap((size) =>
  [PSEUDO, ...LANGUAGES].map((language, index) => ({
    language,
    size,
    theme: (['light', 'dark', 'contrast'] as const)[index % 3] ?? 'light',
  })),
);

type Fault = (LayoutFault | { readonly kind: 'untranslated'; readonly text: string; readonly place: string }) & {
  readonly scene: string;
  readonly look: Look;
};

/** Holds every screen in every look against `layoutFaults`; the disguised English against untranslated texts as well. Prints what it finds. */
export async function checkClipping(
  say: (line: string) => void,
  scenes: readonly Scene[] = SCENES,
  looksOf: (index: number) => readonly Look[] = () => LOOKS,
  sayProgress: (line: string) => void = () => undefined,
) {
  const window = await openSceneWindow();
  try {
    const faults: Fault[] = [];
    for (const [index, scene] of scenes.entries()) {
      const found = await checkScene(window, scene, looksOf(index));
      for (const { look, ...fault } of found)
        say(`${scene.name} (${look.language}, ${look.size.name}): ${fault.kind} "${fault.text}" ${fault.place}`);
      faults.push(...found);
      sayProgress(`${scene.name}: ${String(index + 1)} of ${String(scenes.length)} screens`);
    }
    const looks = scenes.flatMap((_scene, index) => looksOf(index));
    const count = (kind: Fault['kind']): number => faults.filter((fault) => fault.kind === kind).length;
    return {
      ok: faults.length === 0,
      figures: {
        screens: scenes.length,
        languages: new Set(looks.map(({ language }) => language)).size,
        sizes: new Set(looks.map(({ size }) => size.name)).size,
        clipped: count('clipped'),
        overlapping: count('overlapping'),
        untranslated: count('untranslated'),
      },
    };
  } finally {
    await window.close();
  }
}

async function checkScene(window: SceneWindow, scene: Scene, looks: readonly Look[]): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  let framed: Size | null = null;
  for (const [index, look] of looks.entries()) {
    if (framed !== look.size) await window.frame(look.size);
    framed = look.size;
    await (index === 0 ? window.open(scene, look) : window.turn(scene, look));
    const body = window.page.locator('body');
    const found: readonly Omit<Fault, 'scene' | 'look'>[] = [
      ...(await body.evaluate(layoutFaults)),
      ...(look.language === PSEUDO ? untranslated(scene, await body.evaluate(seenTexts)) : []),
    ];
    faults.push(...found.map((fault) => ({ ...fault, scene: scene.name, look })));
  }
  return faults;
}

function untranslated(scene: Scene, seen: ReturnType<typeof seenTexts>): readonly Omit<Fault, 'scene' | 'look'>[] {
  const data = textsOf([scene, ANSWERS, 'trace-1']);
  return seen
    .map(({ text, place }) => ({ kind: 'untranslated' as const, text: undisguised(text, data), place }))
    .filter(({ text }) => text !== '');
}
