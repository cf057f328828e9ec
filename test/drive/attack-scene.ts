import type { Till } from './till.ts';
import type { Trap } from './trap.ts';
import { addHtml, afterAWhile } from './page-attacks.ts';

export const HOME = 'app://paydesk/';

/** What an attack needs. */
export type Scene = { readonly till: Till; readonly trap: Trap };

/**
 * One point of Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security): where the code says that
 * it keeps it, and an attack on the running application. `attack` gives back everything that went wrong, in words.
 */
export type Point = {
  readonly number: number;
  readonly title: string;
  /** A file that holds the mark `SECURITY:`. */
  readonly marked: string;
  readonly attack: (scene: Scene) => Promise<readonly string[]>;
};

type Preferences = Readonly<Record<string, unknown>>;

const preferencesOf = (till: Till): Promise<readonly Preferences[]> =>
  till.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((each) => ({ ...(each as unknown as { getLastWebPreferences: () => object }).getLastWebPreferences() })),
  );

/** Every window must have the wished preferences; one that says nothing has Electron's default, which is then what is wished. */
export async function wished({ till }: Scene, wishes: Preferences): Promise<readonly string[]> {
  const all = await preferencesOf(till);
  if (all.length === 0) return ['there is no window'];
  return all.flatMap((one) =>
    Object.entries(wishes).flatMap(([name, value]) =>
      (one[name] ?? value) === value ? [] : [`${name} is ${JSON.stringify(one[name])}`],
    ),
  );
}

/** Runs an act in the page; afterwards the page must be where it was, alone, with nothing foreign in it, and nobody reached. */
export async function stays({ till, trap }: Scene, name: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = till.app.windows().length;
  await act().catch(() => undefined);
  const after = await till.page.evaluate(afterAWhile).catch((cause: unknown) => ({ hasStage: false, isPwned: String(cause) }));
  return [
    ...(till.page.url() === HOME ? [] : [`${name}: the page went to ${till.page.url()}`]),
    ...(till.app.windows().length === before ? [] : [`${name}: a window opened`]),
    ...(after.hasStage && after.isPwned === false ? [] : [`${name}: ${JSON.stringify(after)}`]),
    ...trap.hits().map((hit) => `${name}: a stranger was reached by ${hit}`),
  ];
}

export async function inTurn(acts: readonly (() => Promise<readonly string[]>)[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const act of acts) wrong.push(...(await act()));
  return wrong;
}

export const globalsOf = (till: Till): Promise<readonly string[]> =>
  till.page.evaluate(() =>
    ['process', 'require', 'Buffer', 'module', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
  );

export const asPage =
  (html: string) =>
  (scene: Scene): Promise<readonly string[]> =>
    stays(scene, html, () => scene.till.page.evaluate(addHtml, html));

export async function onlyWhat(
  name: string,
  found: Readonly<Record<string, string>>,
  wanted: string,
): Promise<readonly string[]> {
  return Promise.resolve(Object.entries(found).flatMap(([what, how]) => (how === wanted ? [] : [`${name}: ${what} ${how}`])));
}
