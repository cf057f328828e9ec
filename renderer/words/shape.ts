import type { en } from './en.ts';

/** What every message about trouble tells a person: what happened, what about the money, what to do now. */
export type Advice = { readonly happened: string; readonly money: string; readonly now: string };

/** The shape every language's table must have: the English one with its texts left open. */
export type Words = Open<typeof en>;

/** A language's own table: what it leaves out is said in English, a text that English does not have does not compile. */
export type Translation = Part<Words>;

type Open<Table> = Table extends string
  ? string
  : Table extends (...inputs: infer Inputs) => string
    ? (...inputs: Inputs) => string
    : { readonly [Key in keyof Table]: Open<Table[Key]> };

/** A list is translated whole, because its entries belong together. */
type Part<Table> = Table extends string | readonly unknown[] | ((...inputs: never) => string)
  ? Table
  : { readonly [Key in keyof Table]?: Part<Table[Key]> };
