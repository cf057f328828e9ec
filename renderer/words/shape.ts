import type { en } from './en.ts';

/** What every message about trouble tells a person: what happened, what about the money, what to do now. */
export type Advice = { readonly happened: string; readonly money: string; readonly now: string };

/** The shape every language's table must have: the English one with its texts left open. */
export type Words = Open<typeof en>;

type Open<Table> = Table extends string
  ? string
  : Table extends (...inputs: infer Inputs) => string
    ? (...inputs: Inputs) => string
    : { readonly [Key in keyof Table]: Open<Table[Key]> };
