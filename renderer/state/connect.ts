import { call, subscribe } from '../api/client.ts';
import type { Face, PaymentView, Snapshot } from '../api/types.ts';
import { receive, useMirror } from './snapshot-store.ts';
import { hasTune, play, type Sound } from './sounds.ts';
import { goTo, showRefusal, useView } from './view-store.ts';

/** What the page needs of the world around it. */
export type Surroundings = {
  readonly nowMs: () => number;
  readonly play: (sound: Sound, volume: number) => void;
  /** Runs again and again until the returned function is called. */
  readonly every: (ms: number, run: () => void) => () => void;
  /** Speaks a payment that has just been paid. */
  readonly say: (payment: PaymentView, snapshot: Snapshot) => void;
};

/** The real ones, without a voice. */
export const AROUND: Omit<Surroundings, 'say'> = {
  nowMs: () => Date.now(),
  play,
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => {
      clearInterval(timer);
    };
  },
};

const TICK_MS = 4_000;

/** Starts mirroring main and gives back the function that stops it. A first picture is asked for, later ones come by themselves. */
export function connect(around: Surroundings): () => void {
  const ticking = createTicking(around);
  const take = (snapshot: Snapshot): void => {
    const before = useMirror.getState().snapshot;
    receive(snapshot, around.nowMs());
    const after = useMirror.getState().snapshot;
    if (after !== snapshot) return;
    if (before !== null) react(before, snapshot, around);
    else if (snapshot.opening?.isFirst === true) goTo({ kind: 'opening' });
    ticking.follow(snapshot);
  };
  const stop = subscribe(take);
  void call('app.snapshot', {}).then((outcome) => {
    if (outcome.ok) take(outcome.value);
    else showRefusal(outcome.code, outcome.traceId);
  });
  return () => {
    stop();
    ticking.stop();
  };
}

type Ticking = { readonly follow: (snapshot: Snapshot) => void; readonly stop: () => void };

/** Ticks softly while the payment in front of the cashier is not known, and for no other. */
function createTicking({ play: sound, every }: Surroundings): Ticking {
  let end: (() => void) | null = null;
  const stop = (): void => {
    end?.();
    end = null;
  };
  return {
    follow: (snapshot) => {
      if (shownOf(snapshot)?.face !== 'unknown') stop();
      else
        end ??= every(TICK_MS, () => {
          sound('tick', useMirror.getState().snapshot?.display.volume ?? 0);
        });
    },
    stop,
  };
}

type Shown = { readonly id: string; readonly face: Face } | null;

const shownOf = ({ stage }: Snapshot): Shown =>
  stage.kind === 'payment' ? { id: stage.payment.paymentRequestId, face: stage.payment.face } : null;

/** A payment that has just begun brings the checkout back, and a face that has just changed is heard. */
function react(before: Snapshot, after: Snapshot, around: Surroundings): void {
  openScanned(before, after);
  const [was, is] = [shownOf(before), shownOf(after)];
  if (is === null) return;
  const isNew = was?.id !== is.id;
  const hasBegun = isNew && isFresh(before, is.id);
  if (hasBegun) comeBack();
  // A payment brought back from the list keeps quiet: nothing has happened to it.
  if (!(isNew ? hasBegun : was.face !== is.face)) return;
  beHeard(is.face, after, around);
}

function beHeard(face: Face, after: Snapshot, { play: sound, say }: Surroundings): void {
  if (hasTune(face)) sound(face, after.display.volume);
  if (face === 'paid' && after.display.saysAmount && after.stage.kind === 'payment') say(after.stage.payment, after);
}

/** Dialogs in which nothing can be half done. */
const PASSING: ReadonlySet<string> = new Set(['help', 'palette']);

/** A scanned receipt opens its payment from every screen; a dialog in which something is half done stays open over that page. */
function openScanned({ opened: was }: Snapshot, { opened }: Snapshot): void {
  if (opened === null || opened.id === was?.id) return;
  const { dialog } = useView.getState();
  const isHalfDone = dialog !== null && !PASSING.has(dialog.kind);
  useView.setState({
    screen: { kind: 'payment', paymentRequestId: opened.paymentRequestId },
    dialog: isHalfDone ? dialog : null,
  });
}

/** A scan works from every screen; only a dialog in which something is half done stays open over the new payment. */
function comeBack(): void {
  const { screen, dialog } = useView.getState();
  const isInTheWay = dialog === null ? screen.kind !== 'checkout' : PASSING.has(dialog.kind) || dialog.kind === 'note';
  if (isInTheWay) goTo({ kind: 'checkout' });
}

const isFresh = ({ tray, lastFive }: Snapshot, id: string): boolean =>
  [...tray, ...lastFive].every((payment) => payment.paymentRequestId !== id);
