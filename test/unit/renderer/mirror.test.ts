// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../../../core/contract/views.ts';
import { connect } from '../../../renderer/state/connect.ts';
import { useMirror } from '../../../renderer/state/snapshot-store.ts';
import { hasTune, play, type Sound } from '../../../renderer/state/sounds.ts';
import { useView } from '../../../renderer/state/view-store.ts';
import { NOW_MS, amountStage, aPayment, aSnapshot, anUnknown, aWaiting, paymentStage } from '../../builders/snapshot.ts';

const first = aSnapshot();
let send: (snapshot: Snapshot) => void;
let isListening: boolean;
let played: Sound[];
let said: string[];
let tick: (() => void) | null;
let stop: () => void;

beforeEach(async () => {
  [played, said, tick] = [[], [], null];
  isListening = false;
  Object.assign(globalThis, {
    paydesk: {
      invoke: () => Promise.resolve({ ok: true, value: first }),
      onSnapshot: (listener: (snapshot: Snapshot) => void) => {
        send = listener;
        isListening = true;
        return () => {
          isListening = false;
        };
      },
    },
  });
  stop = connect({
    nowMs: () => NOW_MS - 5_000,
    play: (tune) => {
      played.push(tune);
    },
    every: (_ms, run) => {
      tick = run;
      return () => {
        tick = null;
      };
    },
    say: ({ orderNumber }) => {
      said.push(orderNumber);
    },
  });
  await Promise.resolve();
  await Promise.resolve();
});

afterEach(() => {
  stop();
  useMirror.setState(useMirror.getInitialState(), true);
  useView.setState(useView.getInitialState(), true);
});

describe('the mirror of main', () => {
  it('shows exactly the snapshot it was sent, on main’s clock', () => {
    expect(useMirror.getState()).toEqual({ snapshot: first, clockOffsetMs: 5_000 });
  });

  it('never goes back to an older picture', () => {
    const newer = aSnapshot({ revision: 9 });
    send(newer);
    send(aSnapshot({ revision: 8, stage: paymentStage(aPayment()) }));
    expect(useMirror.getState().snapshot).toBe(newer);
    expect(played).toEqual([]);
  });

  it('stops listening when it is told to', () => {
    stop();
    expect(isListening).toBe(false);
  });

  it('sounds once when the payment on the stage ends, and not again for the same news', () => {
    send(aSnapshot({ revision: 2, stage: paymentStage(aWaiting()) }));
    send(aSnapshot({ revision: 3, stage: paymentStage(anUnknown()) }));
    send(aSnapshot({ revision: 4, stage: paymentStage(anUnknown({ tries: 5 })) }));
    send(aSnapshot({ revision: 5, stage: paymentStage(aPayment()) }));
    expect(played).toEqual(['unknown', 'paid']);
  });

  it('ticks while the payment in front of the cashier is not known, and stops with the answer or the next customer', () => {
    send(aSnapshot({ revision: 2, stage: paymentStage(aWaiting()) }));
    expect(tick).toBeNull();
    send(aSnapshot({ revision: 3, stage: paymentStage(anUnknown()) }));
    tick?.();
    send(aSnapshot({ revision: 4, stage: paymentStage(anUnknown({ tries: 9 })) }));
    tick?.();
    expect(played).toEqual(['unknown', 'tick', 'tick']);
    send(aSnapshot({ revision: 5, stage: amountStage(), tray: [anUnknown()] }));
    expect(tick).toBeNull();
  });

  it('speaks a paid amount once where the shop wants it, and nothing that is not paid', () => {
    const display = { ...first.display, saysAmount: true };
    send(aSnapshot({ revision: 2, display, stage: paymentStage(anUnknown()) }));
    send(aSnapshot({ revision: 3, display, stage: paymentStage(aPayment()) }));
    send(aSnapshot({ revision: 4, display, stage: paymentStage(aPayment({ slip: null })) }));
    expect(said).toEqual(['T2-001044']);
    send(aSnapshot({ revision: 5, stage: paymentStage(aPayment({ paymentRequestId: 'pr-2', face: 'asking' })) }));
    send(aSnapshot({ revision: 6, stage: paymentStage(aPayment({ paymentRequestId: 'pr-2' })) }));
    expect(said).toHaveLength(1);
  });

  it('keeps quiet when an old result is brought back onto the stage', () => {
    const old = aPayment({ paymentRequestId: 'pr-old' });
    send(aSnapshot({ revision: 2, lastFive: [old] }));
    send(aSnapshot({ revision: 3, lastFive: [old], stage: paymentStage(old) }));
    expect(played).toEqual([]);
  });

  it('brings the checkout back when a payment begins', () => {
    useView.setState({ screen: { kind: 'history' } });
    send(aSnapshot({ revision: 2, stage: paymentStage(aPayment({ face: 'asking' })) }));
    expect(useView.getState().screen).toEqual({ kind: 'checkout' });
  });

  it('closes help for a payment that begins, but not a refund that is half typed', () => {
    useView.setState({ dialog: { kind: 'help', face: null } });
    send(aSnapshot({ revision: 2, stage: paymentStage(aPayment({ paymentRequestId: 'n1', face: 'asking' })) }));
    expect(useView.getState().dialog).toBeNull();
    const refund = { kind: 'refund', payment: aPayment() } as const;
    useView.setState({ dialog: refund });
    send(aSnapshot({ revision: 3, stage: paymentStage(aPayment({ paymentRequestId: 'n2', face: 'asking' })) }));
    expect(useView.getState().dialog).toBe(refund);
  });

  it('opens the payment of a scanned receipt from any screen, once for each scan', () => {
    useView.setState({ screen: { kind: 'setup' }, dialog: { kind: 'help', face: null } });
    const opened = { id: 1, paymentRequestId: 'pr-9' };
    send(aSnapshot({ revision: 2, opened }));
    expect(useView.getState()).toMatchObject({ screen: { kind: 'payment', paymentRequestId: 'pr-9' }, dialog: null });
    useView.setState({ screen: { kind: 'checkout' } });
    send(aSnapshot({ revision: 3, opened }));
    expect(useView.getState().screen).toEqual({ kind: 'checkout' });
    send(aSnapshot({ revision: 4, opened: { ...opened, id: 2 } }));
    expect(useView.getState().screen).toEqual({ kind: 'payment', paymentRequestId: 'pr-9' });
  });

  it('opens a scanned receipt under a dialog in which something is half done, and keeps the dialog', () => {
    const refund = { kind: 'refund', payment: aPayment() } as const;
    useView.setState({ dialog: refund });
    send(aSnapshot({ revision: 2, opened: { id: 1, paymentRequestId: 'pr-9' } }));
    expect(useView.getState()).toMatchObject({ dialog: refund, screen: { kind: 'payment', paymentRequestId: 'pr-9' } });
  });

  it('leaves another screen alone when nothing begins', () => {
    useView.setState({ screen: { kind: 'history' } });
    send(aSnapshot({ revision: 2, stage: amountStage({ version: 2 }) }));
    expect(useView.getState().screen).toEqual({ kind: 'history' });
  });
});

describe('the sounds', () => {
  it('exist for paid, not paid and not known, and for nothing else', () => {
    expect((['asking', 'waiting', 'unknown', 'cancelling', 'paid', 'not-paid', 'cancelled'] as const).filter(hasTune)).toEqual([
      'unknown',
      'paid',
      'not-paid',
    ]);
  });

  it('stay silent without an error where there is no audio', () => {
    expect(() => {
      play('paid', 60, () => {
        throw new Error('no audio');
      });
    }).not.toThrow();
  });

  it('open no audio at volume 0', () => {
    const open = vi.fn<() => AudioContext>();
    play('not-paid', 0, open);
    expect(open).not.toHaveBeenCalled();
  });

  it('are louder at a higher volume, and no two of them have the same notes', () => {
    const heard = (sound: Sound, volume: number) => {
      const notes: number[] = [];
      let loudest = 0;
      const gain = {
        setValueAtTime: () => undefined,
        linearRampToValueAtTime: (value: number) => {
          loudest = Math.max(loudest, value);
        },
      };
      const tone = {
        frequency: {
          set value(hertz: number) {
            notes.push(hertz);
          },
        },
        connect: (next: unknown) => next,
        start: () => undefined,
        stop: () => undefined,
      };
      const audio = {
        currentTime: 0,
        createOscillator: () => tone,
        createGain: () => ({ gain, connect: () => undefined }),
        close: () => Promise.resolve(),
      };
      play(sound, volume, () => audio as unknown as AudioContext);
      return { notes: notes.join(), loudest };
    };
    expect(heard('paid', 100).loudest).toBeGreaterThan(heard('paid', 50).loudest * 2);
    expect(new Set((['paid', 'not-paid', 'unknown', 'tick'] as const).map((sound) => heard(sound, 60).notes)).size).toBe(4);
  });
});
