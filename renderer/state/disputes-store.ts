import { create } from 'zustand';
import type { ChosenFile, Req, Res } from '../api/types.ts';
import { ask } from './acts.ts';

type DisputesState = {
  readonly view: Res<'disputes.list'> | null;
  /** What the last act came to. */
  readonly said:
    | { readonly of: 'given'; readonly code: Res<'disputes.answer'>['given'] }
    | { readonly of: 'claimed'; readonly code: Res<'disputes.enter'>['claimed'] }
    | null;
  readonly isBusy: boolean;
};

/** What main last told about disputes. */
export const useDisputes = create<DisputesState>()(() => ({ view: null, said: null, isBusy: false }));

/** Asks main for all disputes. */
export async function loadDisputes(): Promise<void> {
  const view = await ask('disputes.list', {});
  if (view !== null) useDisputes.setState({ view });
}

/** Sends an answer and shows what came of it. */
export async function answerDispute(request: Req<'disputes.answer'>): Promise<void> {
  useDisputes.setState({ isBusy: true, said: null });
  const answered = await ask('disputes.answer', request);
  useDisputes.setState({ isBusy: false, said: answered === null ? null : { of: 'given', code: answered.given } });
  await loadDisputes();
}

type Paper = Req<'disputes.answer'>['papers'][number];

const KINDS: readonly Paper['contentType'][] = ['application/pdf', 'image/jpeg', 'image/png'];

/** A file as it goes along with an answer; null when it is empty, too large, or of another kind. */
export function paperOfFile({ name, contentType: type, bytes, base64 }: ChosenFile, bytesMax: number): Paper | null {
  const contentType = KINDS.find((kind) => kind === type);
  return contentType === undefined || bytes === 0 || bytes > bytesMax ? null : { name, contentType, base64 };
}

/** Keeps a dispute that was typed in; true when it is kept now. */
export async function enterDispute(request: Req<'disputes.enter'>): Promise<boolean> {
  useDisputes.setState({ isBusy: true, said: null });
  const entered = await ask('disputes.enter', request);
  useDisputes.setState({ isBusy: false, said: entered === null ? null : { of: 'claimed', code: entered.claimed } });
  await loadDisputes();
  return entered?.claimed === 'new';
}
