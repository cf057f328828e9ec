import type { Fault } from '../fault.ts';

/** What an administrator left on this PC: nothing, a document that is not yet judged, or something that cannot be used. */
export type PolicyFound =
  | { readonly kind: 'none' }
  | { readonly kind: 'document'; readonly source: string; readonly document: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unusable'; readonly source: string; readonly fault: Fault };

/** Reads the policy of one operating system. Never rejects. */
export type ReadPolicy = () => Promise<PolicyFound>;

/** A file, or why there is none. `foreign`: somebody who is not an administrator could have written it. */
export type PolicyFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** The disk as the readers need it: looks at one file without following a link, at most `bytesMax`. */
export type LookAtPolicyFile = (path: string, bytesMax: number) => Promise<PolicyFile>;

/** How a program of the operating system ended; `code` is null when it did not start or took too long. */
type Ran = { readonly code: number | null; readonly output: Uint8Array };

/** Runs a program of the operating system by its full path, on a deadline. */
export type RunProgram = (program: string, args: readonly string[], input: Uint8Array) => Promise<Ran>;
