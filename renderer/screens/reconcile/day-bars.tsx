import type { ReactNode } from 'react';
import type { ReportView } from '../../api/types.ts';
import { useWords } from '../../state/language.ts';
import { openReports } from '../../state/reports-store.ts';
import { sayDay, sayPlain } from '../wording/reports.ts';

const HEIGHT = 132;
const WIDTH = 28;
const BAR = 10;

/** Two bars a day: what was sold and what was reported; a mark over days with something to look at. One picture a currency. */
export function DayBars({ view }: { readonly view: ReportView }): ReactNode {
  const words = useWords().reports;
  const currencies = [...new Set(view.days.flatMap(({ figures }) => figures.map(({ currency }) => currency)))];
  return currencies.map((currency) => {
    const days = view.days.map((day) => {
      const figures = day.figures.find((each) => each.currency === currency);
      const net = (side: 'sold' | 'reported'): number =>
        figures === undefined ? 0 : figures[side].paidMinor - figures[side].refundedMinor;
      return { day: day.day, open: day.open, sold: net('sold'), reported: net('reported') };
    });
    const most = Math.max(1, ...days.flatMap(({ sold, reported }) => [sold, reported]));
    const tall = (amount: number): number => Math.max(0, (amount / most) * HEIGHT);
    return (
      <figure key={currency} className="day-bars">
        <figcaption>
          <span className="key-sold">{words.sums.sold}</span>
          <span className="key-reported">{words.sums.reported}</span>
          <span className="quiet">{currency}</span>
        </figcaption>
        <svg
          viewBox={`0 0 ${String(days.length * WIDTH)} ${String(HEIGHT + 34)}`}
          style={{ maxWidth: `${String(days.length * WIDTH * 1.1)}px` }}
        >
          {days.map(({ day, open, sold, reported }, at) => (
            <g
              key={day}
              className="day-bar"
              transform={`translate(${String(at * WIDTH)} 0)`}
              onClick={() => {
                openReports({ tab: 'day', day: sayDay(day) });
              }}
            >
              <title>{`${sayDay(day)}: ${sayPlain({ currency, amountMinor: sold })} / ${sayPlain({ currency, amountMinor: reported })}`}</title>
              <rect className="hit" width={WIDTH} height={HEIGHT + 34} />
              <rect className="sold" x={3} y={14 + HEIGHT - tall(sold)} width={BAR} height={tall(sold)} rx={2} />
              <rect className="reported" x={15} y={14 + HEIGHT - tall(reported)} width={BAR} height={tall(reported)} rx={2} />
              {open > 0 ? <path className="mark" d="M14 0 L20 10 L8 10 Z" /> : null}
              <text x={WIDTH / 2} y={HEIGHT + 29}>
                {sayDay(day).slice(8)}
              </text>
            </g>
          ))}
        </svg>
      </figure>
    );
  });
}
