import type { Channel } from '../../core/contract/channel-names.ts';
import type { Res } from '../../core/contract/channels.ts';
import type { CustomerPicture } from '../../core/contract/customer.ts';
import type { RefusalCode } from '../../core/contract/refusals.ts';
import type { Snapshot } from '../../core/contract/views.ts';

/** What main answers, by call; a `refused` call is refused. */
export type Answers = { readonly [C in Channel]?: Res<C> };

/** One thing a cashier does: a key such as `F2` or `Ctrl J`, a press on a marked part (the `at`-th of its kind), or text for a field. */
export type Stroke =
  { readonly key: string } | { readonly press: string; readonly at?: number } | { readonly type: string; readonly into: string };

/** One screen as somebody comes to see it. */
export type Scene = {
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly answers: Answers;
  readonly strokes: readonly Stroke[];
  readonly refused: Readonly<Partial<Record<Channel, RefusalCode>>>;
  /** What the customer's page shows; null for a scene of the cashier's page. */
  readonly customer: CustomerPicture | null;
};

/** A scene from what is special about it. */
export const scene = (
  name: string,
  snapshot: Snapshot,
  strokes: readonly Stroke[] = [],
  more: Partial<Pick<Scene, 'answers' | 'refused'>> = {},
): Scene => ({ name, snapshot, strokes, answers: more.answers ?? {}, refused: more.refused ?? {}, customer: null });

/** A scene of the customer's display. */
export const onCustomerDisplay = (name: string, snapshot: Snapshot, customer: CustomerPicture): Scene => ({
  ...scene(name, snapshot),
  customer,
});
