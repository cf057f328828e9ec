import { performance } from 'node:perf_hooks';
import { app } from 'electron';
import { createMarks, haltForEver, readMarkOrders, type Marks } from '../lifecycle/marks.ts';

/** Marks as the environment ordered them; a packaged Paydesk takes no such orders. */
export function orderedMarks(): Marks {
  const orders = readMarkOrders(process.env, app.isPackaged);
  return createMarks(orders, () => performance.now(), markPrinter(orders.isLater), haltForEver);
}

const PRINT_LATER_MS = 100;

/** Writing a mark takes longer than many of the steps between marks, so figures are taken with the lines written in batches. */
function markPrinter(isLater: boolean): (line: string) => void {
  const write = (lines: string): void => {
    process.stdout.write(`${lines}\n`);
  };
  if (!isLater) return write;
  const waiting: string[] = [];
  return (line) => {
    if (waiting.push(line) > 1) return;
    setTimeout(() => {
      write(waiting.splice(0).join('\n'));
    }, PRINT_LATER_MS);
  };
}
