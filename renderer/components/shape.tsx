import type { ReactNode } from 'react';

/** The shapes a cashier learns once: disc, square, triangle, ring; `void` is the square of what was undone, `scan` the invitation. */
export type ShapeKind = 'disc' | 'square' | 'void' | 'triangle' | 'ring' | 'scan' | 'keys';

/** `left` is the share of the ring that is still to run (0..1), `seconds` stands in its middle; without them the ring turns. */
export type ShapeProps = {
  readonly kind: ShapeKind;
  readonly left?: number | undefined;
  readonly seconds?: number | undefined;
};

/** Draws one shape; it is decoration for readers, because the word beside it says the same. */
export function Shape({ kind, left, seconds }: ShapeProps): ReactNode {
  return (
    <svg className={`shape shape-${kind}`} viewBox="0 0 112 112" aria-hidden="true" focusable="false" data-shape={kind}>
      {kind === 'ring' ? <Ring left={left} seconds={seconds} /> : DRAWINGS[kind]}
    </svg>
  );
}

const RING_LENGTH = 2 * Math.PI * 49;

function Ring({ left, seconds }: Omit<ShapeProps, 'kind'>): ReactNode {
  const isCounting = left !== undefined;
  const shown = isCounting ? Math.min(1, Math.max(0, left)) : 0.28;
  return (
    <>
      <circle className="ring-track" cx="56" cy="56" r="49" />
      <circle
        className={isCounting ? 'ring-run' : 'ring-run ring-turning'}
        cx="56"
        cy="56"
        r="49"
        strokeDasharray={`${String(shown * RING_LENGTH)} ${String(RING_LENGTH)}`}
      />
      {seconds === undefined ? null : (
        <text className="ring-seconds" x="56" y="56" dy="0.355em">
          {seconds}
        </text>
      )}
    </>
  );
}

const DRAWINGS: Readonly<Record<Exclude<ShapeKind, 'ring'>, ReactNode>> = {
  disc: (
    <>
      <circle className="shape-body" cx="56" cy="56" r="54" />
      <path className="shape-sign" strokeWidth="11" d="M31 57.5l17.5 17.5L82 38.5" />
    </>
  ),
  square: (
    <>
      <rect className="shape-body" x="5" y="5" width="102" height="102" rx="20" />
      <path className="shape-sign" strokeWidth="12" d="M32 56h48" />
    </>
  ),
  void: (
    <>
      <rect className="shape-outline" x="9" y="9" width="94" height="94" rx="17" />
      <path className="shape-sign" strokeWidth="10" d="M34 56h44" />
    </>
  ),
  triangle: (
    <>
      <path className="shape-body" d="M49.1 9.6a8 8 0 0 1 13.8 0l45 78.4A8 8 0 0 1 101 100H11a8 8 0 0 1-6.9-12z" />
      <path className="shape-sign" strokeWidth="8.5" d="M43 47.5c0-8 5.6-13 13-13s13 5 13 13c0 9.5-13 10-13 20.5" />
      <circle className="shape-dot" cx="56" cy="83.5" r="5.8" />
    </>
  ),
  scan: (
    <>
      <path
        className="shape-line"
        strokeWidth="7"
        d="M8 30V18A10 10 0 0 1 18 8h12M82 8h12a10 10 0 0 1 10 10v12M104 82v12a10 10 0 0 1-10 10H82M30 104H18A10 10 0 0 1 8 94V82"
      />
      <g className="shape-fill">
        <rect x="25" y="32" width="6" height="48" rx="1" />
        <rect x="37" y="32" width="11" height="48" rx="1" />
        <rect x="54" y="32" width="5" height="48" rx="1" />
        <rect x="65" y="32" width="9" height="48" rx="1" />
        <rect x="81" y="32" width="6" height="48" rx="1" />
      </g>
    </>
  ),
  keys: (
    <>
      <rect className="shape-line" strokeWidth="7" x="6" y="22" width="100" height="68" rx="14" />
      <g className="shape-fill">
        {[26, 46, 66, 86].map((x) => (
          <circle key={x} cx={x} cy="44" r="5" />
        ))}
        {[26, 46, 66, 86].map((x) => (
          <circle key={x} cx={x} cy="62" r="5" />
        ))}
        <rect x="36" y="73" width="40" height="7" rx="3.5" />
      </g>
    </>
  ),
};
