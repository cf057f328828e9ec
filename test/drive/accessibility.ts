import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { SCENES } from '../scenes/all.ts';
import type { Scene } from '../scenes/scene.ts';
import { focusFaults } from './focus-order.ts';
import { openSceneWindow, type SceneWindow, type ShownAs } from './scene-window.ts';

/** One rule of axe-core that one screen breaks, and where. */
export type Violation = { readonly scene: string; readonly theme: string; readonly language: string; readonly fault: string };

/** High contrast is tried in light and in dark, because the PC decides which of the two it is. */
export const THEMES = [
  { name: 'light', theme: 'light', colors: 'light' },
  { name: 'dark', theme: 'dark', colors: 'light' },
  { name: 'contrast', theme: 'contrast', colors: 'light' },
  { name: 'contrast-dark', theme: 'contrast', colors: 'dark' },
] as const;

/** A language of each direction. */
export const DIRECTIONS = [
  { name: 'ltr', language: 'en' },
  { name: 'rtl', language: 'ar' },
] as const;

export type Dress = { readonly theme: (typeof THEMES)[number]; readonly direction: (typeof DIRECTIONS)[number] };

/** Every theme in every direction. */
export const DRESSES: readonly Dress[] = THEMES.flatMap((theme) => DIRECTIONS.map((direction) => ({ theme, direction })));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Holds every screen in every dress against all rules of axe-core, and once against `focusFaults`; `dressesOf` may choose fewer
 * dresses. Prints what it finds; whatever it is counts as a violation.
 */
export async function checkAccessibility(
  say: (line: string) => void,
  scenes: readonly Scene[] = SCENES,
  dressesOf: (index: number) => readonly Dress[] = () => DRESSES,
) {
  const window = await openSceneWindow();
  try {
    const found: Violation[] = [];
    for (const [index, scene] of scenes.entries()) found.push(...(await checkScene(window, scene, dressesOf(index))));
    for (const { scene, theme, language, fault } of found) say(`${scene} (${theme}, ${language}): ${fault}`);
    const dresses = new Set(scenes.flatMap((_scene, index) => dressesOf(index)));
    return {
      ok: found.length === 0,
      figures: {
        screens: scenes.length,
        themes: new Set([...dresses].map(({ theme }) => theme)).size,
        directions: new Set([...dresses].map(({ direction }) => direction)).size,
        violations: found.length,
      },
    };
  } finally {
    await window.close();
  }
}

async function checkScene(window: SceneWindow, scene: Scene, dresses: readonly Dress[]): Promise<readonly Violation[]> {
  const found: Violation[] = [];
  for (const [index, { theme, direction }] of dresses.entries()) {
    const shown: ShownAs = { language: direction.language, theme: theme.theme };
    await window.page.emulateMedia({ colorScheme: theme.colors });
    await (index === 0 ? window.open(scene, shown) : window.turn(scene, shown));
    const faults = await violationsOn(window.page);
    const lost = index === 0 ? await focusFaults(window.page) : [];
    found.push(
      ...[...faults, ...lost].map((fault) => ({ scene: scene.name, theme: theme.name, language: direction.language, fault })),
    );
  }
  return found;
}

type Axe = {
  readonly run: (options: unknown) => Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
};

/** What axe-core says against the page as it is now, one line a place. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // Carried in by the debugger: the page's own content policy lets no stranger's script in.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) =>
          `${id}: ${html.slice(0, 140)} ${(failureSummary ?? '').split('\n').slice(1, 2).join(' ').trim()}`,
      ),
    );
  });
}
