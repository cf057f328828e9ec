import type { BooksPage, Counted, Exported, ExportWish, Looked } from '../../../core/contract/books.ts';
import type { RefusalCode } from '../../../core/contract/refusals.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The calls about the books. */
export type BookHandlers = Pick<Handlers, Extract<keyof Handlers, `books.${string}`>>;

type Done<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: RefusalCode };

/** What an owner does with the books; null where a window of the system was closed without an answer. */
export type BooksPort = {
  readonly page: () => Promise<BooksPage>;
  readonly chooseFolder: () => Promise<Done<string | null>>;
  readonly copyNow: () => Promise<Done<null>>;
  readonly exportHistory: (wish: ExportWish) => Promise<Done<Exported | null>>;
  /** `name` null: a file that is asked for. */
  readonly look: (name: string | null) => Promise<Done<Looked | null>>;
  readonly count: (before: string) => Promise<Done<Counted>>;
  /** What was looked at last, with the code that it showed; Paydesk then closes and starts anew. */
  readonly carryOut: (kind: 'restore' | 'erase', code: string) => Done<null>;
};

/** One function a call. */
export function bookHandlers(books: BooksPort): BookHandlers {
  return {
    'books.page': () => books.page(),
    'books.folder': async () => ({ folder: valueOf(await books.chooseFolder()) }),
    'books.copy': async () => (valueOf(await books.copyNow()), {}),
    'books.export': async (wish) => valueOf(await books.exportHistory(wish)),
    'books.look': async ({ name }) => valueOf(await books.look(name)),
    'books.count': async ({ before }) => valueOf(await books.count(before)),
    'books.restore': ({ code }) => (valueOf(books.carryOut('restore', code)), {}),
    'books.erase': ({ code }) => (valueOf(books.carryOut('erase', code)), {}),
  };
}

function valueOf<Value>(done: Done<Value>): Value {
  if (!done.ok) throw new RefusedError(done.fault);
  return done.value;
}
