import { onTestFinished } from 'vitest';
import type { Noticed, PaymentNotice } from '../../core/payment/notice.ts';
import type { AlipayPlusClient } from '../../main/alipayplus/client.ts';
import { readNotifyPayment } from '../../main/alipayplus/messages/notify-payment.ts';
import type { ClientOptions } from '../../main/alipayplus/options.ts';
import { systemClock } from '../../main/lifecycle/clock.ts';
import type { NotifyLimits } from '../../main/notify/limits.ts';
import { createListener, type Listener } from '../../main/notify/listener.ts';
import type { NotifyNews } from '../../main/notify/news.ts';
import { paymentNotices } from '../../main/notify/payment-notices.ts';
import type { NotifyPlan } from '../../main/notify/plan.ts';
import type { Trust } from '../../main/notify/trust.ts';
import { counterClient } from '../builders/alipayplus-counter.ts';
import { notification } from '../builders/notify-sender.ts';

/** A listener on real sockets with real keys, in front of a core that only takes notes. */
export type NotifyBench = {
  readonly listener: Listener;
  /** Where notifyPayment is heard. */
  readonly url: string;
  readonly port: number;
  /** Everything that reached the core. */
  readonly heard: readonly PaymentNotice[];
  readonly news: readonly NotifyNews[];
  /** What the core says from now on. */
  readonly answer: (noticed: () => Promise<Noticed>) => void;
  readonly trust: (trust: Trust | null) => void;
};

/** What a test wants to differ. */
export type NotifyWishes = {
  readonly plan?: Partial<NotifyPlan>;
  readonly limits?: Partial<NotifyLimits>;
  /** What this PC's clock says. */
  readonly wallMs?: () => number;
};

/** An id that counter T1 could have made. */
export const ownId = (digit = '0'): string => `T1-P-${digit.repeat(32)}`;

/** A notification about a payment of counter T1. */
export const ownNotification = (change: Readonly<Record<string, unknown>> = {}): object => notification(ownId(), change);

/** The keys of the vectors; the client itself is never called. */
export function trustOf(changes: Partial<ClientOptions> = {}): AlipayPlusClient['inbound'] {
  const client = counterClient('http://127.0.0.1:9', changes);
  onTestFinished(client.close);
  return client.inbound;
}

/** Starts one that is closed when the test ends. */
export async function openNotifyBench({
  plan = {},
  limits = {},
  wallMs = systemClock.wallMs,
}: NotifyWishes = {}): Promise<NotifyBench> {
  const heard: PaymentNotice[] = [];
  const news: NotifyNews[] = [];
  let noticed: () => Promise<Noticed> = () => Promise.resolve('written');
  let trust: Trust | null = trustOf();
  const notified = (notice: PaymentNotice): Promise<Noticed> => {
    heard.push(notice);
    return noticed();
  };
  const listener = createListener({
    plan: { host: '127.0.0.1', port: 0, pathPrefix: '/alipayplus', publicUrl: null, tls: null, ...plan },
    trust: () => trust,
    routes: {
      notifyPayment: paymentNotices({
        counterId: 'T1',
        read: readNotifyPayment,
        notified,
        declarable: () => Promise.resolve(true),
      }),
    },
    clock: { ...systemClock, wallMs },
    limits,
    tell: (line) => news.push(line),
    changed: () => undefined,
  });
  onTestFinished(listener.close);
  await listener.start();
  const address = listener.view().address ?? 'http://nowhere.invalid';
  return {
    listener,
    url: `${address}/notifyPayment`,
    port: Number(new URL(address).port),
    heard,
    news,
    answer: (next) => {
      noticed = next;
    },
    trust: (next) => {
      trust = next;
    },
  };
}
