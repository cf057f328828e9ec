import { checkClipping, PSEUDO, SIZES } from '../drive/clipping.ts';
import { checkAccessibility, DRESSES } from '../drive/accessibility.ts';
import { SCENES } from '../scenes/all.ts';
import { expect, test } from './fixtures.ts';

/** Dozens of screens, a few at a time on a busy machine. */
test.describe.configure({ timeout: 240_000 });

/** Every sixth screen, each in a dress of its own; the evidence commands take all of them in all. */
const SOME = SCENES.filter((_scene, index) => index % 6 === 1);

test('a screen can be read and worked by everybody: axe-core finds nothing, and the tab key reaches all in order', async () => {
  const said: string[] = [];
  const { figures } = await checkAccessibility(
    (line) => said.push(line),
    SOME,
    (index) => DRESSES.filter((_dress, at) => at === index % DRESSES.length),
  );
  expect(said).toEqual([]);
  expect(figures).toMatchObject({ themes: 4, directions: 2, violations: 0 });
});

test('a text is neither cut off nor covered nor left untranslated on a small till or at twice its size', async () => {
  const said: string[] = [];
  const languages = [PSEUDO, 'de', 'zh-Hans', 'ar'];
  const small = SIZES.slice(0, 3);
  const { figures } = await checkClipping(
    (line) => said.push(line),
    SOME,
    (index) =>
      small.map((size, at) => ({ size, theme: 'light', language: languages[(index + at) % languages.length] ?? PSEUDO })),
  );
  expect(said).toEqual([]);
  expect(figures).toMatchObject({ languages: 4, sizes: 3, clipped: 0, overlapping: 0, untranslated: 0 });
});
