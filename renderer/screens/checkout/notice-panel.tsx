import type { ReactNode } from 'react';
import type { Notice } from '../../api/types.ts';
import { BrandMark } from '../../components/brand-mark.tsx';
import { Button } from '../../components/button.tsx';
import { Shape } from '../../components/shape.tsx';
import { useWords } from '../../state/language.ts';
import { closeNotice } from '../../state/view-store.ts';
import { noticeOf, noticeSmall } from '../wording/notice.ts';

/** A notice in the place where the cashier looks for the next step, so that it covers nothing. */
export function NoticePanel({ notice }: { readonly notice: Notice }): ReactNode {
  const words = useWords();
  const { happened, money, now } = noticeOf(words, notice);
  const small = noticeSmall(words, notice);
  return (
    <div className="panel panel-notice" data-testid="notice" data-kind={notice.kind}>
      <Shape kind="square" />
      <div className="panel-text">
        <h2 data-testid="stage-word">{happened}</h2>
        <p>
          <strong>{money}</strong> {now}
        </p>
        {small === null ? null : <code className="small-code">{small}</code>}
      </div>
      <div className="panel-foot">
        <BrandMark text={words.brand} />
        <Button
          label={words.act.close}
          shortcut="Esc"
          testId="notice-close"
          onPress={() => {
            closeNotice(notice.id);
          }}
        />
      </div>
    </div>
  );
}
