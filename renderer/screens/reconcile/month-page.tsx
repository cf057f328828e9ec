import type { ReactNode } from 'react';
import type { ReportDay, ReportView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { ask, fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { openReports, shownSpan, useReports } from '../../state/reports-store.ts';
import { sayDay, sayPlain } from '../wording/reports.ts';
import { DayBars } from './day-bars.tsx';
import { Settlements } from './settlements.tsx';
import { SumTiles } from './sum-tiles.tsx';

/** A month: its sums, its picture, its days and what was settled. */
export function MonthPage(): ReactNode {
  const words = useWords().reports;
  const { view } = useReports();
  if (view === null) return <p className="quiet">{words.loading}</p>;
  return (
    <>
      <SumTiles view={view} />
      {view.days.length === 0 ? (
        <p className="reports-empty" data-testid="reports-empty">
          {words.noDays}
        </p>
      ) : (
        <>
          <DayBars view={view} />
          <Days view={view} />
        </>
      )}
      <Settlements view={view} />
      <Saves />
      <p className="quiet reports-small">
        {words.utc8} {words.drop}
      </p>
    </>
  );
}

function Days({ view }: { readonly view: ReportView }): ReactNode {
  const words = useWords().reports;
  return (
    <table className="reports-table">
      <thead>
        <tr>
          <th>{words.table.day}</th>
          <th className="number">{words.table.sold}</th>
          <th className="number">{words.table.reported}</th>
          <th className="number">{words.table.settlement}</th>
          <th>{words.table.state}</th>
        </tr>
      </thead>
      <tbody>
        {view.days.filter(isWorthALine).map((day) => (
          <DayRow key={day.day} day={day} />
        ))}
      </tbody>
    </table>
  );
}

/** A day that was looked at only for its neighbours says nothing. */
const isWorthALine = ({ figures, cycles, open }: ReportDay): boolean => figures.length + cycles.length + open > 0;

function DayRow({ day }: { readonly day: ReportDay }): ReactNode {
  const words = useWords().reports;
  const iso = sayDay(day.day);
  const hasReports = day.cycles.length > 0;
  const state = day.open > 0 ? 'open' : hasReports ? 'good' : 'none';
  const net = (side: 'sold' | 'reported'): ReactNode =>
    day.figures.map((each) => (
      <div key={each.currency}>
        {sayPlain({ currency: each.currency, amountMinor: each[side].paidMinor - each[side].refundedMinor })}
      </div>
    ));
  return (
    <tr data-testid="reports-day" data-day={iso} data-state={state}>
      <td>
        <button
          type="button"
          className="link"
          data-testid="reports-open-day"
          onClick={() => {
            openReports({ tab: 'day', day: iso });
          }}
        >
          {iso}
        </button>
      </td>
      <td className="number">{net('sold')}</td>
      <td className="number">{net('reported')}</td>
      <td className="number">
        {day.cycles.map((cycle) => (
          <div key={`${cycle.set}/${cycle.batchId}`}>
            {sayPlain({ currency: cycle.currency, amountMinor: cycle.reportedMinor - cycle.feesMinor })}
          </div>
        ))}
      </td>
      <td>
        <span className={`badge badge-${state}`}>{state === 'open' ? words.state.open(day.open) : words.state[state]}</span>
      </td>
    </tr>
  );
}

/** What can be taken away: files and paper. */
export function Saves(): ReactNode {
  const words = useWords().reports;
  const state = useReports();
  const save = (what: 'figures' | 'differences' | 'support') => () => void ask('reports.save', { span: shownSpan(state), what });
  return (
    <div className="reports-saves">
      <Button
        label={words.print}
        tone="small"
        testId="reports-print"
        onPress={() => {
          fire('reports.print', {});
        }}
      />
      <Button label={words.saveFigures} tone="small" testId="reports-save-figures" onPress={save('figures')} />
      <Button label={words.saveDifferences} tone="small" testId="reports-save-differences" onPress={save('differences')} />
      <Button label={words.saveSupport} tone="small" testId="reports-save-support" onPress={save('support')} />
    </div>
  );
}
