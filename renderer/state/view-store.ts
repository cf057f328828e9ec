import { create } from 'zustand';
import type {
  BooksPage,
  Face,
  PaymentDetail,
  PaymentView,
  PeopleView,
  PrinterChoice,
  RefusalCode,
  ReportSettlement,
  ScannerSetup,
} from '../api/types.ts';

/** Which screen stands in the place of the stage. */
export type Screen =
  | { readonly kind: 'checkout' }
  | { readonly kind: 'payment'; readonly paymentRequestId: string }
  | { readonly kind: 'history' }
  | { readonly kind: 'setup' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'health' }
  | { readonly kind: 'lessons' }
  | { readonly kind: 'updates' }
  | { readonly kind: 'brand' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'reports' }
  | { readonly kind: 'disputes' }
  | { readonly kind: 'registration' }
  | { readonly kind: 'customs'; readonly paymentRequestId: string }
  | { readonly kind: 'people' }
  | { readonly kind: 'books' }
  | { readonly kind: 'shift' };

/** The one dialog that may be open; `payment` is the one it was opened for. */
export type DialogState =
  | { readonly kind: 'cancel' | 'refund' | 'receipt'; readonly payment: PaymentView }
  | { readonly kind: 'printer'; readonly choice: PrinterChoice }
  | { readonly kind: 'payout'; readonly settlement: ReportSettlement; readonly person: string }
  | { readonly kind: 'explain'; readonly differenceKey: string; readonly person: string }
  | {
      readonly kind:
        | 'palette'
        | 'note'
        | 'make-key'
        | 'import-key'
        | 'gateway-key'
        | 'add-person'
        | 'open-shift'
        | 'close-shift'
        | 'take-over'
        | 'erase-notes';
    }
  /** `face`: the state that was asked about. */
  | { readonly kind: 'help'; readonly face: Face | null }
  | { readonly kind: 'restore'; readonly copies: BooksPage['copies'] }
  | { readonly kind: 'rules'; readonly list: PeopleView }
  | { readonly kind: 'person'; readonly person: PeopleView['people'][number] }
  | { readonly kind: 'activate-key'; readonly keyVersion: number }
  | { readonly kind: 'learn-scanner' }
  | { readonly kind: 'scanner-by-hand'; readonly setup: ScannerSetup };

/** Something main refused, told once. */
export type RefusalNote = { readonly id: number; readonly code: RefusalCode; readonly traceId: string };

type View = {
  readonly screen: Screen;
  readonly dialog: DialogState | null;
  readonly refusal: RefusalNote | null;
  /** The notice of main that the cashier has closed. */
  readonly closedNoticeId: number | null;
  /** What the payment page shows, as main last told it. */
  readonly detail: PaymentDetail | null;
  /** Where the receipt of the open dialog was last written as a file. */
  readonly savedFile: string | null;
  /** What became of the incident file that was asked for last. */
  readonly incident: 'being-written' | { readonly file: string | null } | null;
  /** Grows when the set-up screen has to ask main again. */
  readonly setupRevision: number;
};

/** Where the page is. Purely visual: no amount, no result and no rule lives here. */
export const useView = create<View>()(() => ({
  screen: { kind: 'checkout' },
  dialog: null,
  refusal: null,
  closedNoticeId: null,
  detail: null,
  savedFile: null,
  incident: null,
  setupRevision: 0,
}));

/** Opens a screen; an open dialog closes with it. */
export const goTo = (screen: Screen): void => {
  useView.setState({ screen, dialog: null });
};

/** Opens the page of one payment. */
export const openPayment = (paymentRequestId: string): void => {
  goTo({ kind: 'payment', paymentRequestId });
};

/** Opens a dialog; what was refused before is told. */
export const openDialog = (dialog: DialogState): void => {
  useView.setState({ dialog, refusal: null, savedFile: null });
};

export const closeDialog = (): void => {
  useView.setState({ dialog: null, refusal: null });
};

/** Shows why main did not do something. */
export const showRefusal = (code: RefusalCode, traceId: string): void => {
  useView.setState((view) => ({ refusal: { id: (view.refusal?.id ?? 0) + 1, code, traceId } }));
};

export const closeRefusal = (): void => {
  useView.setState({ refusal: null });
};

export const closeNotice = (id: number): void => {
  useView.setState({ closedNoticeId: id });
};
