/** Every mutant meets the same samples, so that a property that kills one today kills it tomorrow. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20260302 });

/** The modules that are mutated, each by its own import. */
export const loading = import.meta.glob('../../core/{money,paycode,journal,refund,payment}/*.ts');

// Loaded before any test runs: what a module does while it is loaded belongs to all tests, not to the first that needs it.
await Promise.allSettled(Object.values(loading).map((load) => load()));
