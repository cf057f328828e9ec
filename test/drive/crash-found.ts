import type { PaymentRecord } from '../../core/payment/record.ts';
import type { Divergence, GatewayBooks } from './crash-books.ts';

/** One divergence with when it was seen first. */
export type Found = Divergence & { readonly when: string };

/** The divergences of one run, each told once with the rows of both books. */
export type Findings = {
  readonly all: () => readonly Found[];
  readonly note: (faults: readonly Divergence[], when: string, books: BothBooks) => void;
};

/** What the till and the gateway have written down. */
export type BothBooks = { readonly till: readonly PaymentRecord[]; readonly gateway: GatewayBooks };

/** Starts with none. */
export function createFindings(say: (line: string) => void): Findings {
  const found: Found[] = [];
  return {
    all: () => found,
    note: (faults, when, books) => {
      for (const fault of faults) {
        if (found.some((known) => known.what === fault.what && known.paymentRequestId === fault.paymentRequestId)) continue;
        found.push({ ...fault, when });
        say(`DIVERGENCE ${when}: ${fault.paymentRequestId} ${fault.what}`);
        for (const row of rowsAbout(fault.paymentRequestId, books)) say(`  ${row}`);
      }
    },
  };
}

function rowsAbout(id: string, { till, gateway }: BothBooks): readonly string[] {
  const own = (whose: string, rows: readonly { readonly paymentRequestId: string }[]) =>
    rows.filter(({ paymentRequestId }) => paymentRequestId === id).map((row) => `${whose}: ${JSON.stringify(row)}`);
  return [...own('till', till), ...own('gateway', gateway.payments), ...own('gateway refund', gateway.refunds)];
}
