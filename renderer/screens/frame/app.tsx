import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { loadBrand } from '../../state/brand-store.ts';
import { AROUND, connect } from '../../state/connect.ts';
import { useKeysOwner } from '../../state/keys-owner.ts';
import { loadKeys } from '../../state/key-acts.ts';
import { press } from '../../state/keys.ts';
import { speak, useIsSpoken, useWords } from '../../state/language.ts';
import { wear } from '../../state/look.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { useView } from '../../state/view-store.ts';
import { showTimesIn } from '../wording/time.ts';
import { BooksScreen } from '../books/books-screen.tsx';
import { BrandScreen } from '../brand/brand-screen.tsx';
import { CheckoutScreen } from '../checkout/checkout-screen.tsx';
import { DisputesScreen } from '../disputes/disputes-screen.tsx';
import { HealthScreen } from '../health/health-screen.tsx';
import { UpdatesScreen } from '../updates/updates-screen.tsx';
import { LessonsScreen } from '../lessons/lessons-screen.tsx';
import { HistoryScreen } from '../history/history-screen.tsx';
import { OpeningScreen } from '../opening/opening-screen.tsx';
import { KeysScreen } from '../keys/keys-screen.tsx';
import { PaymentPage } from '../payment/payment-page.tsx';
import { ReconcileScreen } from '../reconcile/reconcile-screen.tsx';
import { CustomsScreen } from '../customs/customs-screen.tsx';
import { RegistrationScreen } from '../registration/registration-screen.tsx';
import { Asking } from '../people/asking.tsx';
import { PeopleScreen } from '../people/people-screen.tsx';
import { SetupScreen } from '../setup/setup-screen.tsx';
import { ShiftScreen } from '../shift/shift-screen.tsx';
import { Aside } from './aside.tsx';
import { Dialogs } from './dialogs.tsx';
import { sayPaid } from './say-paid.ts';
import { Keys } from './keys.tsx';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import { Spoken } from './spoken.tsx';
import { TopBar } from './top-bar.tsx';

/** The whole window. It appears with the first snapshot; until then it says that Paydesk is starting. */
export function App(): ReactNode {
  const words = useWords();
  const snapshot = useMirror((mirror) => mirror.snapshot);
  const isSpoken = useHasSpoken(snapshot?.display.language ?? null);
  const isReady = snapshot !== null && isSpoken;
  useEffect(() => connect({ ...AROUND, say: sayPaid }), []);
  useTheme(snapshot?.display.theme ?? 'system');
  useKeys();
  useKeysOwner(isReady);
  useOwnThings(isReady);
  useReadyMark(isReady);
  return isReady ? <Frame snapshot={snapshot} /> : <p className="starting">{words.starting}</p>;
}

/** Follows the chosen language; true once the first one is there, and from then on, because a change goes on in the old one meanwhile. */
function useHasSpoken(language: Snapshot['display']['language'] | null): boolean {
  const isSpoken = useIsSpoken(language ?? 'en') && language !== null;
  const [hasSpoken, setHasSpoken] = useState(false);
  useEffect(() => {
    if (language !== null) void speak(language);
  }, [language]);
  useEffect(() => {
    if (isSpoken) setHasSpoken(true);
  }, [isSpoken]);
  return hasSpoken || isSpoken;
}

function useTheme(theme: Snapshot['display']['theme']): void {
  useLayoutEffect(() => wear(theme), [theme]);
}

function Frame({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  showTimesIn(snapshot.shop.timeZone, snapshot.display.language);
  return (
    <div className="app" data-mode={snapshot.mode}>
      <TopBar snapshot={snapshot} />
      <main className="middle">
        <CurrentScreen snapshot={snapshot} />
        <Notices />
      </main>
      <Rail snapshot={snapshot} />
      <Keys snapshot={snapshot} />
      <Dialogs snapshot={snapshot} />
      <Asking snapshot={snapshot} />
      {snapshot.isAside ? <Aside /> : null}
      <Spoken snapshot={snapshot} />
    </div>
  );
}

function CurrentScreen({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const screen = useView((view) => view.screen);
  switch (screen.kind) {
    case 'checkout':
      return <CheckoutScreen stage={snapshot.stage} />;
    case 'payment':
      return <PaymentPage paymentRequestId={screen.paymentRequestId} />;
    case 'history':
      return <HistoryScreen />;
    case 'reports':
      return <ReconcileScreen />;
    case 'disputes':
      return <DisputesScreen />;
    case 'customs':
      return <CustomsScreen paymentRequestId={screen.paymentRequestId} />;
    case 'registration':
      return <RegistrationScreen />;
    case 'setup':
      return <SetupScreen snapshot={snapshot} />;
    case 'opening':
      return <OpeningScreen snapshot={snapshot} />;
    case 'health':
      return <HealthScreen snapshot={snapshot} />;
    case 'lessons':
      return <LessonsScreen snapshot={snapshot} />;
    case 'updates':
      return <UpdatesScreen snapshot={snapshot} />;
    case 'keys':
      return <KeysScreen />;
    case 'brand':
      return <BrandScreen />;
    case 'people':
      return <PeopleScreen />;
    case 'books':
      return <BooksScreen />;
    case 'shift':
      return <ShiftScreen />;
  }
}

function useKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (press(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

/** What this PC remembers is asked for once the first picture is there; the pages that change it ask again themselves. */
function useOwnThings(isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return;
    void loadKeys();
    void loadBrand();
  }, [isReady]);
}

/** Tests and measurements wait for this mark: the first snapshot is on the screen. */
function useReadyMark(isReady: boolean): void {
  useEffect(() => {
    if (isReady) document.body.dataset['ready'] = 'true';
  }, [isReady]);
}
