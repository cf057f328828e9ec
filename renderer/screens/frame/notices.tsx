import type { ReactNode } from 'react';
import { Message } from '../../components/message.tsx';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { closeNotice, closeRefusal, useView } from '../../state/view-store.ts';
import { refusalOf } from '../wording/advice.ts';
import { noticeOf, noticeSmall } from '../wording/notice.ts';
import { useOpenNotice } from './open-notice.ts';

/** What must be told once: main's notice where no panel shows it already, or why main refused an act. */
export function Notices(): ReactNode {
  const words = useWords();
  const notice = useOpenNotice();
  // An open dialog tells its own refusal.
  const refusal = useView((view) => (view.dialog === null ? view.refusal : null));
  const isInPanel = useNoticeInPanel();
  if (refusal !== null) {
    const small = `${refusal.code} · ${refusal.traceId}`;
    return (
      <Message
        {...refusalOf(words, refusal.code)}
        small={small}
        closeLabel={words.act.close}
        onClose={closeRefusal}
        testId="refusal"
      />
    );
  }
  if (notice === null || isInPanel) return null;
  return (
    <Message
      {...noticeOf(words, notice)}
      small={noticeSmall(words, notice) ?? undefined}
      closeLabel={words.act.close}
      testId="notice"
      onClose={() => {
        closeNotice(notice.id);
      }}
    />
  );
}

/** The amount's panel shows the notice itself. */
function useNoticeInPanel(): boolean {
  const isCheckout = useView((view) => view.screen.kind === 'checkout');
  const stage = useMirror((mirror) => mirror.snapshot?.stage.kind);
  return isCheckout && stage === 'amount';
}
