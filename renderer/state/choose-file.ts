import type { ChosenFile, Req } from '../api/types.ts';
import { ask } from './acts.ts';

/** Has main ask for a file; null when nobody chose one, or when it was refused, which the cashier then sees. */
export async function chooseFile(what: Req<'files.choose'>['what']): Promise<ChosenFile | null> {
  const answer = await ask('files.choose', { what });
  return answer?.file ?? null;
}
