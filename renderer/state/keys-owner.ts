import { useEffect } from 'react';
import { fire } from './acts.ts';
import { useView } from './view-store.ts';

/**
 * Tells main who takes typed keys: the counter while the checkout is shown bare, the page while a dialog or another screen is
 * open. Text fields stand only in those, so the focus, which browsers lose silently with a removed field, need not be asked.
 */
export function useKeysOwner(isReady: boolean): void {
  const isBare = useView((view) => view.screen.kind === 'checkout' && view.dialog === null);
  const owner = isBare ? 'counter' : 'page';
  useEffect(() => {
    if (isReady) fire('app.keys', { owner });
  }, [isReady, owner]);
}
