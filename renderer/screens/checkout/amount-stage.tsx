import type { ReactNode } from 'react';
import type { SaleView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Shape } from '../../components/shape.tsx';
import { fire } from '../../state/acts.ts';
import { secondsLeft, useNowMs } from '../../state/clock.ts';
import { MORE_KEYS } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';
import { useOpenNotice } from '../frame/open-notice.ts';
import { NoticePanel } from './notice-panel.tsx';
import { Pad } from './pad.tsx';
import { OwnMark } from './own-mark.tsx';
import { SaleHead } from './sale-head.tsx';

/** The amount while it is typed, and the invitation to scan. A notice takes the invitation's place until the next key. */
export function AmountStage({ sale }: { readonly sale: SaleView }): ReactNode {
  const words = useWords();
  const { stage } = words;
  const notice = useOpenNotice();
  return (
    <>
      <SaleHead
        above={sale.confirmed ? stage.amountConfirmed : stage.amountLabel}
        amount={sale.amount}
        below={sale.note === null ? '' : stage.note(sale.note)}
        hasCaret={!sale.confirmed}
      />
      <div className="desk">
        {notice === null || (notice.kind === 'amount-needed' && sale.heldCode !== null) ? (
          <Invitation sale={sale} words={words} />
        ) : (
          <NoticePanel notice={notice} />
        )}
        <Pad />
      </div>
    </>
  );
}

function Invitation({ sale, words }: { readonly sale: SaleView; readonly words: Words }): ReactNode {
  if (sale.heldCode !== null) return <Held mask={sale.heldCode.mask} expiresAtMs={sale.heldCode.expiresAtMs} words={words} />;
  const isEmpty = sale.amount.amountMinor === 0;
  return (
    <div className={sale.confirmed ? 'panel panel-ready panel-confirmed' : 'panel panel-ready'}>
      <Shape kind={isEmpty ? 'keys' : 'scan'} />
      <div className="panel-text">
        <h2 data-testid="stage-word">{isEmpty ? words.stage.typeAmount : words.stage.scan}</h2>
        <p>{isEmpty ? words.stage.typeAmountHint : words.stage.scanHint}</p>
      </div>
      <div className="panel-foot">
        <OwnMark />
        <Button
          label={words.stage.typeCode}
          shortcut={MORE_KEYS.code}
          testId="act-type-code"
          onPress={() => {
            fire('code.open', {});
          }}
        />
      </div>
    </div>
  );
}

type HeldProps = { readonly mask: string; readonly expiresAtMs: number; readonly words: Words };

function Held({ mask, expiresAtMs, words }: HeldProps): ReactNode {
  const nowMs = useNowMs();
  return (
    <div className="panel panel-ready panel-confirmed">
      <Shape kind="keys" />
      <div className="panel-text">
        <h2 data-testid="stage-word">{words.stage.held}</h2>
        <p>{words.stage.heldHint(secondsLeft(expiresAtMs, nowMs))}</p>
      </div>
      <div className="panel-foot">
        <OwnMark />
        <code className="mask">{mask}</code>
      </div>
    </div>
  );
}
