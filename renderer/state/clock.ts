import { useEffect, useState } from 'react';
import { useMirror } from './snapshot-store.ts';

const TICK_MS = 250;

/** Main's clock in epoch ms, renewed four times a second for countdowns. */
export function useNowMs(): number {
  const offsetMs = useMirror((mirror) => mirror.clockOffsetMs);
  const [pageNowMs, setPageNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setPageNowMs(Date.now());
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return pageNowMs + offsetMs;
}

/** Whole seconds left until `atMs`, never below zero. */
export const secondsLeft = (atMs: number, nowMs: number): number => Math.max(0, Math.ceil((atMs - nowMs) / 1000));
