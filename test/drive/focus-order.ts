import type { Page } from 'playwright';

/** What the tab key found: which stop of the page it is, and whether a person sees it. */
type Stop = { readonly index: number; readonly place: string; readonly isSeen: boolean; readonly hasRing: boolean };

/** Longer than any screen has stops. */
const MOST = 400;

/**
 * Walks the page by the tab key, as somebody without a mouse does. A fault is a stop that is skipped, that comes out of the order in
 * which things are read, of which nothing is seen because it lies under something or outside the window, or whose focus cannot be seen.
 */
export async function focusFaults(page: Page): Promise<readonly string[]> {
  const expected = await page.evaluate(markStops);
  const seen: Stop[] = [];
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  for (let press = 0; press < MOST && seen.length < expected.length; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(readStop);
    if (stop === null) continue;
    if (seen.some(({ index }) => index === stop.index)) break;
    seen.push(stop);
  }
  const first = seen[0]?.index ?? 0;
  const order = seen.map(({ index }) => (index - first + expected.length) % expected.length);
  return [
    ...expected
      .filter((_place, index) => !seen.some((stop) => stop.index === index))
      .map((place) => `focus never reaches ${place}`),
    ...seen
      .filter((_stop, at) => at > 0 && (order[at] ?? 0) < (order[at - 1] ?? 0))
      .map(({ place }) => `focus comes out of order to ${place}`),
    ...seen.filter(({ isSeen }) => !isSeen).map(({ place }) => `focus is hidden on ${place}`),
    ...seen.filter(({ hasRing }) => !hasRing).map(({ place }) => `focus is not marked on ${place}`),
  ];
}

/** Numbers everything that the tab key must reach, in the order in which it is read; runs in the page. */
function markStops(): readonly string[] {
  const root = document.querySelector('dialog[open]') ?? document.body;
  const groups = new Set<string>();
  const isStop = (element: HTMLElement): boolean => {
    if (element.tabIndex < 0 || element.matches(':disabled') || !element.checkVisibility({ visibilityProperty: true }))
      return false;
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    // One stop a group: the chosen one, or the first.
    const chosen = root.querySelector<HTMLInputElement>(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`);
    if (chosen !== null ? chosen !== element : groups.has(element.name)) return false;
    groups.add(element.name);
    return true;
  };
  const stops = [...root.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')].filter(isStop);
  return stops.map((element, index) => {
    element.dataset['stop'] = String(index);
    return `${element.tagName.toLowerCase()} ${element.dataset['testid'] ?? element.textContent.slice(0, 30)}`;
  });
}

/** Where the focus is now; runs in the page. Null between the last stop and the first, where the window itself has it. */
function readStop(): Stop | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element.dataset['stop'] === undefined) return null;
  // A hidden radio is shown by the label's own box.
  const shown = element.matches('.choice input') ? (element.nextElementSibling ?? element) : element;
  const box = shown.getBoundingClientRect();
  // A tall field may end below the edge that it scrolls under, but some of it must be seen: https://www.w3.org/TR/WCAG22/#focus-not-obscured-minimum
  const isSeen = [0.1, 0.5, 0.9].some((down) => {
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * down);
    return at !== null && (at === element || shown.contains(at) || at.contains(shown));
  });
  const style = getComputedStyle(shown);
  return {
    index: Number(element.dataset['stop']),
    place: `${element.tagName.toLowerCase()} ${element.dataset['testid'] ?? element.textContent.slice(0, 30)}`,
    isSeen,
    hasRing: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
  };
}
