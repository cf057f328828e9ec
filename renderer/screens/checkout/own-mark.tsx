import type { ReactNode } from 'react';
import { BrandMark } from '../../components/brand-mark.tsx';
import { useBrandKit } from '../../state/brand-store.ts';
import { useWords } from '../../state/language.ts';

/** The mark in the payment zone: the owner's official file, or its text form. */
export function OwnMark(): ReactNode {
  const { mark } = useBrandKit();
  return <BrandMark text={useWords().brand} mark={mark} />;
}
