import * as z from 'zod';

/**
 * Why Paydesk does not listen, or listens with a worry. None of them stops the counter: without notifications it asks.
 * - `port-*`, `address-unknown`, `listen-failed`: the operating system gives no such port or address
 * - `certificate-*`: the TLS certificate or its key cannot be used; `certificate-expired` still listens
 * - `keychain`: the certificate's key could not be had from the OS keychain (it is asked again)
 */
export const NOTIFY_FAULTS = [
  'port-busy',
  'port-denied',
  'address-unknown',
  'listen-failed',
  'certificate-missing',
  'certificate-unreadable',
  'certificate-mismatch',
  'certificate-expired',
  'keychain',
] as const;

/** Something a person has to look into although nothing is lost. */
export const NOTIFY_ALARMS = ['unknown-payment', 'foreign-payment', 'illegible', 'not-durable'] as const;

/** The listener for messages that Alipay+ sends by itself, as the settings page shows it. */
export const notifySchema = z.strictObject({
  state: z.enum(['off', 'starting', 'listening', 'not-listening']),
  fault: z.enum(NOTIFY_FAULTS).nullable(),
  /** Where it listens, for example `https://0.0.0.0:8443/alipayplus`. */
  address: z.string().nullable(),
  /** What Alipay+ is told at every payment; null when it is told nothing. */
  publicUrl: z.string().nullable(),
  /** The last message whose signature verified. */
  lastAtMs: z.number().nullable(),
  /** Verified messages and refused ones since the start. */
  verified: z.int(),
  refused: z.int(),
  /** The last thing about a verified message that a person has to look into. */
  alarm: z.enum(NOTIFY_ALARMS).nullable(),
});

export type NotifyFault = (typeof NOTIFY_FAULTS)[number];
export type NotifyAlarm = (typeof NOTIFY_ALARMS)[number];
export type NotifyView = z.infer<typeof notifySchema>;
