import type { PaymentView } from '../../api/types.ts';
import { fire, saveIncident, showOnStage } from '../../state/acts.ts';
import { targetOf, type Place } from '../../state/commands.ts';
import { inKeyOrder, useKeyMap } from '../../state/key-map-store.ts';
import { MORE_KEYS, openCode } from '../../state/keys.ts';
import { mayKeepBooks } from '../../state/books.ts';
import { goTo, type Screen } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { sayMoney } from '../wording/money.ts';

/** One thing that can be done now. */
export type Entry = { readonly id: string; readonly label: string; readonly key: string | null; readonly run: () => void };

/** Whatever can be done at this place: the function keys first, then what has no key of its own. */
export function entriesAt(words: Words, place: Place): readonly Entry[] {
  const { map } = useKeyMap.getState();
  const commands = inKeyOrder(map).flatMap((command) => {
    const run = targetOf(command, place);
    return run === null ? [] : [{ id: command, label: words.keys[command], key: map[command], run }];
  });
  const open = (
    kind: 'brand' | 'keys' | 'health' | 'lessons' | 'updates' | 'people' | 'reports' | 'disputes' | 'registration' | 'books',
    label: string,
  ): Entry => ({
    id: kind,
    label,
    key: null,
    run: () => {
      goTo({ kind } satisfies Screen);
    },
  });
  return [
    { id: 'code', label: words.stage.typeCode, key: MORE_KEYS.code, run: openCode },
    ...commands,
    ...unsettled(words, place),
    open('health', words.pc.title),
    { id: 'incident', label: words.pc.incident.save, key: MORE_KEYS.incident, run: saveIncident },
    { ...open('lessons', words.lessons.title), key: MORE_KEYS.lessons },
    open('updates', words.updates.title),
    open('brand', words.brandKit.title),
    open('keys', words.keyPage.title),
    open('people', words.people.page.title),
    open('reports', words.reports.title),
    open('disputes', words.disputes.title),
    open('registration', words.registration.title),
    ...(mayKeepBooks(place.snapshot) ? [open('books', words.books.title)] : []),
  ];
}

/** What the buttons beside an unsettled payment do, for hands that stay on the keys: at the checkout the Tab key is the counter's. */
function unsettled(words: Words, { snapshot: { stage, tray } }: Place): readonly Entry[] {
  const onStage = stage.kind === 'payment' && STAYS.has(stage.payment.face) ? [stage.payment] : [];
  const entry = (act: 'keepChecking' | 'show', payment: PaymentView, run: () => void): Entry => ({
    id: `${act}-${payment.paymentRequestId}`,
    label: `${words.act[act]}: ${sayMoney(payment.amount)} · ${payment.orderNumber}`,
    key: null,
    run,
  });
  return [
    ...[...onStage, ...tray].map((payment) =>
      entry('keepChecking', payment, () => {
        fire('payment.keep-checking', { paymentRequestId: payment.paymentRequestId });
      }),
    ),
    ...tray.map((payment) =>
      entry('show', payment, () => {
        showOnStage(payment.paymentRequestId);
      }),
    ),
  ];
}

const STAYS: ReadonlySet<PaymentView['face']> = new Set(['unknown', 'cancelling']);

/** Those whose name or key holds every word that was typed, in any order. */
export function found(entries: readonly Entry[], typed: string): readonly Entry[] {
  const parts = typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '');
  return entries.filter(({ label, key }) => {
    const text = `${label} ${key ?? ''}`.toLocaleLowerCase();
    return parts.every((part) => text.includes(part));
  });
}
