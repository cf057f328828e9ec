import type { Page } from '@playwright/test';
import { expect, type CounterWorld } from './fixtures.ts';

/** A screen as the system names it. */
export type Display = {
  readonly id: number;
  readonly label: string;
  readonly bounds: { x: number; y: number; width: number; height: number };
};

export const OWN: Display = { id: 1, label: 'DELL', bounds: { x: 0, y: 0, width: 1_366, height: 768 } };
export const POLE: Display = { id: 2, label: 'ELO', bounds: { x: 1_366, y: 0, width: 1_024, height: 600 } };

/** Has the system say that these screens are there, the cashier's window on the first one. */
export const plug = ({ till }: CounterWorld, ...displays: readonly Display[]): Promise<void> =>
  till.app.evaluate(({ screen }, plugged) => {
    Object.assign(screen, { getAllDisplays: () => plugged, getDisplayMatching: () => plugged[0] });
    screen.emit('display-added');
  }, displays);

/** The customer's pages that are open. */
export const customerPages = ({ till }: CounterWorld): readonly Page[] =>
  till.app.windows().filter((page) => page.url().startsWith('app://customer'));

/** The customer's page, once it is painted. */
export async function customerPage(counter: CounterWorld): Promise<Page> {
  await expect.poll(() => customerPages(counter).length).toBe(1);
  const [page] = customerPages(counter);
  if (page === undefined) throw new Error('there is no customer’s display');
  await page.locator('body[data-ready="true"]').waitFor();
  return page;
}
