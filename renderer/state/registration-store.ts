import { create } from 'zustand';
import type { Req, Res } from '../api/types.ts';
import { act, ask } from './acts.ts';
import { chooseFile } from './choose-file.ts';

type View = Res<'registration.view'>;
export type RegistrationDraft = View['drafts'][number];
export type RegistrationPlace = View['places'][number];
export type RegistrationStep = RegistrationDraft['fields'][number]['step'];

/** What was typed and main does not have yet. */
type Typed = Pick<RegistrationDraft, 'products' | 'values'>;

type RegistrationState = {
  readonly view: View | null;
  /** The form that is open; null on the overview. */
  readonly draftId: string | null;
  readonly step: RegistrationStep;
  readonly typed: Typed;
  /** Main has everything that was typed. */
  readonly isSaved: boolean;
  readonly isBusy: boolean;
  /** What the last act came to. */
  readonly said:
    | { readonly of: 'submitted'; readonly result: Res<'registration.submit'> }
    | { readonly of: 'asked'; readonly isAnswered: boolean }
    | null;
};

const CLOSED: Pick<RegistrationState, 'draftId' | 'step' | 'typed' | 'isSaved'> = {
  draftId: null,
  step: 'merchant',
  typed: { products: [], values: {} },
  isSaved: true,
};

/** What main last told about registrations, and the form that is open. */
export const useRegistration = create<RegistrationState>()(() => ({ ...CLOSED, view: null, isBusy: false, said: null }));

/** Asks main for everything; what is being typed stays. */
export async function loadRegistration(): Promise<void> {
  const view = await ask('registration.view', {});
  if (view !== null) useRegistration.setState({ view });
}

/** Opens a form. */
export function openDraft({ draftId, products, values }: RegistrationDraft): void {
  useRegistration.setState({ draftId, step: 'merchant', typed: { products, values }, isSaved: true, said: null });
}

/** Begins a form with what main knows of this shop. */
export async function beginDraft(): Promise<void> {
  const begun = await ask('registration.begin', {});
  await loadRegistration();
  const draft = useRegistration.getState().view?.drafts.find(({ draftId }) => draftId === begun?.draftId);
  if (draft !== undefined) openDraft(draft);
}

const SAVE_AFTER_MS = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes what was typed, and has it kept as soon as the typing rests. */
export function typeIn(change: Partial<Typed>): void {
  const { typed } = useRegistration.getState();
  useRegistration.setState({ typed: { ...typed, ...change }, isSaved: false });
  clearTimeout(timer);
  timer = setTimeout(() => void saveTyped(), SAVE_AFTER_MS);
}

/** Has what was typed kept now; true when it is. */
export async function saveTyped(): Promise<boolean> {
  clearTimeout(timer);
  const { draftId, typed, isSaved } = useRegistration.getState();
  if (draftId === null || isSaved) return true;
  const isKept = await act('registration.save', { draftId, ...typed });
  if (isKept && useRegistration.getState().typed === typed) useRegistration.setState({ isSaved: true });
  await loadRegistration();
  return isKept;
}

/** Goes to another step of the form. */
export async function goToStep(step: RegistrationStep): Promise<void> {
  await saveTyped();
  useRegistration.setState({ step });
}

/** Back to the overview; what was typed is kept first. */
export async function closeDraft(): Promise<void> {
  await saveTyped();
  useRegistration.setState(CLOSED);
  await loadRegistration();
}

/** Throws a form away. */
export async function dropDraft(draftId: string): Promise<void> {
  await act('registration.drop', { draftId });
  useRegistration.setState(CLOSED);
  await loadRegistration();
}

/** Has somebody choose a paper and keeps it with the open form. */
export async function attachPaper(type: Req<'registration.attach'>['type']): Promise<void> {
  const { draftId } = useRegistration.getState();
  const file = draftId === null ? null : await chooseFile('paper');
  if (draftId === null || file === null) return;
  useRegistration.setState({ isBusy: true });
  const { name, contentType, base64 } = file;
  await act('registration.attach', { draftId, type, name, contentType, base64 });
  useRegistration.setState({ isBusy: false });
  await loadRegistration();
}

/** Removes a paper from the open form. */
export async function detachPaper(sha256: string): Promise<void> {
  const { draftId } = useRegistration.getState();
  if (draftId === null) return;
  await act('registration.detach', { draftId, sha256 });
  await loadRegistration();
}

/** Sends the open form; it stays, so that it can be mended and sent again. */
export async function submitDraft(): Promise<void> {
  const { draftId } = useRegistration.getState();
  if (draftId === null || !(await saveTyped())) return;
  useRegistration.setState({ isBusy: true, said: null });
  const result = await ask('registration.submit', { draftId });
  useRegistration.setState({ isBusy: false, said: result === null ? null : { of: 'submitted', result } });
  if (result?.submitted === 'taken' || result?.submitted === 'unknown') useRegistration.setState(CLOSED);
  await loadRegistration();
}

/** Asks Alipay+ about one merchant and store. */
export async function askRegistration({ referenceMerchantId, referenceStoreId }: RegistrationPlace): Promise<void> {
  useRegistration.setState({ isBusy: true, said: null });
  const asked = await ask('registration.ask', { referenceMerchantId, referenceStoreId });
  useRegistration.setState({ isBusy: false, said: asked === null ? null : { of: 'asked', isAnswered: asked.isAnswered } });
  await loadRegistration();
}
