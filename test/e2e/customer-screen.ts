import type { Page } from '@playwright/test';
import { expect, type CounterWorld } from './fixtures.ts';

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
