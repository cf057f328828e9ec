import type { ReactNode } from 'react';
import type { ReportView } from '../../api/types.ts';
import { useWords } from '../../state/language.ts';
import { sayPlain } from '../wording/reports.ts';

type Sums = ReadonlyMap<string, number>;

/** What was sold, reported, taken as fees, is to be settled, was paid, and is open: one tile each. */
export function SumTiles({ view }: { readonly view: ReportView }): ReactNode {
  const words = useWords().reports.sums;
  const figures = view.days.flatMap(({ figures: each }) => each);
  const cycles = view.days.flatMap(({ cycles: each }) => each);
  const net = (side: 'sold' | 'reported' | 'others'): Sums =>
    summed(figures.map((each) => [each.currency, each[side].paidMinor - each[side].refundedMinor]));
  const count = (side: 'sold' | 'reported'): number => figures.reduce((sum, each) => sum + each[side].payments, 0);
  const open = view.days.reduce((sum, day) => sum + day.open, 0);
  const others = net('others');
  const paid = summed(
    view.settlements.flatMap(({ currency, payout }) => (payout === null ? [] : [[currency, payout.amountMinor] as const])),
  );
  return (
    <div className="sum-tiles">
      <Tile name={words.sold} sums={net('sold')} small={words.payments(count('sold'))} testId="sum-sold" />
      <Tile name={words.reported} sums={net('reported')} small={words.payments(count('reported'))} testId="sum-reported" />
      {[...others.values()].some((each) => each !== 0) ? <Tile name={words.others} sums={others} testId="sum-others" /> : null}
      <Tile name={words.fees} sums={summed(cycles.map(({ currency, feesMinor }) => [currency, feesMinor]))} testId="sum-fees" />
      <Tile
        name={words.settled}
        sums={summed(cycles.map(({ currency, reportedMinor, feesMinor }) => [currency, reportedMinor - feesMinor]))}
        testId="sum-settled"
      />
      <Tile name={words.paid} sums={paid} testId="sum-paid" />
      <div className={`sum-tile ${open > 0 ? 'sum-open' : 'sum-well'}`} data-testid="sum-open">
        <span>{words.open}</span>
        <b>{open}</b>
        <small>{open === 0 ? words.allWell : '\u00a0'}</small>
      </div>
    </div>
  );
}

function Tile({
  name,
  sums,
  small,
  testId,
}: {
  readonly name: string;
  readonly sums: Sums;
  readonly small?: string;
  readonly testId: string;
}): ReactNode {
  const words = useWords().reports.sums;
  return (
    <div className="sum-tile" data-testid={testId}>
      <span>{name}</span>
      {sums.size === 0 ? <b className="quiet">{words.nothing}</b> : null}
      {[...sums].map(([currency, amountMinor]) => (
        <b key={currency}>{sayPlain({ currency, amountMinor })}</b>
      ))}
      <small>{small ?? '\u00a0'}</small>
    </div>
  );
}

function summed(amounts: readonly (readonly [string, number])[]): Sums {
  const sums = new Map<string, number>();
  for (const [currency, amountMinor] of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return sums;
}
