import { act, cleanup, render } from '@testing-library/react';
import { App } from '../../renderer/screens/frame/app.tsx';
import { forgetLanguage } from '../../renderer/state/language.ts';
import { useBrand } from '../../renderer/state/brand-store.ts';
import { useCustomer } from '../../renderer/state/customer-store.ts';
import { useKeyMap } from '../../renderer/state/key-map-store.ts';
import { useMirror } from '../../renderer/state/snapshot-store.ts';
import { useOpening } from '../../renderer/state/opening-store.ts';
import { useRegistration } from '../../renderer/state/registration-store.ts';
import { useReports } from '../../renderer/state/reports-store.ts';
import { useView } from '../../renderer/state/view-store.ts';
import { DEFAULT_CUSTOMER } from '../../core/contract/customer.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import { STANDARD_KEYS } from '../../core/keys/key-map.ts';
import { aScannerView } from './scanner-view.ts';
import { aDetail, aPayment, aSnapshot } from './snapshot.ts';

/** One call the page made. */
export type Called = { readonly channel: string; readonly request: unknown };

/** The page with a fake main behind it: `answers` replaces what a channel gives back (a value, or a function of the request), everything else is "done". */
export type FakePage = {
  readonly calls: readonly Called[];
  readonly callsOf: (channel: string) => readonly unknown[];
  readonly push: (snapshot: Snapshot) => void;
};

/** Renders the whole page on a first snapshot and waits until it is there. */
export async function openPage(
  snapshot: Snapshot = aSnapshot(),
  answers: Readonly<Record<string, unknown>> = {},
): Promise<FakePage> {
  const calls: Called[] = [];
  const listeners = new Set<(next: Snapshot) => void>();
  const known: Readonly<Record<string, unknown>> = {
    'app.snapshot': { ok: true, value: snapshot },
    'payment.detail': { ok: true, value: aDetail(aPayment()) },
    'history.search': { ok: true, value: { rows: [], next: null } },
    'scanner.view': { ok: true, value: aScannerView() },
    'customer.view': { ok: true, value: { choice: DEFAULT_CUSTOMER, place: 'off', screens: [], hasPicture: false } },
    'keys.view': { ok: true, value: { map: STANDARD_KEYS, isFallback: false } },
    ...answers,
  };
  Object.assign(globalThis, {
    paydesk: {
      invoke: (channel: string, request: unknown) => {
        calls.push({ channel, request });
        const answer = known[channel] ?? { ok: true, value: {} };
        return Promise.resolve(typeof answer === 'function' ? (answer as (asked: unknown) => unknown)(request) : answer);
      },
      onSnapshot: (listener: (next: Snapshot) => void) => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    },
  });
  await act(async () => {
    render(<App />);
    await Promise.resolve();
  });
  return {
    calls,
    callsOf: (channel) => calls.filter((call) => call.channel === channel).map((call) => call.request),
    push: (next) => {
      act(() => {
        for (const listener of listeners) listener(next);
      });
    },
  };
}

/** Presses a key in the page and lets what it started come to an end. */
export async function strike(key: string, ctrlKey = false): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true });
  await act(async () => {
    document.body.dispatchEvent(event);
    await Promise.resolve();
  });
  return event.defaultPrevented;
}

/** Takes the page away and forgets its state; for `afterEach`. */
export function closePage(): void {
  cleanup();
  useMirror.setState(useMirror.getInitialState(), true);
  useView.setState(useView.getInitialState(), true);
  useRegistration.setState(useRegistration.getInitialState(), true);
  useKeyMap.setState(useKeyMap.getInitialState(), true);
  useBrand.setState(useBrand.getInitialState(), true);
  useCustomer.setState(useCustomer.getInitialState(), true);
  useOpening.setState(useOpening.getInitialState(), true);
  useReports.setState(useReports.getInitialState(), true);
  forgetLanguage();
  delete document.body.dataset['ready'];
}
