import { useEffect, useState } from 'react';
import type { ScannerView } from '../api/types.ts';
import { ask } from './acts.ts';
import { useMirror } from './snapshot-store.ts';

/** The scanner as main sees it, asked for anew with each picture; null until the first answer. */
export function useScanner(): ScannerView | null {
  const revision = useMirror((mirror) => mirror.snapshot?.revision);
  const [view, setView] = useState<ScannerView | null>(null);
  useEffect(() => {
    let isHere = true;
    void ask('scanner.view', {}).then((answer) => {
      if (isHere && answer !== null) setView(answer);
    });
    return () => {
      isHere = false;
    };
  }, [revision]);
  return view;
}
