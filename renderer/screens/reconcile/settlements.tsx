import type { ReactNode } from 'react';
import type { ReportSettlement, ReportView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import { openDialog } from '../../state/view-store.ts';
import { sayDay, sayPlain } from '../wording/reports.ts';

/** What Alipay+ says it pays, and what the bank really paid. */
export function Settlements({ view }: { readonly view: ReportView }): ReactNode {
  const words = useWords().reports;
  if (view.settlements.length === 0) return null;
  const { settlementRow } = words;
  return (
    <section>
      <h2>{words.settlements}</h2>
      <table className="reports-table">
        <thead>
          <tr>
            <th>{settlementRow.batch}</th>
            <th>{settlementRow.day}</th>
            <th className="number">{settlementRow.net}</th>
            <th>{settlementRow.value}</th>
            <th className="number">{settlementRow.bank}</th>
          </tr>
        </thead>
        <tbody>
          {view.settlements.map((settlement) => (
            <tr key={`${settlement.set}/${settlement.settlementBatchId}`} data-testid="settlement-row">
              <td className="mono">{settlement.settlementBatchId}</td>
              <td>{settlement.day === null ? '' : sayDay(settlement.day)}</td>
              <td className="number">{sayPlain({ currency: settlement.currency, amountMinor: settlement.netMinor })}</td>
              <td>{settlement.valueDate}</td>
              <td className="number">
                <Paid settlement={settlement} person={view.person} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Paid({ settlement, person }: { readonly settlement: ReportSettlement; readonly person: string }): ReactNode {
  const { settlementRow } = useWords().reports;
  const { payout, netMinor, currency } = settlement;
  if (payout === null)
    return (
      <Button
        label={settlementRow.enter}
        tone="small"
        testId="settlement-enter"
        onPress={() => {
          openDialog({ kind: 'payout', settlement, person });
        }}
      />
    );
  const isSame = payout.amountMinor === netMinor;
  return (
    <span title={`${payout.paidOn} · ${payout.person}`} className={isSame ? undefined : 'wrong'} data-testid="settlement-paid">
      {sayPlain({ currency, amountMinor: payout.amountMinor })} {isSame ? '✓' : settlementRow.differs}
    </span>
  );
}
