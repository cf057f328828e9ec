import type { LocalPieces, Piece, RowSpan } from './local-pieces.ts';

/** What the reading thread is started with. */
export type PiecesData = { readonly path: string; readonly span: RowSpan };

/** One call over the line; answers come in the order of the calls. */
export type PiecesCall =
  { readonly name: 'next' } | { readonly name: 'answersTo'; readonly ids: readonly string[] } | { readonly name: 'close' };
export type PiecesAnswer = { readonly value: Piece | readonly (string | null)[] | null } | { readonly error: string };

/** The thread's end: answers calls one after the other. `open` is tried at the first call, so that its fault has somebody to hear it. */
export function servePieces(open: () => LocalPieces): (call: PiecesCall) => Promise<PiecesAnswer> {
  let opened: LocalPieces | null = null;
  return async (call) => {
    try {
      if (call.name === 'close') {
        await opened?.close();
        return { value: null };
      }
      const pieces = (opened ??= open());
      return { value: await (call.name === 'next' ? pieces.next() : pieces.answersTo(call.ids)) };
    } catch (cause) {
      return { error: cause instanceof Error ? cause.message : String(cause) };
    }
  };
}
