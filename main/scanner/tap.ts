import { channel } from 'node:diagnostics_channel';

/** What the wedge made of a scan. SECURITY: it stays in this process's memory; nobody listens but a test inside the process. */
export type Tapped = { readonly text: string } | { readonly refused: string };

const taps = channel('paydesk:scan');

/** Tells listeners inside this process, if there are any; the evidence compares what was sent with what was heard. */
export function tap(heard: Tapped): void {
  if (taps.hasSubscribers) taps.publish(heard);
}
