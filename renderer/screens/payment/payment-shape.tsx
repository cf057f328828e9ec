import type { ReactNode } from 'react';
import type { Face, PaymentView } from '../../api/types.ts';
import { Shape, type ShapeKind } from '../../components/shape.tsx';
import { secondsLeft } from '../../state/clock.ts';

/** Which shape stands for which face, large on the stage and small in every list. */
export const SHAPE_OF: Readonly<Record<Face, ShapeKind>> = {
  asking: 'ring',
  waiting: 'ring',
  cancelling: 'ring',
  paid: 'disc',
  'not-paid': 'square',
  cancelled: 'void',
  unknown: 'triangle',
};

/** `hasSeconds` only where the shape is large enough to read them. */
export type PaymentShapeProps = { readonly payment: PaymentView; readonly nowMs: number; readonly hasSeconds?: boolean };

/** The payment's shape; a waiting one counts down to the moment at which Paydesk cancels. */
export function PaymentShape({ payment, nowMs, hasSeconds = false }: PaymentShapeProps): ReactNode {
  const { face, deadlineAtMs, submittedAtMs } = payment;
  if (face !== 'waiting' || deadlineAtMs === null) return <Shape kind={SHAPE_OF[face]} />;
  const left = (deadlineAtMs - nowMs) / Math.max(1, deadlineAtMs - submittedAtMs);
  return <Shape kind="ring" left={left} seconds={hasSeconds ? secondsLeft(deadlineAtMs, nowMs) : undefined} />;
}
