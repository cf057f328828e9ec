import type { ReactNode } from 'react';
import type { OpeningView } from '../../api/types.ts';
import { Choice } from '../../components/choice.tsx';
import { Select } from '../../components/select.tsx';
import { useWords } from '../../state/language.ts';
import { fill, useOpening } from '../../state/opening-store.ts';
import { OpeningField } from './opening-field.tsx';

/** Who this shop is to Alipay+, or that it practises until somebody knows. */
export function AlipayPlusStep({ view }: { readonly view: OpeningView }): ReactNode {
  const { opening } = useWords();
  const form = useOpening((state) => state.form);
  if (form === null) return null;
  const isPractice = form.mode === 'practice';
  return (
    <>
      {view.isLive ? null : (
        <Choice
          label={opening.fields.mode}
          value={isPractice ? 'practice' : 'live'}
          options={[
            { id: 'live', label: opening.mode.live },
            { id: 'practice', label: opening.mode.practice },
          ]}
          onChange={(mode) => {
            fill({ mode });
          }}
        />
      )}
      {isPractice ? <p className="opening-note">{opening.practiceHint}</p> : <Ids view={view} />}
    </>
  );
}

function Ids({ view }: { readonly view: OpeningView }): ReactNode {
  const { opening } = useWords();
  const settlement = useOpening(({ form }) => form?.settlementCurrency ?? '');
  return (
    <div className="form-grid">
      <OpeningField view={view} name="clientId" maxLength={64} />
      <OpeningField view={view} name="baseUrl" maxLength={256} />
      <OpeningField view={view} name="merchantName" maxLength={256} />
      <OpeningField view={view} name="merchantId" maxLength={32} />
      <OpeningField view={view} name="mcc" maxLength={32} />
      <OpeningField view={view} name="storeId" maxLength={64} />
      <Select
        label={opening.fields.settlementCurrency}
        value={settlement}
        testId="opening-settlementCurrency"
        options={[
          { id: '', label: opening.noSettlement },
          ...view.choices.currencies.map((currency) => ({ id: currency, label: currency })),
        ]}
        onChange={(settlementCurrency) => {
          fill({ settlementCurrency });
        }}
      />
    </div>
  );
}
