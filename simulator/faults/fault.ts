/** Which way the bytes go: from the client to the gateway, or back. */
export type Direction = 'request' | 'answer';

/**
 * One thing that can go wrong between a client and its gateway.
 * `atByte` counts from 0 at the first byte of the message; that many bytes still pass. A negative one counts back from the
 * message's end (-1: all but the last byte), and where the message does not say how long it is, the whole of it passes first.
 * `reaches` tells whether the gateway gets the request all the same; it is true unless said otherwise.
 */
export type Fault =
  /** Nobody listens for this long: new connections are refused; open ones live on, or with `drop` are reset, as by a restart. */
  | { readonly name: 'refuse'; readonly forMs: number; readonly drop: boolean }
  /** Nothing passes on any connection for this long; afterwards everything arrives, as TCP would deliver it. */
  | { readonly name: 'partition'; readonly forMs: number }
  /** The connection is accepted and reset before a byte passes. */
  | { readonly name: 'reset-at-once' }
  /** Everything is taken and nothing passes, on an open connection. */
  | { readonly name: 'hang' }
  /** From this byte on nothing passes in either direction, and neither side is told: half-open. */
  | { readonly name: 'black-hole'; readonly direction: Direction; readonly atByte: number }
  /** Both sides lose the connection at this byte: by a reset (RST), or by an orderly end (FIN). */
  | { readonly name: 'cut'; readonly direction: Direction; readonly atByte: number; readonly how: 'reset' | 'end' }
  | { readonly name: 'delay'; readonly direction: Direction; readonly delayMs: number }
  /** A few bytes at a time. */
  | { readonly name: 'trickle'; readonly direction: Direction; readonly bytes: number; readonly everyMs: number }
  /** One bit of this byte is turned round. */
  | { readonly name: 'flip'; readonly direction: Direction; readonly atByte: number }
  /** The gateway gets the same bytes a second time, this much later, on a connection of its own; nobody reads the second answer. */
  | { readonly name: 'duplicate'; readonly delayMs: number }
  /** The latest answer to an earlier request, of the same API or of the named one, comes instead of this request's own. */
  | { readonly name: 'replay'; readonly of: string | null; readonly reaches: boolean }
  /** Bytes that are no HTTP come instead of the answer. */
  | { readonly name: 'garbage'; readonly reaches: boolean }
  /** Two requests that are struck by this get each other's answer; alone for this long, a request gets its own. */
  | { readonly name: 'swap'; readonly forMs: number }
  /** The connection ends right after the whole answer. */
  | { readonly name: 'close-after' }
  /** A gateway's page with this status comes instead of the answer. */
  | { readonly name: 'page-5xx'; readonly status: number; readonly reaches: boolean }
  | { readonly name: 'redirect'; readonly location: string; readonly reaches: boolean }
  /** Behind the answer come further bytes: this text, or, when it is null, the same answer once more. */
  | { readonly name: 'extra-bytes'; readonly text: string | null };

/** The name of a fault. */
export type FaultName = Fault['name'];

/** Every name, for documentation and tests; the compiler keeps it whole. */
export const FAULT_NAMES = Object.keys({
  refuse: 0,
  partition: 0,
  'reset-at-once': 0,
  hang: 0,
  'black-hole': 0,
  cut: 0,
  delay: 0,
  trickle: 0,
  flip: 0,
  duplicate: 0,
  replay: 0,
  garbage: 0,
  swap: 0,
  'close-after': 0,
  'page-5xx': 0,
  redirect: 0,
  'extra-bytes': 0,
} satisfies Record<FaultName, 0>) as readonly FaultName[];
