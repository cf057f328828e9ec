import type { Page } from 'playwright';

/** What a page heard that did not come from a key; it grows while the page lives. */
export type Touches = string[];

/**
 * Watches a page for everything but keys: a press of a mouse or a finger, a turned wheel, and text that came into a field without a
 * key going down for it. Works through reloads.
 */
export async function watchHands(page: Page, touches: Touches): Promise<void> {
  await page.exposeFunction('handTouched', (what: string) => {
    touches.push(what);
  });
  await page.addInitScript(watch);
  await page.evaluate(watch);
}

/** Runs in the page. */
function watch(): void {
  const tell = (what: string): void => {
    (window as unknown as { handTouched: (what: string) => void }).handTouched(what);
  };
  const placeOf = ({ target }: Event): string =>
    (target instanceof Element ? target.closest('[data-testid]')?.getAttribute('data-testid') : null) ?? 'the page';
  for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
    addEventListener(
      type,
      (event) => {
        tell(`${type} on ${placeOf(event)}`);
      },
      { capture: true, passive: true },
    );
  let keysSince = 0;
  addEventListener(
    'keydown',
    ({ isTrusted }) => {
      if (isTrusted) keysSince += 1;
    },
    { capture: true },
  );
  addEventListener(
    'input',
    (event) => {
      // What the page itself puts back into a field is nobody's hand.
      if (!event.isTrusted) return;
      const isText = !(event.target instanceof HTMLInputElement && ['file', 'radio', 'checkbox'].includes(event.target.type));
      if (isText && keysSince === 0) tell(`text without a key in ${placeOf(event)}`);
      keysSince = 0;
    },
    { capture: true },
  );
}
