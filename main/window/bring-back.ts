import type { WebContents } from 'electron';

/** A page that crashes at once each time must not keep the PC busy with it. */
export const AGAIN_MS = 1_000;

type Page = Pick<WebContents, 'on' | 'reload' | 'isDestroyed'>;

/**
 * Loads a page again when the process that drew it is gone. It only shows what main knows, so nothing is lost by it, and a payment that
 * is being made goes on meanwhile. https://www.electronjs.org/docs/latest/api/web-contents#event-render-process-gone
 */
export function bringBack(page: Page, say: (line: string) => void = sayOnError): void {
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    say(`paydesk: a page ended (${reason}) and is loaded again`);
    setTimeout(() => {
      if (!page.isDestroyed()) page.reload();
    }, AGAIN_MS);
  });
}

function sayOnError(line: string): void {
  process.stderr.write(`${line}\n`);
}
