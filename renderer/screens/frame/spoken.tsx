import type { ReactNode } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { Announcer } from '../../components/announcer.tsx';
import { useWords } from '../../state/language.ts';
import { useView } from '../../state/view-store.ts';
import type { Advice, Words } from '../../words/shape.ts';
import { refusalOf } from '../wording/advice.ts';
import { sayMoney } from '../wording/money.ts';
import { noticeOf } from '../wording/notice.ts';
import { sentences } from '../wording/sentences.ts';
import { useOpenNotice } from './open-notice.ts';

/** What a screen reader hears: the newest trouble, or how the payment on the stage stands. Seconds are not spoken. */
export function Spoken({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  const notice = useOpenNotice();
  const refusal = useView((view) => view.refusal);
  if (refusal !== null) return <Announcer text={sentence(words, refusalOf(words, refusal.code))} />;
  if (notice !== null) return <Announcer text={sentence(words, noticeOf(words, notice))} />;
  return <Announcer text={stageSentence(words, snapshot)} />;
}

const sentence = (words: Words, { happened, money, now }: Advice): string => sentences(words, [happened, money, now]);

function stageSentence(words: Words, { stage }: Snapshot): string {
  if (stage.kind !== 'payment') return stage.kind === 'code' ? words.stage.codeTitle : '';
  const { face, amount } = stage.payment;
  const more = face === 'unknown' ? ` ${words.about.doNotCharge}` : '';
  return `${words.face[face].word}: ${sayMoney(amount)}.${more}`;
}
