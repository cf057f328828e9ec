import type { Notice } from '../contract/views.ts';
import { formatReceiptNumber, type ReceiptNumber } from '../receipt/receipt-number.ts';

/** The payment whose page a scanned receipt asked for; `id` grows with each scan, so that the same receipt opens it again. */
export type OpenedReceipt = { readonly id: number; readonly paymentRequestId: string };

/** What is needed to find the payment of a receipt. */
export type ReceiptScanPorts = {
  /** The payment with this running number, on a sale's receipt or a refund's; null when there is none. Rejects when rows cannot be read. */
  readonly find: (sequence: number) => Promise<string | null>;
  readonly counterNumber: () => number;
  readonly say: (kind: Notice['kind'], about: Partial<Pick<Notice, 'code'>>) => void;
  readonly changed: () => void;
};

/** Turns Paydesk's own receipt codes into the payment they belong to. */
export type ReceiptScans = {
  /** Looks the receipt up; a receipt that cannot be opened is told in words. It never changes the sale or a payment. */
  readonly open: (receipt: ReceiptNumber) => Promise<void>;
  readonly opened: () => OpenedReceipt | null;
};

/** Starts with no receipt scanned. Of two receipts scanned at once, the later one is opened. */
export function createReceiptScans(ports: ReceiptScanPorts): ReceiptScans {
  let scans = 0;
  let opened: OpenedReceipt | null = null;
  return {
    opened: () => opened,
    open: async (receipt) => {
      const id = (scans += 1);
      const code = formatReceiptNumber(receipt);
      if (receipt.counterNumber !== ports.counterNumber()) {
        ports.say('receipt-elsewhere', { code });
        return;
      }
      const found = await find(ports, receipt.sequence);
      if (id !== scans) return;
      if (found.paymentRequestId === null) {
        ports.say('receipt-unknown', { code: found.fault ?? code });
        return;
      }
      opened = { id, paymentRequestId: found.paymentRequestId };
      ports.changed();
    },
  };
}

type Found = { readonly paymentRequestId: string | null; readonly fault: string | null };

async function find(ports: ReceiptScanPorts, sequence: number): Promise<Found> {
  try {
    return { paymentRequestId: await ports.find(sequence), fault: null };
  } catch (cause) {
    return { paymentRequestId: null, fault: cause instanceof Error ? cause.message : 'storage-failed' };
  }
}
