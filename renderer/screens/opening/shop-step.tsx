import { useEffect, type ReactNode } from 'react';
import type { OpeningView } from '../../api/types.ts';
import { Select } from '../../components/select.tsx';
import { useWords } from '../../state/language.ts';
import { fill, useOpening } from '../../state/opening-store.ts';
import { OpeningField } from './opening-field.tsx';

/** What receipts show and which money is taken. The region proposes currency and time zone. */
export function ShopStep({ view }: { readonly view: OpeningView }): ReactNode {
  const { opening } = useWords();
  const form = useOpening((state) => state.form);
  const { regions, currencies, timeZones } = view.choices;
  const { firstCounter } = opening;
  useEffect(() => {
    // Most shops have one counter, whose name nobody should have to think about.
    if (useOpening.getState().form?.counterName === '') fill({ counterName: firstCounter });
  }, [firstCounter]);
  if (form === null) return null;
  return (
    <div className="form-grid">
      <OpeningField view={view} name="shopName" isFirst maxLength={64} />
      <OpeningField view={view} name="counterName" maxLength={64} />
      <Select
        label={opening.fields.region}
        value={form.region}
        testId="opening-region"
        options={regions.map(({ region, name }) => ({ id: region, label: name }))}
        onChange={(id) => {
          const chosen = regions.find(({ region }) => region === id);
          if (chosen !== undefined) fill({ region: id, currency: chosen.currency, timeZone: chosen.timeZone });
        }}
      />
      <Select
        label={opening.fields.currency}
        value={form.currency}
        testId="opening-currency"
        options={options(currencies, form.currency)}
        onChange={(currency) => {
          fill({ currency });
        }}
      />
      <Select
        label={opening.fields.timeZone}
        value={form.timeZone}
        testId="opening-timeZone"
        options={options(timeZones, form.timeZone)}
        onChange={(timeZone) => {
          fill({ timeZone });
        }}
      />
      <OpeningField view={view} name="counterId" maxLength={12} />
      <OpeningField view={view} name="address" isLong maxLength={600} />
    </div>
  );
}

/** What is chosen stands in the list even where this PC would not propose it. */
const options = (all: readonly string[], chosen: string) =>
  (all.includes(chosen) ? all : [chosen, ...all]).map((id) => ({ id, label: id }));
