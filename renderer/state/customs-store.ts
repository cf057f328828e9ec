import { create } from 'zustand';
import type { Req, Res } from '../api/types.ts';
import { act, ask } from './acts.ts';

/** Customs of one payment, as main last told it. */
export type CustomsOfPayment = NonNullable<Res<'customs.of'>['customs']>;

type CustomsState = {
  readonly customs: CustomsOfPayment | null;
  readonly isBusy: boolean;
  /** What the last declaration came to. */
  readonly said: Res<'customs.declare'> | null;
};

const NOTHING: CustomsState = { customs: null, isBusy: false, said: null };

/** What main last told about customs. */
export const useCustoms = create<CustomsState>()(() => NOTHING);

/** Forgets another payment's customs and asks main about this one's. */
export async function openCustomsOf(paymentRequestId: string): Promise<void> {
  useCustoms.setState(NOTHING);
  await loadCustoms(paymentRequestId);
}

/** Asks main how far customs of a payment is. */
export async function loadCustoms(paymentRequestId: string): Promise<void> {
  const told = await ask('customs.of', { paymentRequestId });
  if (told !== null) useCustoms.setState({ customs: told.customs });
}

/** Declares, and shows what came of it; true when Alipay+ has it or may have it. */
export async function declareAtCustoms(request: Req<'customs.declare'>): Promise<boolean> {
  useCustoms.setState({ isBusy: true, said: null });
  const said = await ask('customs.declare', request);
  useCustoms.setState({ isBusy: false, said });
  await loadCustoms(request.paymentRequestId);
  return said?.declared === 'taken' || said?.declared === 'unknown';
}

/** Asks Alipay+ how far customs is. */
export async function askCustoms(paymentRequestId: string): Promise<void> {
  useCustoms.setState({ isBusy: true });
  await act('customs.ask', {});
  useCustoms.setState({ isBusy: false });
  await loadCustoms(paymentRequestId);
}
