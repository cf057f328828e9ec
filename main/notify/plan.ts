import type { NotifyFault } from '../../core/contract/notify.ts';

/** A certificate chain and its private key, both PEM; the key is a secret. */
export type TlsMaterial = { readonly cert: string; readonly key: string };

/** The material, or why there is none. */
export type TlsLoaded = { readonly ok: true; readonly tls: TlsMaterial } | { readonly ok: false; readonly fault: NotifyFault };

/** Where to listen and what to tell Alipay+. */
export type NotifyPlan = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What stands before the API's name in the path that arrives, for example `/alipayplus`; may be empty. */
  readonly pathPrefix: string;
  /**
   * What stands before the API's name where Alipay+ calls, when that is not the address of the listener: its path is what
   * Alipay+ signs. `own` tells Alipay+ the address of the listener itself, null tells it nothing.
   */
  readonly publicUrl: string | null;
  /** Loads certificate and key, again and again while Paydesk runs; null speaks plain HTTP. */
  readonly tls: (() => Promise<TlsLoaded>) | null;
};

/** Tells Alipay+ the listener's own address. */
export const OWN_ADDRESS = 'own';
