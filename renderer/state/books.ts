import type { Req, Res, Snapshot } from '../api/types.ts';
import { ask } from './acts.ts';
import { useView } from './view-store.ts';

/** Whether the page of the books is worth showing: it is the owner's, and everybody's where nobody is set up. Main decides anew. */
export const mayKeepBooks = ({ staff }: Snapshot): boolean => !staff.isSetUp || staff.person?.role === 'owner';

/** What an act of the books came to; null when it was refused, which the page then shows, or called off. The page asks main anew. */
export async function keep<C extends 'books.folder' | 'books.export'>(channel: C, request: Req<C>): Promise<Res<C> | null> {
  const answer = await ask(channel, request);
  useView.setState((view) => ({ setupRevision: view.setupRevision + 1 }));
  return answer;
}
