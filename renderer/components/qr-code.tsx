import type { ReactNode } from 'react';

/** A QR code as rows of `1` and `0`, dark and light. */
export type QrCodeProps = { readonly rows: readonly string[]; readonly label: string };

/** Drawn dark on white in every theme, with its quiet zone, because a camera wants it so. */
export function QrCode({ rows, label }: QrCodeProps): ReactNode {
  const side = String(rows.length + 2 * QUIET_MODULES);
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges">
      <path fill="#fff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000" d={rows.flatMap(bars).join('')} />
    </svg>
  );
}

const QUIET_MODULES = 4;

/** The dark runs of one row. */
const bars = (row: string, y: number): readonly string[] =>
  [...row.matchAll(/1+/g)].map(
    ({ 0: run, index }) =>
      `M${String(index + QUIET_MODULES)} ${String(y + QUIET_MODULES)}h${String(run.length)}v1h-${String(run.length)}z`,
  );
