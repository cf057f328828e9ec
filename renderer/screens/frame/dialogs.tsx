import type { ReactNode } from 'react';
import type { PaymentView, Snapshot } from '../../api/types.ts';
import { useView } from '../../state/view-store.ts';
import { EraseDialog } from '../books/erase-dialog.tsx';
import { RestoreDialog } from '../books/restore-dialog.tsx';
import { NoteDialog } from '../checkout/note-dialog.tsx';
import { HelpDialog } from '../help/help-dialog.tsx';
import { CancelDialog } from '../payment/cancel-dialog.tsx';
import { ByHandDialog } from '../scanner/by-hand-dialog.tsx';
import { LearnDialog } from '../scanner/learn-dialog.tsx';
import { PaletteDialog } from '../palette/palette-dialog.tsx';
import { ReceiptDialog } from '../payment/receipt-dialog.tsx';
import { ExplainDialog } from '../reconcile/explain-dialog.tsx';
import { PayoutDialog } from '../reconcile/payout-dialog.tsx';
import { RefundDialog } from '../refund/refund-dialog.tsx';
import { AddPersonDialog } from '../people/add-person-dialog.tsx';
import { PersonDialog } from '../people/person-dialog.tsx';
import { RulesDialog } from '../people/rules-dialog.tsx';
import { CloseShiftDialog, OpenShiftDialog, TakeOverDialog } from '../shift/shift-dialogs.tsx';
import { ActivateKeyDialog } from '../setup/activate-key-dialog.tsx';
import { GatewayKeyDialog } from '../setup/gateway-key-dialog.tsx';
import { ImportKeyDialog } from '../setup/import-key-dialog.tsx';
import { MakeKeyDialog } from '../setup/make-key-dialog.tsx';
import { PrinterDialog } from '../setup/printer-dialog.tsx';

/** The one dialog that may be open. */
export function Dialogs({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const dialog = useView((view) => view.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'help':
      return <HelpDialog version={snapshot.version} face={dialog.face} />;
    case 'palette':
      return <PaletteDialog />;
    case 'note':
      return <NoteDialog note={snapshot.stage.kind === 'payment' ? null : snapshot.stage.sale.note} />;
    case 'cancel':
      return <CancelDialog payment={freshest(snapshot, dialog.payment)} />;
    case 'refund':
      return <RefundDialog payment={freshest(snapshot, dialog.payment)} />;
    case 'receipt':
      return <ReceiptDialog payment={freshest(snapshot, dialog.payment)} />;
    case 'payout':
      return <PayoutDialog settlement={dialog.settlement} person={dialog.person} />;
    case 'explain':
      return <ExplainDialog differenceKey={dialog.differenceKey} person={dialog.person} />;
    case 'make-key':
      return <MakeKeyDialog />;
    case 'import-key':
      return <ImportKeyDialog />;
    case 'gateway-key':
      return <GatewayKeyDialog />;
    case 'learn-scanner':
      return <LearnDialog />;
    case 'scanner-by-hand':
      return <ByHandDialog setup={dialog.setup} />;
    case 'printer':
      return <PrinterDialog choice={dialog.choice} />;
    case 'activate-key':
      return <ActivateKeyDialog keyVersion={dialog.keyVersion} />;
    case 'add-person':
      return <AddPersonDialog isFirst={!snapshot.staff.isSetUp} />;
    case 'person':
      return <PersonDialog person={dialog.person} />;
    case 'rules':
      return <RulesDialog list={dialog.list} />;
    case 'restore':
      return <RestoreDialog copies={dialog.copies} />;
    case 'erase-notes':
      return <EraseDialog />;
    case 'open-shift':
      return <OpenShiftDialog snapshot={snapshot} />;
    case 'close-shift':
      return <CloseShiftDialog snapshot={snapshot} />;
    case 'take-over':
      return <TakeOverDialog snapshot={snapshot} />;
  }
}

/** The payment as main sees it now, where the snapshot still has it: what is left to refund may have changed meanwhile. */
function freshest({ stage, tray, lastFive }: Snapshot, opened: PaymentView): PaymentView {
  const known = [...(stage.kind === 'payment' ? [stage.payment] : []), ...tray, ...lastFive];
  return known.find((payment) => payment.paymentRequestId === opened.paymentRequestId) ?? opened;
}
