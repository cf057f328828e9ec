import { paymentView, type ViewMoment } from '../../core/checkout/payment-view.ts';
import { shiftView } from '../../core/checkout/shift-view.ts';
import { typingMask } from '../../core/checkout/session-port.ts';
import type { SessionState } from '../../core/checkout/session-port.ts';
import type { LessonNote } from '../../core/contract/lessons.ts';
import type { Health, PaymentView, Snapshot, Stage } from '../../core/contract/views.ts';
import { maskCode } from '../../core/paycode/mask.ts';
import { money } from '../../core/money/money.ts';
import type { ActorView } from '../../core/payment/actor.ts';
import type { Shift } from '../../core/shift/shifts.ts';
import type { Taken } from '../ledger/port.ts';
import type { CounterSettings } from './settings-view.ts';

/** Everything the picture is made of. */
export type SnapshotParts = {
  readonly revision: number;
  readonly display: Snapshot['display'];
  readonly mode: Snapshot['mode'];
  readonly version: string;
  readonly walletUrl: string | null;
  readonly lesson: LessonNote | null;
  readonly settings: CounterSettings;
  readonly session: SessionState;
  /** The payment on the stage, when there is one. */
  readonly shown: ActorView | null;
  readonly open: readonly ActorView[];
  readonly recent: readonly ActorView[];
  readonly taken: Taken;
  /** The payment whose receipt was scanned last. */
  readonly opened: Snapshot['opened'];
  readonly health: Health;
  readonly isAside: boolean;
  readonly staff: Snapshot['staff'];
  readonly shift: Shift | null;
  readonly opening: Snapshot['opening'];
  readonly moment: ViewMoment;
  readonly nowMs: number;
};

/** Draws the whole picture; pure. The payment on the stage is not repeated in the tray. */
export function drawSnapshot(parts: SnapshotParts): Snapshot {
  const { settings, moment } = parts;
  const view = (payment: ActorView): PaymentView => paymentView(payment, moment);
  return {
    revision: parts.revision,
    display: parts.display,
    mode: parts.mode,
    version: parts.version,
    shop: {
      name: settings.shopName,
      counterName: settings.counterName,
      currency: settings.currency,
      timeZone: settings.timeZone,
    },
    practice: parts.walletUrl === null ? null : { walletUrl: parts.walletUrl, lesson: parts.lesson },
    stage: stageOf(parts, view),
    tray: parts.open.filter(({ record }) => record.paymentRequestId !== parts.session.shown).map(view),
    lastFive: parts.recent.map(view),
    today: { payments: parts.taken.payments, taken: money(settings.currency, parts.taken.amountMinor) },
    notice: parts.session.notice,
    opened: parts.opened,
    health: parts.health,
    isAside: parts.isAside,
    staff: parts.staff,
    shift: parts.shift === null ? null : shiftView(parts.shift),
    opening: parts.opening,
    nowMs: parts.nowMs,
  };
}

function stageOf({ session, shown }: SnapshotParts, view: (payment: ActorView) => PaymentView): Stage {
  if (shown !== null) return { kind: 'payment', payment: view(shown) };
  const { sale: typed, held } = session;
  const sale = {
    saleId: typed.saleId,
    version: typed.version,
    amount: money(typed.currency, typed.amountMinor),
    note: typed.note,
    confirmed: typed.confirmed,
    heldCode: held === null ? null : { mask: maskCode(held.code), expiresAtMs: held.expiresAtMs },
  };
  return session.typing === null
    ? { kind: 'amount', sale }
    : { kind: 'code', sale, mask: typingMask(session), digits: session.typing.length };
}
