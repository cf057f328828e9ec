import type { ActorView } from '../payment/actor.ts';

/** Payments that are being read for the stage. */
export type Readings = {
  /** What is read, or what was heard of it meanwhile, which is newer; null when there is no such payment. */
  readonly read: (
    paymentRequestId: string,
    view: (paymentRequestId: string) => Promise<ActorView | null>,
  ) => Promise<ActorView | null>;
  /** A payment changed. */
  readonly heard: (view: ActorView) => void;
};

type Reading = { readonly paymentRequestId: string; newest: ActorView | null };

/** Nothing is being read. */
export function createReadings(): Readings {
  const open = new Set<Reading>();
  return {
    read: async (paymentRequestId, view) => {
      const reading: Reading = { paymentRequestId, newest: null };
      open.add(reading);
      try {
        const read = await view(paymentRequestId);
        return read === null ? null : (reading.newest ?? read);
      } finally {
        open.delete(reading);
      }
    },
    heard: (view) => {
      for (const reading of open) if (reading.paymentRequestId === view.record.paymentRequestId) reading.newest = view;
    },
  };
}
