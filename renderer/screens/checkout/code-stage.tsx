import type { ReactNode } from 'react';
import type { SaleView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { Pad } from './pad.tsx';
import { OwnMark } from './own-mark.tsx';
import { SaleHead } from './sale-head.tsx';

/** A code typed by hand. The digits are in main; only the mask and their number come here. */
export type CodeStageProps = { readonly sale: SaleView; readonly mask: string; readonly digits: number };

/** Shows how far the typed code is, in groups of four as it stands below the barcode. */
export function CodeStage({ sale, mask, digits }: CodeStageProps): ReactNode {
  const words = useWords();
  const { stage } = words;
  return (
    <>
      <SaleHead above={stage.charging} amount={sale.amount} below={sale.note === null ? '' : stage.note(sale.note)} />
      <div className="desk">
        <div className="panel panel-ready panel-code">
          <div className="panel-text">
            <h2 data-testid="stage-word">{stage.codeTitle}</h2>
            <p>{stage.codeHint}</p>
          </div>
          <div className="code-box">
            <output className="code-mask" data-testid="code-mask" aria-label={stage.codeDigits(digits)}>
              {digits === 0 ? (
                <span className="code-empty">{stage.codeEmpty}</span>
              ) : (
                groups(mask).map((group, index) => <span key={index}>{group}</span>)
              )}
              <span className="caret" aria-hidden="true" />
            </output>
            <span className="code-count">{stage.codeDigits(digits)}</span>
          </div>
          <div className="panel-foot">
            <OwnMark />
            <Button
              label={stage.codeBack}
              shortcut="Esc"
              testId="act-code-close"
              onPress={() => {
                fire('code.close', {});
              }}
            />
          </div>
        </div>
        <Pad />
      </div>
    </>
  );
}

/** Main groups the mask in fours. */
const groups = (mask: string): readonly string[] => mask.split(' ');
