/** The bundled fonts of scripts that Inter lacks. Each names its files by the characters they hold, so that few are ever opened. */
const FAMILIES = [
  'noto-sans-sc',
  'noto-sans-tc',
  'noto-sans-jp',
  'noto-sans-kr',
  'noto-sans-thai',
  'noto-sans-arabic',
  'noto-sans-devanagari',
  'noto-sans-hebrew',
] as const;

/** A start does not wait for them; after this they come even if the page is never idle. */
const LATEST_MS = 300;

/** Makes the fonts known to the page once its first picture is there. Main serves them from where the receipts' painter reads them. */
export function loadFonts(page: Document): void {
  requestIdleCallback(
    () => {
      page.head.append(...FAMILIES.map((family) => sheetOf(page, family)));
    },
    { timeout: LATEST_MS },
  );
}

function sheetOf(page: Document, family: string): HTMLLinkElement {
  const link = page.createElement('link');
  link.rel = 'stylesheet';
  link.href = `/fonts/${family}/index.css`;
  return link;
}
