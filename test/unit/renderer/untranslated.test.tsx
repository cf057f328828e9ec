// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_DISPLAY, type Language } from '../../../core/contract/display.ts';
import { closePage } from '../../builders/page.tsx';
import { openScene } from '../../builders/scene-page.tsx';
import { SCENES } from '../../scenes/all.ts';
import { ANSWERS } from '../../scenes/answers.ts';
import type { Scene } from '../../scenes/scene.ts';
import { seenTexts, textsOf, undisguised } from '../../scenes/visible-text.ts';

afterEach(closePage);

/** The disguised English, which no shop can choose. */
const PSEUDO = 'en-XA' as Language;

async function untranslatedIn(scene: Scene): Promise<readonly string[]> {
  const display = { ...DEFAULT_DISPLAY, language: PSEUDO };
  await openScene({ ...scene, snapshot: { ...scene.snapshot, display } });
  const data = textsOf([scene, ANSWERS, 'trace-1']);
  return seenTexts(document.body)
    .map(({ text, place }) => ({ left: undisguised(text, data), place }))
    .filter(({ left }) => left !== '')
    .map(({ left, place }) => `${place}: ${left}`);
}

describe('every text on a screen comes from the table of words', () => {
  it.each(SCENES.map((scene) => [scene.name, scene] as const))('on the screen %s', async (_name, scene) => {
    expect(await untranslatedIn(scene)).toEqual([]);
  });

  it('and a text that does not is found', async () => {
    const [first] = SCENES as [Scene];
    await openScene(first);
    document.body.insertAdjacentHTML('beforeend', '<p title="Typed by hand">⟦Ǫķåý⟧ or not</p>');
    const found = seenTexts(document.body).map(({ text }) => undisguised(text, []));
    expect(found).toContain('or not');
    expect(found).toContain('Typed by hand');
  });
});
