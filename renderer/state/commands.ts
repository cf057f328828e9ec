import type { KeyCommand } from '../../core/keys/key-map.ts';
import type { PaymentView, Snapshot } from '../api/types.ts';
import { fire, nextCustomer, savePdf, showOnStage } from './acts.ts';
import { goTo, openDialog, type Screen } from './view-store.ts';

/** What a function key does; which key that is may be changed. */
export type Command = KeyCommand;

/** What a command is carried out on: null when it makes no sense now, and its key is dimmed. */
export type Target = (() => void) | null;

/** Where the cashier is: the snapshot, the screen, and the payment whose page is open. */
export type Place = { readonly snapshot: Snapshot; readonly screen: Screen; readonly pagePayment: PaymentView | null };

/** What the command would do now; main still decides whether it happens. */
export function targetOf(command: Command, place: Place): Target {
  return TARGETS[command](place);
}

const TARGETS: Readonly<Record<Command, (place: Place) => Target>> = {
  help: () => () => {
    openDialog({ kind: 'help', face: null });
  },
  search:
    ({ screen }) =>
    () => {
      goTo(screen.kind === 'history' ? { kind: 'checkout' } : { kind: 'history' });
    },
  refund: (place) =>
    onPayment(
      shownOr(place, (payment) => payment.canRefund),
      (payment) => {
        openDialog({ kind: 'refund', payment });
      },
    ),
  cancel: (place) =>
    onPayment(cancellable(place), (payment) => {
      openDialog({ kind: 'cancel', payment });
    }),
  last: ({ snapshot }) =>
    onPayment(snapshot.lastFive[0] ?? null, (payment) => {
      showOnStage(payment.paymentRequestId);
    }),
  reprint: (place) =>
    onPayment(withReceipt(place), ({ paymentRequestId }) => {
      fire('receipt.print', { paymentRequestId });
    }),
  note: ({ snapshot, screen }) =>
    screen.kind === 'checkout' && snapshot.stage.kind !== 'payment'
      ? () => {
          openDialog({ kind: 'note' });
        }
      : null,
  wallet: ({ snapshot }) =>
    snapshot.practice === null
      ? null
      : () => {
          fire('app.open-wallet', {});
        },
  setup:
    ({ screen }) =>
    () => {
      goTo(screen.kind === 'setup' ? { kind: 'checkout' } : { kind: 'setup' });
    },
  receipt: (place) =>
    onPayment(withReceipt(place), (payment) => {
      openDialog({ kind: 'receipt', payment });
    }),
  pdf: (place) =>
    onPayment(withReceipt(place), (payment) => {
      openDialog({ kind: 'receipt', payment });
      savePdf(payment.paymentRequestId);
    }),
  lock: ({ snapshot }) =>
    snapshot.staff.isSetUp
      ? () => {
          fire('staff.lock', {});
        }
      : null,
  shift:
    ({ screen }) =>
    () => {
      goTo(screen.kind === 'shift' ? { kind: 'checkout' } : { kind: 'shift' });
    },
  next: ({ snapshot }) => (snapshot.stage.kind === 'payment' ? nextCustomer : null),
};

/** The payment in front of the cashier: the page that is open, or the one on the stage. */
function shown({ snapshot, screen, pagePayment }: Place): PaymentView | null {
  if (screen.kind === 'payment') return pagePayment;
  return screen.kind === 'checkout' && snapshot.stage.kind === 'payment' ? snapshot.stage.payment : null;
}

/** The shown payment, or with none shown the latest of the last five that fits. */
function shownOr(place: Place, fits: (payment: PaymentView) => boolean): PaymentView | null {
  const payment = shown(place);
  if (payment !== null) return fits(payment) ? payment : null;
  return place.snapshot.lastFive.find(fits) ?? null;
}

/** The payment whose receipt can be shown, printed and kept: the shown one, or the last that has one. */
const withReceipt = (place: Place): PaymentView | null => shownOr(place, hasReceipt);

/** A payment that is not known yet has a slip that says so, for a customer who wants something in hand. */
export const hasReceipt = ({ slip, face }: PaymentView): boolean => slip !== null || RECEIPT_FACES.has(face);

const RECEIPT_FACES: ReadonlySet<PaymentView['face']> = new Set(['paid', 'unknown', 'cancelling']);

function cancellable(place: Place): PaymentView | null {
  const payment = shown(place);
  return payment?.canCancel === true ? payment : null;
}

const onPayment = (payment: PaymentView | null, run: (payment: PaymentView) => void): Target =>
  payment === null
    ? null
    : () => {
        run(payment);
      };
