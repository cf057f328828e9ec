/**
 * What can go wrong in the middle of a paper.
 * - `power-loss`: what the printer held is gone, and what it said too
 * - `cable`: nothing passes until it is plugged in again
 * - `half-open`: the printer has forgotten the connection, and nobody is told; a new one works
 * - `hang-up`: the connection is reset
 * - `hung`: it takes nothing and says nothing
 * - `lies`: it has no paper, and `about` what it does not tell the truth; `false-alarm`: it has, and says that it has none
 * - `late`: what it says takes so long; `isDoneOnly`: only its word that it is done
 * - `trickle`: it takes a few bytes at a time
 */
export type Fault =
  | { readonly kind: 'paper-out' | 'cover-open' | 'cutter-jam' | 'power-loss' | 'cable' | 'half-open' | 'hang-up' | 'hung' }
  | { readonly kind: 'lies'; readonly about: 'status' | 'done' | 'both' | 'false-alarm' }
  | { readonly kind: 'late'; readonly ms: number; readonly isDoneOnly: boolean }
  | { readonly kind: 'trickle'; readonly bytes: number; readonly everyMs: number };
