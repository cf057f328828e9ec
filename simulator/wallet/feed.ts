import type { ServerResponse } from 'node:http';
import type { PracticePrinter } from '../devices/printer.ts';
import type { Runtime } from '../gateway/runtime.ts';
import { buildView } from './view.ts';

/** Tells every open page what changed, by Server-Sent Events. */
export type Feed = { readonly join: (response: ServerResponse) => void; readonly close: () => void };

/** Changes that come together are told together. */
const GATHER_MS = 30;
const HEARTBEAT_MS = 15_000;

/** A feed of whole views: a page that missed one is right again with the next. */
export function openFeed(runtime: Runtime, printer: PracticePrinter | null): Feed {
  const pages = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    timer = null;
    const text = `data: ${JSON.stringify(buildView(runtime, printer))}\n\n`;
    for (const page of pages) page.write(text);
  };
  const soon = (): void => {
    if (pages.size > 0) timer ??= setTimeout(tell, GATHER_MS);
  };
  const stops = [runtime.onStep(soon), printer?.onChange(soon) ?? (() => undefined)];
  const heartbeat = setInterval(() => {
    for (const page of pages) page.write(': alive\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    join: (response) => {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      response.write(`data: ${JSON.stringify(buildView(runtime, printer))}\n\n`);
      pages.add(response);
      response.on('close', () => {
        pages.delete(response);
      });
    },
    close: () => {
      clearInterval(heartbeat);
      if (timer !== null) clearTimeout(timer);
      for (const stop of stops) stop();
      for (const page of pages) page.end();
    },
  };
}
