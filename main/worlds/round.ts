/**
 * One life of the counter inside a running process. `own` is the world that settings and command line say; `practice` is practice
 * in the shop's own name, with its own printer, until the next round. `isAgain`: the guided set-up asked for it.
 */
export type Round = { readonly world: 'own' | 'practice'; readonly isAgain: boolean };

/** The round that a process begins with. */
export const FIRST_ROUND: Round = { world: 'own', isAgain: false };
