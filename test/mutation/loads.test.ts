/**
 * A module that cannot even be loaded is a fault that was noticed; without this suite, whose own imports cannot fail, Stryker would
 * see no failed test and call such a mutant a survivor.
 */
import { describe, expect, it } from 'vitest';
import { loading } from './same-samples.ts';

describe('the modules under test', () => {
  it.each(Object.entries(loading))('%s loads', async (_file, load) => {
    await expect(load()).resolves.toBeDefined();
  });
});
