import { useEffect, useState } from 'react';
import type { CustomerView, Res } from '../api/types.ts';
import { ask } from './acts.ts';
import { useMirror } from './snapshot-store.ts';

/** The customer's display as main sees it, asked for anew with each picture, because screens come and go; null until the first answer. */
export function useCustomerView(): CustomerView | null {
  const revision = useMirror((mirror) => mirror.snapshot?.revision);
  const [view, setView] = useState<CustomerView | null>(null);
  useEffect(() => {
    let isHere = true;
    void ask('customer.view', {}).then((answer) => {
      if (isHere && answer !== null) setView(answer);
    });
    return () => {
      isHere = false;
    };
  }, [revision]);
  return view;
}

/** Has main ask for a picture; null when it was refused, which the cashier then sees. */
export async function chooseIdlePicture(): Promise<Res<'customer.picture'>['outcome'] | null> {
  const answer = await ask('customer.picture', {});
  return answer?.outcome ?? null;
}
