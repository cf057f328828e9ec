import type { ChosenFile, FileKind } from '../../../core/contract/files.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** Asks the person for a file and reads it; null when they close that window. */
export type ChooseFile = (kind: FileKind) => Promise<ChosenFile | 'unreadable' | null>;

/** The call that hands a chosen file to a page. */
export function fileHandlers(choose: ChooseFile): Pick<Handlers, 'files.choose'> {
  return {
    'files.choose': async ({ what }) => {
      const file = await choose(what);
      if (file === 'unreadable') throw new RefusedError('file-unreadable');
      return { file };
    },
  };
}
