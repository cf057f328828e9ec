import { fire, saveIncident } from './acts.ts';
import { FIXED_KEYS, KEY_COMMANDS, useKeyMap } from './key-map-store.ts';
import { targetOf, type Command, type Place } from './commands.ts';
import type { LessonNote, PaymentDetail, PaymentView, Snapshot } from '../api/types.ts';
import { closeDialog, closeNotice, closeRefusal, goTo, openDialog, useView, type Screen } from './view-store.ts';
import { useMirror } from './snapshot-store.ts';

/** The command that a key carries out now. */
const commandOf = (key: string): Command | undefined => {
  const { map } = useKeyMap.getState();
  return KEY_COMMANDS.find((command) => map[command] === key);
};

/** Keys that are no place on the bar, and that no choice changes. */
export const MORE_KEYS = FIXED_KEYS;

/** A key stroke as far as the page cares. */
export type Stroke = { readonly key: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean };

/**
 * Carries out a function key, one with Ctrl, or Esc. True when the key is Paydesk's own, so that the browser engine must not act on
 * it as well (F5 reloads, F7 asks for a caret). An open dialog keeps the keys to itself; Esc closes that dialog natively.
 */
export function press(stroke: Stroke): boolean {
  if (stroke.altKey || stroke.metaKey) return false;
  const asking = useMirror.getState().snapshot?.staff.asking ?? null;
  if (asking !== null) return pressAsked(stroke);
  const isFree = useView.getState().dialog === null;
  if (stroke.ctrlKey) return pressCtrl(stroke.key.toLowerCase(), isFree);
  return pressPlain(stroke.key, isFree ? currentPlace() : null);
}

/** While somebody is asked who they are, the function keys rest but one, which asks a phone; Esc goes one question back. */
function pressAsked({ key, ctrlKey }: Stroke): boolean {
  const command = commandOf(ctrlKey ? ctrlName(key) : key);
  if (key === 'Escape') fire('staff.back', {});
  if (command === 'wallet') fire('staff.by-phone', {});
  return key === 'Escape' || command !== undefined || (ctrlKey && WITH_CTRL.has(key.toLowerCase()));
}

const ctrlName = (key: string): string => `Ctrl ${key.toUpperCase()}`;

/** What `MORE_KEYS` do; with `isFree` false a dialog has the keys. */
const WITH_CTRL: ReadonlyMap<string, (isFree: boolean) => boolean> = new Map([
  ['e', (isFree: boolean) => (isFree ? openCode() : true)],
  ['k', openPalette],
  ['i', writeIncident],
  ['o', (isFree: boolean) => pressLesson('o', isFree)],
  ['p', (isFree: boolean) => pressLesson('p', isFree)],
]);

function pressCtrl(key: string, isFree: boolean): boolean {
  const more = WITH_CTRL.get(key);
  if (more !== undefined) return more(isFree);
  const command = commandOf(ctrlName(key));
  if (command === undefined) return false;
  const place = isFree ? currentPlace() : null;
  if (place !== null) targetOf(command, place)?.();
  return true;
}

/** `place` is null while a dialog has the keys, and before the first snapshot. */
function pressPlain(key: string, place: Place | null): boolean {
  const command = commandOf(key);
  if (command === undefined) return key === 'Escape' && place !== null && goBack(place);
  if (place !== null) targetOf(command, place)?.();
  return true;
}

/** Where the cashier is; null before the first snapshot. */
export function currentPlace(): Place | null {
  const { snapshot } = useMirror.getState();
  const { screen, detail } = useView.getState();
  return snapshot === null ? null : { snapshot, screen, pagePayment: pagePayment(screen, detail) };
}

/** The payment whose page is open; an answer about another page does not count. */
export function pagePayment(screen: Screen, detail: PaymentDetail | null): PaymentView | null {
  const isOpen = screen.kind === 'payment' && detail?.payment.paymentRequestId === screen.paymentRequestId;
  return isOpen ? detail.payment : null;
}

/** Brings the checkout and has main take the digits of a code; true, because the key is Paydesk's own. */
export function openCode(): true {
  goTo({ kind: 'checkout' });
  fire('code.open', {});
  return true;
}

/** An open dialog may hold what somebody is typing, so it stays. */
function writeIncident(isFree: boolean): true {
  if (isFree) saveIncident();
  return true;
}

/** The lessons, and what one of them asks for; with nothing asked the key does nothing, where the browser engine would print. */
function pressLesson(key: 'o' | 'p', isFree: boolean): true {
  if (isFree && key === 'o') goTo({ kind: 'lessons' });
  if (isFree && key === 'p' && lesson()?.isRollWanted === true) fire('lessons.new-roll', {});
  return true;
}

const lesson = (): LessonNote | null => useMirror.getState().snapshot?.practice?.lesson ?? null;

/** The same key closes it again. */
function openPalette(isFree: boolean): boolean {
  if (isFree) openDialog({ kind: 'palette' });
  else if (useView.getState().dialog?.kind === 'palette') closeDialog();
  return true;
}

/** Esc means back and never anything about money: an unsettled payment stays where it is. */
function goBack({ snapshot, screen }: Place): boolean {
  if (closeMessages(snapshot)) return true;
  if (screen.kind !== 'checkout') {
    goTo({ kind: 'checkout' });
    return true;
  }
  if (snapshot.stage.kind === 'code') fire('code.close', {});
  else if (lesson() !== null) fire('lessons.leave', {});
  else if (snapshot.stage.kind === 'payment' && SETTLED.has(snapshot.stage.payment.face)) fire('sale.key', { key: 'enter' });
  return true;
}

/** The first Esc closes what lies over the screen. */
function closeMessages({ notice }: Snapshot): boolean {
  const { refusal, closedNoticeId } = useView.getState();
  const isNoticeOpen = notice !== null && notice.id !== closedNoticeId;
  closeRefusal();
  if (isNoticeOpen) closeNotice(notice.id);
  return refusal !== null || isNoticeOpen;
}

const SETTLED: ReadonlySet<string> = new Set(['paid', 'not-paid', 'cancelled']);
