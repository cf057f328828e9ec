import type { LedgerReader, Piece, RowSpan, Stretch } from './local-pieces.ts';

/** What the reading thread is started with. */
export type PiecesData = { readonly path: string; readonly span: RowSpan };

/** One call over the line; answers come in the order of the calls. */
export type PiecesCall =
  | { readonly name: 'whole' }
  | { readonly name: 'piece'; readonly stretch: Stretch }
  | { readonly name: 'answersTo'; readonly ids: readonly string[] }
  | { readonly name: 'close' };
export type PiecesAnswer = { readonly value: Stretch | Piece | readonly (string | null)[] | null } | { readonly error: string };

/** The thread's end: answers calls one after the other. `open` is tried at the first call, so that its fault has somebody to hear it. */
export function servePieces(open: () => LedgerReader): (call: PiecesCall) => Promise<PiecesAnswer> {
  let opened: LedgerReader | null = null;
  return async (call) => {
    try {
      if (call.name === 'close') {
        await opened?.close();
        return { value: null };
      }
      return { value: await answerOf((opened ??= open()), call) };
    } catch (cause) {
      return { error: cause instanceof Error ? cause.message : String(cause) };
    }
  };
}

function answerOf(
  reader: LedgerReader,
  call: Exclude<PiecesCall, { readonly name: 'close' }>,
): Promise<Stretch | Piece | readonly (string | null)[]> {
  switch (call.name) {
    case 'whole':
      return reader.whole();
    case 'piece':
      return reader.piece(call.stretch);
    case 'answersTo':
      return reader.answersTo(call.ids);
  }
}
