import { call, subscribe } from '../api/client.ts';
import type { Face, Snapshot } from '../api/types.ts';
import { receive, useMirror } from './snapshot-store.ts';
import { hasTune, play, type Tune } from './sounds.ts';
import { goTo, showRefusal, useView } from './view-store.ts';

/** What the page needs of the world around it. */
export type Surroundings = { readonly nowMs: () => number; readonly play: (tune: Tune) => void };

const AROUND: Surroundings = { nowMs: () => Date.now(), play };

/** Starts mirroring main and gives back the function that stops it. A first picture is asked for, later ones come by themselves. */
export function connect(around: Surroundings = AROUND): () => void {
  const take = (snapshot: Snapshot): void => {
    const before = useMirror.getState().snapshot;
    receive(snapshot, around.nowMs());
    const after = useMirror.getState().snapshot;
    if (before !== null && after === snapshot) react(before, snapshot, around);
  };
  const stop = subscribe(take);
  void call('app.snapshot', {}).then((outcome) => {
    if (outcome.ok) take(outcome.value);
    else showRefusal(outcome.code, outcome.traceId);
  });
  return stop;
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
  if (hasTune(is.face) && (isNew ? hasBegun : was.face !== is.face)) around.play(is.face);
}

/** A scanned receipt opens its payment from every screen; a dialog in which something is half done stays open over that page. */
function openScanned({ opened: was }: Snapshot, { opened }: Snapshot): void {
  if (opened === null || opened.id === was?.id) return;
  const { dialog } = useView.getState();
  const isHalfDone = dialog !== null && dialog.kind !== 'help';
  useView.setState({
    screen: { kind: 'payment', paymentRequestId: opened.paymentRequestId },
    dialog: isHalfDone ? dialog : null,
  });
}

/** A scan works from every screen; only a dialog in which something is half done stays open over the new payment. */
function comeBack(): void {
  const { screen, dialog } = useView.getState();
  const isInTheWay = dialog === null ? screen.kind !== 'checkout' : dialog.kind === 'help' || dialog.kind === 'note';
  if (isInTheWay) goTo({ kind: 'checkout' });
}

const isFresh = ({ tray, lastFive }: Snapshot, id: string): boolean =>
  [...tray, ...lastFive].every((payment) => payment.paymentRequestId !== id);
